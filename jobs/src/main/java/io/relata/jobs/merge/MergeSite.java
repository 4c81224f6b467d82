package io.relata.jobs.merge;

import static java.util.Objects.requireNonNull;

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

    /** Reads files that nobody changes. */
    Dataset<Row> read(List<String> files, StructType columns) {
        return spark.read().schema(columns).parquet(files.toArray(String[]::new));
    }
}
