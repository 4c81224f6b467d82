package io.relata.catalog.glue;

import io.relata.TableFormat;

/**
 * The classes by which readers that follow Hive read a format's files, and what such files are called.
 *
 * @param classification the format's name to Glue's own programs
 */
record GlueClasses(String input, String output, String serde, String classification) {

    private static final String PARQUET_SERDE = "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe";

    static GlueClasses of(TableFormat format) {
        return switch (format) {
            case PARQUET ->
                new GlueClasses(
                        "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
                        "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
                        PARQUET_SERDE,
                        "parquet");
            // What Spark's own tables have. Nothing is read with them, and without them the catalog's clients refuse
            // the table.
            case DELTA ->
                new GlueClasses(
                        "org.apache.hadoop.mapred.SequenceFileInputFormat",
                        "org.apache.hadoop.hive.ql.io.HiveSequenceFileOutputFormat",
                        "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe",
                        "delta");
            case SYMLINK ->
                new GlueClasses(
                        "org.apache.hadoop.hive.ql.io.SymlinkTextInputFormat",
                        "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
                        PARQUET_SERDE,
                        "parquet");
        };
    }
}
