package io.relata.jobs.merge;

import static java.util.Objects.requireNonNull;

import io.relata.jobs.publish.EarlierFiles;
import io.relata.jobs.publish.TargetLayout;
import java.time.Instant;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Where a run merges.
 *
 * @param spark a session for one thread
 * @param layout where the run's files go
 * @param fileSize about how large files are to be, in bytes
 * @param now the time of the run's commits
 */
public record MergeSite(SparkSession spark, TargetLayout layout, long fileSize, Instant now) {

    public MergeSite {
        requireNonNull(spark, "spark");
        requireNonNull(layout, "layout");
        requireNonNull(now, "now");
    }

    Configuration configuration() {
        return spark.sparkContext().hadoopConfiguration();
    }

    /**
     * Reads files of a published table, which nobody changes.
     *
     * @param locations where they lie
     * @param columns those wanted, partition columns among them
     */
    Dataset<Row> read(EarlierFiles files, List<String> locations, StructType columns) {
        // The folders of partitions begin below that of the run, and runs lie side by side.
        return files.byRun(locations).entrySet().stream()
                .map(run -> spark.read()
                        .schema(columns)
                        .option("basePath", run.getKey())
                        .parquet(run.getValue().toArray(String[]::new)))
                .reduce(Dataset::union)
                .orElseThrow();
    }
}
