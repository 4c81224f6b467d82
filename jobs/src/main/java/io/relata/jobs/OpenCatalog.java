package io.relata.jobs;

import io.relata.Catalog;
import io.relata.catalog.glue.GlueCatalog;
import io.relata.catalog.glue.GlueSettings;
import io.relata.catalog.glue.PartitionIndexes;
import io.relata.catalog.local.LocalCatalog;
import io.relata.jobs.config.CatalogSpec;
import io.relata.jobs.config.JobFile;
import java.net.URI;
import java.util.Optional;

/** The catalog of a job, from when a command opens it until the command ends. */
final class OpenCatalog implements AutoCloseable {

    private final Catalog catalog;
    private final Optional<GlueCatalog> glue;
    private final Runnable closing;

    private OpenCatalog(Catalog catalog, Optional<GlueCatalog> glue, Runnable closing) {
        this.catalog = catalog;
        this.glue = glue;
        this.closing = closing;
    }

    static OpenCatalog of(JobFile job) {
        if (job.catalog() instanceof CatalogSpec.Glue spec) {
            GlueCatalog glue = GlueCatalog.open(
                    new GlueSettings(
                            spec.region().orElseGet(GlueSettings::surroundingRegion),
                            spec.endpoint().map(URI::create),
                            spec.catalogId()),
                    new PartitionIndexes(spec.partitionIndexes()));
            return new OpenCatalog(glue, Optional.of(glue), glue::close);
        }
        CatalogSpec.Local local = (CatalogSpec.Local) job.catalog();
        return new OpenCatalog(
                new LocalCatalog(LocalPath.of(local.path(), "catalog.path")), Optional.empty(), () -> {});
    }

    Catalog catalog() {
        return catalog;
    }

    /** Empty where the catalog is another. */
    Optional<GlueCatalog> glue() {
        return glue;
    }

    /** Ends the connections to the catalog, where it has any. */
    @Override
    public void close() {
        // Not by way of the class: a local catalog is opened and closed where the AWS SDK is not.
        closing.run();
    }
}
