package io.relata.jobs;

import io.relata.Catalog;
import io.relata.CatalogTable;
import io.relata.TableName;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.config.RelationalizeSpec;
import io.relata.jobs.config.TableSpec;
import java.util.Optional;

/** The table that shows whether and which records of a source were loaded. */
final class SourceTable {

    private SourceTable() {}

    /** The table of the source's name; the root, by the name that the job file gives, where the source is relationalized. */
    static TableName name(JobFile job, String source) {
        String table = job.relationalize()
                .filter(spec -> spec.source().equals(source))
                .map(RelationalizeSpec::root)
                .map(root ->
                        job.tables().getOrDefault(root, TableSpec.NONE).name().orElse(root))
                .orElse(source);
        return new TableName(job.catalog().database(), table);
    }

    /** Empty where there is no such table. */
    static Optional<CatalogTable> find(JobFile job, String source, Catalog catalog) {
        return catalog.find(name(job, source));
    }

    /** Whether something was published of every source. */
    static boolean areAllThere(JobFile job, Catalog catalog) {
        return job.sources().keySet().stream()
                .allMatch(source -> find(job, source, catalog).isPresent());
    }
}
