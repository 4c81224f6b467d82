package io.relata.bench;

import static org.apache.spark.sql.functions.col;

import io.relata.Problem;
import io.relata.RelataException;
import java.nio.file.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Finds the rows by joining each child table to its parent. */
record TablesReading(SparkSession spark, Path folder) implements Reading {

    private static final String KEY = "__key";

    @Override
    public Dataset<Row> root(FlatTable table) {
        return table(table);
    }

    @Override
    public Dataset<Row> elements(Dataset<Row> rows, FlatColumn array) {
        Dataset<Row> parents = rows.select(col(PLACE).as(PARENT), array.flat().as(KEY));
        return table(array.child().orElseThrow())
                .join(parents, col("id").equalTo(col(KEY)))
                .drop(KEY);
    }

    @Override
    public Column value(FlatColumn column) {
        return column.flat();
    }

    @Override
    public long count(FlatTable table, Dataset<Row> rows) {
        return table(table).count();
    }

    private Dataset<Row> table(FlatTable table) {
        Dataset<Row> rows = spark.read().parquet(folder.resolve(table.name()).toString());
        String expected = described(table.schema());
        String found = described(rows.schema());
        if (!found.equals(expected)) {
            throw RelataException.failed(new Problem(
                    "The columns of table " + table.name() + " are not those expected",
                    folder.toString(),
                    "expected " + expected + "; found " + found,
                    "Compare the variant's schema with FlatTable"));
        }
        return rows;
    }

    private static String described(StructType schema) {
        StringBuilder columns = new StringBuilder();
        for (StructField field : schema.fields()) {
            columns.append(columns.isEmpty() ? "" : ", ")
                    .append(field.name())
                    .append(' ')
                    .append(field.dataType().catalogString());
        }
        return columns.toString();
    }
}
