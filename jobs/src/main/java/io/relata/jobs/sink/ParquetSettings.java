package io.relata.jobs.sink;

import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** The settings of a session that decide how Spark writes Parquet. */
final class ParquetSettings {

    private static final Map<String, String> NEEDED = Map.of(
            // INT64 instead of INT96: it has statistics, and every reader of the last years takes it.
            "spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS",
            // Dates before 1582 as the Parquet format means them; the default of Spark 3 refuses them.
            "spark.sql.parquet.datetimeRebaseModeInWrite", "CORRECTED",
            "spark.sql.parquet.writeLegacyFormat", "false");

    private ParquetSettings() {}

    /** Runs one write under these settings; afterwards the session's are as they were. */
    static void during(SparkSession spark, Runnable write) {
        SessionSettings.during(spark, NEEDED, write);
    }
}
