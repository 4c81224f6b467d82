package io.relata.jobs;

import io.relata.Catalog;
import io.relata.Problem;
import io.relata.RelataException;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.config.SourceSpec;
import io.relata.jobs.config.TargetSpec;
import io.relata.jobs.merge.Validity;
import io.relata.jobs.publish.LoadColumn;
import io.relata.jobs.publish.PublishedSchema;
import io.relata.jobs.publish.RunManifests;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** What is known of the columns of a source that gives a run no record: they are those that its table shows. */
final class KnownColumns {

    private final JobFile job;
    private final Catalog catalog;
    private final RunManifests manifests;

    KnownColumns(JobFile job, Catalog catalog, RunManifests manifests) {
        this.job = job;
        this.catalog = catalog;
        this.manifests = manifests;
    }

    /**
     * No rows of a source that is loaded as it is.
     *
     * @throws RelataException when nothing was loaded of it before and the job gives no schema
     */
    SourceRows noRows(String source, SourceSpec spec, SparkSession spark) {
        Optional<StructType> given = spec.schema();
        if (given.isPresent()) {
            return new SourceRows(ComputedColumns.of(spark.createDataFrame(List.of(), given.get()), spec));
        }
        StructType columns = SourceTable.find(job, source, catalog)
                .map(table -> own(table.definition().allColumns()))
                .orElseThrow(() -> RelataException.failed(new Problem(
                        "Cannot make a table of source " + source,
                        String.join(", ", spec.inputs()),
                        "this run takes no file of it that holds a record, and none was loaded before, so its columns are"
                                + " unknown",
                        "Give the schema of the records, or run again when there are some")));
        return new SourceRows(spark.createDataFrame(List.of(), columns));
    }

    /** Those that the table has of the source. */
    private StructType own(StructType columns) {
        List<StructField> kept = new ArrayList<>(Arrays.asList(columns.fields()));
        kept.removeIf(column -> column.name().equals(LoadColumn.NAME));
        if (job.target().mode() == TargetSpec.Mode.HISTORY) {
            List<String> validity = Validity.among(columns);
            kept.removeIf(column -> validity.contains(column.name()));
        }
        return new StructType(kept.toArray(StructField[]::new));
    }

    /** The fields of the records that are relationalized; none where nothing is known of them. */
    StructType ofRoot(PublishedSchema known) {
        return known.source().isEmpty()
                ? SchemaHistory.shownSource(job, manifests, catalog).orElse(known.source())
                : known.source();
    }
}
