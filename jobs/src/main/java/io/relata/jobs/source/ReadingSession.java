package io.relata.jobs.source;

import java.util.List;
import org.apache.spark.sql.RuntimeConfig;
import org.apache.spark.sql.SparkSession;

/** A session beside the caller's with the settings that reading every record needs, so that the caller's stay as they are. */
public final class ReadingSession {

    /** The settings that say how much work a task gets, which are the caller's to choose. */
    private static final List<String> KEPT = List.of(
            "spark.sql.files.maxPartitionBytes",
            "spark.sql.files.openCostInBytes",
            "spark.sql.shuffle.partitions",
            "spark.sql.parquet.compression.codec",
            "spark.sql.adaptive.enabled");

    private ReadingSession() {}

    public static SparkSession beside(SparkSession caller) {
        SparkSession session = caller.newSession();
        RuntimeConfig settings = session.conf();
        KEPT.forEach(name -> settings.set(name, caller.conf().get(name)));
        settings.set("spark.sql.caseSensitive", true);
        settings.set("spark.sql.ansi.enabled", false);
        settings.set("spark.sql.session.timeZone", "UTC");
        settings.set("spark.sql.files.ignoreCorruptFiles", false);
        settings.set("spark.sql.files.ignoreMissingFiles", false);
        return session;
    }
}
