package io.relata.bench;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.monotonically_increasing_id;
import static org.apache.spark.sql.functions.posexplode;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What people write by hand: number the rows, explode each array, write each table; one Spark job per table, each over
 * the same JSON.
 */
final class ByHand implements Variant {

    static final String NAME = "by-hand";

    private static final String ROW = "__row";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Output output() {
        return Output.TABLES;
    }

    @Override
    public void run(Trial trial) {
        write(trial, trial.records());
    }

    /** Writes the tables of these records, whose schema is the given one in any order of fields. */
    static void write(Trial trial, Dataset<Row> records) {
        RecordShape shape = trial.data().shape();
        write(trial, records, FlatTable.of(shape.root(), shape.schema()), List.of());
    }

    private static void write(Trial trial, Dataset<Row> records, FlatTable table, List<FlatColumn> way) {
        rows(records, way).select(columns(table)).write().parquet(trial.location(table.name()));
        for (FlatColumn array : table.arrays()) {
            List<FlatColumn> longer =
                    Stream.concat(way.stream(), Stream.of(array)).toList();
            write(trial, records, array.child().orElseThrow(), longer);
        }
    }

    // Every job numbers anew; the ids agree only because each one reads the same splits in the same order.
    private static Dataset<Row> rows(Dataset<Row> records, List<FlatColumn> way) {
        Dataset<Row> rows = records.withColumn(ROW, monotonically_increasing_id());
        for (FlatColumn array : way) {
            rows = rows.select(
                            col(ROW).as("id"),
                            posexplode(array.nested()).as(new String[] {"index", FlatColumn.ELEMENT}))
                    .withColumn(ROW, monotonically_increasing_id());
        }
        return rows;
    }

    private static Column[] columns(FlatTable table) {
        List<Column> columns = new ArrayList<>();
        if (table.isChild()) {
            columns.add(col("id"));
            columns.add(col("index"));
        }
        for (FlatColumn column : table.columns()) {
            Column value = column.child().isPresent() ? when(column.nested().isNotNull(), col(ROW)) : column.nested();
            columns.add(value.as(column.name()));
        }
        return columns.toArray(Column[]::new);
    }
}
