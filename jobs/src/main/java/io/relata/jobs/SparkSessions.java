package io.relata.jobs;

import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** The one place that starts Spark. */
final class SparkSessions {

    private static final String DELTA_EXTENSION = "io.delta.sql.DeltaSparkSessionExtension";
    private static final String DELTA_CATALOG = "org.apache.spark.sql.delta.catalog.DeltaCatalog";
    private static final String GLUE = "spark.glue.JOB_NAME";

    private SparkSessions() {}

    /**
     * The session of where this runs; where nobody names a master, and it is not Glue, that is this machine with all
     * its cores.
     */
    static SparkSession forApplication(String name) {
        SparkConf given = new SparkConf();
        SparkSession.Builder builder = SparkSession.builder().appName(name);
        if (!given.contains("spark.master") && !given.contains(GLUE)) {
            builder.master("local[*]")
                    .config("spark.ui.enabled", "false")
                    .config("spark.driver.bindAddress", "127.0.0.1")
                    .config("spark.driver.host", "127.0.0.1")
                    .config("spark.sql.shuffle.partitions", "4");
        }
        if (!given.contains("spark.sql.extensions") && isPresent(DELTA_EXTENSION)) {
            builder.config("spark.sql.extensions", DELTA_EXTENSION)
                    .config("spark.sql.catalog.spark_catalog", DELTA_CATALOG);
        }
        return builder.getOrCreate();
    }

    private static boolean isPresent(String className) {
        try {
            Class.forName(className, false, SparkSessions.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
