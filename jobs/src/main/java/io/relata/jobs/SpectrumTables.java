package io.relata.jobs;

import io.relata.Catalog;
import io.relata.RunId;
import io.relata.TableFormat;
import io.relata.jobs.config.CatalogSpec;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.publish.SpectrumTable;
import io.relata.jobs.publish.StagedTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** The second entries of a job's Delta tables, where its catalog is one that Redshift Spectrum reads. */
final class SpectrumTables {

    private SpectrumTables() {}

    static boolean areNeeded(JobFile job) {
        return job.target().format() == TableFormat.DELTA && job.catalog() instanceof CatalogSpec.Glue;
    }

    /**
     * The tables of a run, each with its second entry where there is to be one.
     *
     * @param catalog shows what the second entries have of earlier runs
     */
    static List<StagedTable> with(List<StagedTable> tables, JobFile job, Catalog catalog, Configuration configuration) {
        if (!areNeeded(job)) {
            return tables;
        }
        List<StagedTable> all = new ArrayList<>(tables);
        tables.forEach(table -> {
            Optional<RunId> shown = catalog.find(SpectrumTable.name(table.name()))
                    .map(entry -> entry.definition().run());
            all.add(SpectrumTable.beside(table, shown, configuration));
        });
        return all;
    }
}
