package io.relata.transforms.shred;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.transforms.plan.DocumentKey;
import io.relata.transforms.plan.PlannedColumn;
import io.relata.transforms.plan.PlannedTable;
import io.relata.transforms.plan.RelationalPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Checks what ids made from keys rest on: no two documents of a run have one key, and no two arrays of a column got one
 * id. Reads only files the run wrote, never the input again.
 */
final class DocumentKeys {

    /** The one column of the table of keys. */
    static final String COLUMN = "key";

    /** The folder of the keys, within the root table's; readers skip it by its first letter, and it goes before the end. */
    static final String FOLDER = "_document_keys";

    static final StructType SCHEMA = new StructType().add(COLUMN, DataTypes.StringType, false);

    private DocumentKeys() {}

    static void check(
            SparkSession spark, RelationalPlan plan, DocumentKey key, String keys, IntFunction<String> location) {
        Dataset<Row> twice = repeated(spark.read().schema(SCHEMA).parquet(keys), COLUMN);
        List<Row> found = twice.takeAsList(3);
        if (!found.isEmpty()) {
            throw RelataException.failed(new Problem(
                    "Cannot tell documents apart by key " + String.join(", ", key.columns()),
                    "root table " + plan.tables().get(0).name(),
                    "at least " + found.size() + " keys come more than once: " + shown(found),
                    "Give a key that names each document once, or remove the duplicates from the input"));
        }
        idCollision(spark, plan, location).ifPresent(column -> {
            throw RelataException.failed(new Problem(
                    "Cannot give every array an id of its own",
                    column,
                    "two arrays of this column got the same 63-bit id by chance",
                    "Run without a key, or load the input in two parts"));
        });
    }

    private static Optional<String> idCollision(SparkSession spark, RelationalPlan plan, IntFunction<String> location) {
        List<Dataset<Row>> ids = new ArrayList<>();
        for (int i = 0; i < plan.tables().size(); i++) {
            PlannedTable table = plan.tables().get(i);
            for (PlannedColumn column : table.columns()) {
                if (column.role() == PlannedColumn.Role.KEY) {
                    StructType only = new StructType().add(column.name(), DataTypes.LongType);
                    ids.add(spark.read()
                            .schema(only)
                            .parquet(location.apply(i))
                            .toDF("id")
                            .where(col("id").isNotNull())
                            .select(lit(table.name() + "." + column.name()).as("column"), col("id")));
                }
            }
        }
        return ids.stream()
                .reduce(Dataset::unionAll)
                .flatMap(all -> repeated(all, "column", "id").takeAsList(1).stream()
                        .map(row -> row.getString(0))
                        .findFirst());
    }

    private static Dataset<Row> repeated(Dataset<Row> rows, String first, String... others) {
        return rows.groupBy(first, others)
                .agg(count(lit(1)).as("times"))
                .where(col("times").gt(1))
                .orderBy(first);
    }

    private static String shown(List<Row> keys) {
        return String.join(
                ", ",
                keys.stream()
                        .map(row -> row.getString(0) + " (" + row.getLong(1) + " times)")
                        .toList());
    }
}
