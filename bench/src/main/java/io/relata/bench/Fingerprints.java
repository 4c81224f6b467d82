package io.relata.bench;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Takes the fingerprint of every table of what a variant wrote. */
final class Fingerprints {

    private final Reading reading;
    private final Map<String, Fingerprint> taken = new LinkedHashMap<>();

    private Fingerprints(Reading reading) {
        this.reading = reading;
    }

    /** By table name, parents first. The variant leaves something. */
    static Map<String, Fingerprint> of(Trial trial, Output output) {
        RecordShape shape = trial.data().shape();
        FlatTable root = FlatTable.of(shape.root(), shape.schema());
        Reading reading = output == Output.NESTED
                ? new NestedReading(trial.spark(), trial.destination().toString())
                : new TablesReading(trial.spark(), trial.destination());
        Fingerprints fingerprints = new Fingerprints(reading);
        Column key = reading.value(root.column(shape.key()));
        fingerprints.take(root, reading.root(root).withColumn(Reading.PLACE, xxhash64(key)));
        return fingerprints.taken;
    }

    private void take(FlatTable table, Dataset<Row> rows) {
        taken.put(table.name(), fingerprint(table, rows));
        for (FlatColumn array : table.arrays()) {
            Dataset<Row> elements = reading.elements(rows, array)
                    .withColumn(Reading.PLACE, xxhash64(col(Reading.PARENT), col("index")));
            take(array.child().orElseThrow(), elements);
        }
    }

    private Fingerprint fingerprint(FlatTable table, Dataset<Row> rows) {
        Row sums = rows.agg(
                        coalesce(sum(hash(table).cast("decimal(20,0)")), lit(0).cast("decimal(30,0)")),
                        counts(table.arrays()),
                        counts(table.scalars()))
                .first();
        TableCounts counts = new TableCounts(reading.count(table, rows), sums.getLong(1), sums.getLong(2));
        return new Fingerprint(counts, sums.getDecimal(0));
    }

    // A null leaves Spark's hash as it was, so each value goes with whether it is null.
    private Column hash(FlatTable table) {
        List<Column> parts = new ArrayList<>();
        parts.add(col(Reading.PLACE));
        for (FlatColumn column : table.columns()) {
            parts.add(reading.value(column).isNull());
            if (column.child().isEmpty()) {
                parts.add(reading.value(column));
            }
        }
        return xxhash64(parts.toArray(Column[]::new));
    }

    private Column counts(List<FlatColumn> columns) {
        Column total = lit(0L);
        for (FlatColumn column : columns) {
            total = total.plus(count(reading.value(column)));
        }
        return total;
    }
}
