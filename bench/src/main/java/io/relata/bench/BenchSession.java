package io.relata.bench;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/** The Spark that everything is measured with. */
final class BenchSession {

    private BenchSession() {}

    /**
     * @param work a folder for Spark's own files
     * @param cores how many tasks run at once
     */
    static SparkSession start(Path work, int cores) {
        return SparkSession.builder()
                .appName("bench")
                .master("local[" + cores + "]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.local.dir", work.resolve("spark").toString())
                .config(
                        "spark.sql.warehouse.dir",
                        work.resolve("spark-warehouse").toString())
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.parquet.compression.codec", "snappy")
                .config("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS")
                .getOrCreate();
    }
}
