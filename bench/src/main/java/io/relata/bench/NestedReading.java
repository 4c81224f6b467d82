package io.relata.bench;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.posexplode;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Finds the rows inside nested records, without any id. */
record NestedReading(SparkSession spark, String location) implements Reading {

    @Override
    public Dataset<Row> root(FlatTable table) {
        return spark.read().parquet(location);
    }

    @Override
    public Dataset<Row> elements(Dataset<Row> rows, FlatColumn array) {
        return rows.select(
                col(PLACE).as(PARENT), posexplode(array.nested()).as(new String[] {"index", FlatColumn.ELEMENT}));
    }

    @Override
    public Column value(FlatColumn column) {
        return column.nested();
    }

    @Override
    public long count(FlatTable table, Dataset<Row> rows) {
        return rows.count();
    }
}
