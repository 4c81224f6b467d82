package io.relata.transforms.shred;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.types.StructType;

/** What Spark looks for in the footer of a Parquet file. */
final class TableFooter {

    /** The exact columns, comments and nullability among them. */
    private static final String SPARK_SCHEMA = "org.apache.spark.sql.parquet.row.metadata";

    /** Tells that dates and timestamps are in the proleptic calendar, before 1582 too. */
    private static final String SPARK_VERSION = "org.apache.spark.version";

    private TableFooter() {}

    static Map<String, String> of(StructType schema, String sparkVersion) {
        Map<String, String> entries = new HashMap<>();
        entries.put(SPARK_SCHEMA, schema.json());
        entries.put(SPARK_VERSION, sparkVersion);
        return entries;
    }
}
