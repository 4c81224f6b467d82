package io.relata.jobs;

import io.relata.catalog.glue.GlueCatalog;
import io.relata.jobs.config.CatalogSpec;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.publish.Publication;
import io.relata.jobs.publish.StagedTable;
import java.util.ArrayList;
import java.util.List;

/**
 * What a job asks for beside its tables, for whoever plans queries over them. It comes when readers see the tables, which
 * are right without: what of it cannot be done is told, and fails nothing.
 */
final class QueryAids {

    private final OpenCatalog catalog;

    QueryAids(OpenCatalog catalog) {
        this.catalog = catalog;
    }

    static boolean areAskedFor(JobFile job) {
        return job.catalog() instanceof CatalogSpec.Glue glue
                && !glue.partitionIndexes().isEmpty();
    }

    /** What was not done, each a sentence. */
    List<String> give(Publication published) {
        List<String> undone = new ArrayList<>();
        catalog.glue().ifPresent(glue -> published.manifest().tables().forEach(table -> give(glue, table, undone)));
        return undone;
    }

    private static void give(GlueCatalog glue, StagedTable table, List<String> undone) {
        undone.addAll(glue.indexPartitions(table.definition()));
    }
}
