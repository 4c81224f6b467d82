package io.relata.jobs;

import io.relata.CatalogTable;
import io.relata.ColumnStatistics;
import io.relata.Problem;
import io.relata.RelataException;
import io.relata.TableFormat;
import io.relata.TableName;
import io.relata.catalog.glue.GlueCatalog;
import io.relata.jobs.config.CatalogSpec;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.publish.Publication;
import io.relata.jobs.publish.SpectrumTable;
import io.relata.jobs.publish.StagedTable;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * What a job asks for beside its tables, for whoever plans queries over them. It comes when readers see the tables, which
 * are right without: what of it cannot be done is told, and fails nothing.
 */
final class QueryAids {

    private final JobFile job;
    private final SparkSession spark;
    private final OpenCatalog catalog;
    private final Clock clock;
    private final List<String> undone = new ArrayList<>();
    private final Map<TableName, List<ColumnStatistics>> ofTwins = new HashMap<>();

    QueryAids(JobFile job, SparkSession spark, OpenCatalog catalog, Clock clock) {
        this.job = job;
        this.spark = spark;
        this.catalog = catalog;
        this.clock = clock;
    }

    static boolean areAskedFor(JobFile job) {
        return job.catalog() instanceof CatalogSpec.Glue glue
                && (glue.columnStatistics() || !glue.partitionIndexes().isEmpty());
    }

    /** What was not done, each a sentence. */
    List<String> give(Publication published) {
        catalog.glue().ifPresent(glue -> published.manifest().tables().forEach(table -> give(glue, table)));
        return List.copyOf(undone);
    }

    private void give(GlueCatalog glue, StagedTable table) {
        undone.addAll(glue.indexPartitions(table.definition()));
        if (job.catalog() instanceof CatalogSpec.Glue spec && spec.columnStatistics()) {
            try {
                describe(glue, table);
            } catch (RelataException e) {
                undone.add(String.valueOf(e.getMessage()));
            }
        }
    }

    private void describe(GlueCatalog glue, StagedTable table) {
        List<ColumnStatistics> known = table.definition().format() == TableFormat.SYMLINK
                ? ofTwins.getOrDefault(table.name(), List.of())
                : known(table);
        ofTwins.put(SpectrumTable.name(table.name()), known);
        // Another run may have published the table since, and says itself what its columns are like.
        boolean isShown = glue.find(table.name())
                .map(CatalogTable::definition)
                .filter(shown -> shown.run().equals(table.definition().run()))
                .isPresent();
        if (isShown) {
            undone.addAll(glue.describeColumns(table.definition(), known, clock.instant()));
        }
    }

    private List<ColumnStatistics> known(StagedTable table) {
        try {
            return ColumnValues.of(table, spark);
        } catch (Exception e) { // whatever Spark finds, checked ones that it does not declare among them
            undone.add(new Problem(
                            "Cannot tell what the columns of table " + table.name() + " are like",
                            table.definition().location(),
                            e.getClass().getName() + "; its message may quote the data",
                            "Queries are planned without their statistics until a run can write them")
                    .toString());
            return List.of();
        }
    }
}
