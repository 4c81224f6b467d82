package io.relata.bench;

import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * What a variant gets for one run.
 *
 * @param destination a folder that does not exist yet
 */
record Trial(SparkSession spark, GeneratedData data, Path destination) {

    /** The records as Spark reads them, with the schema given. */
    Dataset<Row> records() {
        return records(data.shape().schema());
    }

    /** The records as Spark reads them with this schema. */
    Dataset<Row> records(StructType schema) {
        return spark.read().schema(schema).json(data.paths());
    }

    /** How many tasks may run at once. */
    int cores() {
        return spark.sparkContext().defaultParallelism();
    }

    /** Where a table's files go, or come from. */
    String location(String table) {
        return destination.resolve(table).toString();
    }
}
