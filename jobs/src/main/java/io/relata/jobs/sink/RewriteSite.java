package io.relata.jobs.sink;

import static java.util.Objects.requireNonNull;

import io.relata.jobs.publish.TargetLayout;
import java.time.Instant;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/**
 * Where a run writes rows of published tables again.
 *
 * @param spark a session for one thread
 * @param layout where the run's files go
 * @param fileSize about how large files are to be, in bytes
 * @param now the time of the run's commits
 */
public record RewriteSite(SparkSession spark, TargetLayout layout, long fileSize, Instant now) {

    public RewriteSite {
        requireNonNull(spark, "spark");
        requireNonNull(layout, "layout");
        requireNonNull(now, "now");
    }

    public Configuration configuration() {
        return spark.sparkContext().hadoopConfiguration();
    }
}
