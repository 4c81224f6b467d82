package io.relata.jobs.sink;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;

/** Settings of a session for the time of one write. */
final class SessionSettings {

    private SessionSettings() {}

    /** Runs one write under these settings; afterwards the session's are as they were. */
    static void during(SparkSession spark, Map<String, String> needed, Runnable write) {
        Map<String, Optional<String>> before = new TreeMap<>();
        needed.forEach((key, value) -> {
            before.put(key, explicit(spark, key));
            spark.conf().set(key, value);
        });
        try {
            write.run();
        } finally {
            before.forEach((key, value) -> value.ifPresentOrElse(
                    earlier -> spark.conf().set(key, earlier),
                    () -> spark.conf().unset(key)));
        }
    }

    private static Optional<String> explicit(SparkSession spark, String key) {
        return spark.conf().contains(key) ? Optional.of(spark.conf().get(key)) : Optional.empty();
    }
}
