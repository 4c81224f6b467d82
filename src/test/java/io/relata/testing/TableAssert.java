package io.relata.testing;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;

/** Compares whole tables: columns by name and type, rows as a multiset in any order. */
public final class TableAssert extends AbstractAssert<TableAssert, Dataset<Row>> {

    private TableAssert(Dataset<Row> actual) {
        super(actual, TableAssert.class);
    }

    public static TableAssert assertThatTable(Dataset<Row> actual) {
        return new TableAssert(actual);
    }

    /** Each entry as {@code name type}, in order, the type as Spark writes it: {@code "a.val bigint"}. */
    public TableAssert hasColumns(String... expected) {
        List<String> found = Arrays.stream(actual.schema().fields())
                .map(field -> field.name() + " " + field.dataType().catalogString())
                .toList();
        Assertions.assertThat(found).containsExactly(expected);
        return this;
    }

    /** Exactly these rows in any order, values in the order of the columns. */
    public TableAssert hasRows(Row... expected) {
        SparkSession spark = actual.sparkSession();
        return hasSameRowsAs(spark.createDataFrame(List.of(expected), nullable(actual.schema())));
    }

    /** The same columns by name and type, and the same rows, both in any order; whether a column may be null is not compared. */
    public TableAssert hasSameRowsAs(Dataset<Row> expected) {
        Assertions.assertThat(describe(actual.schema()))
                .as("columns")
                .containsExactlyInAnyOrderElementsOf(describe(expected.schema()));
        Column[] columns = Arrays.stream(expected.schema().fieldNames())
                .map(name -> functions.col("`" + name.replace("`", "``") + "`"))
                .toArray(Column[]::new);
        DatasetComparison.assertSameRows(plain(expected), plain(actual.select(columns)));
        return this;
    }

    /** Positional names and nullable columns, so that only the values are compared. */
    private static Dataset<Row> plain(Dataset<Row> rows) {
        StructField[] fields = rows.schema().fields();
        StructType positional = new StructType();
        for (int i = 0; i < fields.length; i++) {
            DataType type = fields[i].dataType();
            positional = positional.add("_" + i, type.asNullable());
        }
        return rows.sparkSession().createDataFrame(rows.toJavaRDD(), positional);
    }

    private static List<String> describe(StructType schema) {
        return Arrays.stream(schema.fields())
                .map(field -> field.name() + " " + field.dataType().catalogString())
                .toList();
    }

    private static StructType nullable(StructType schema) {
        StructType result = new StructType();
        for (StructField field : schema.fields()) {
            result = result.add(field.name(), field.dataType());
        }
        return result;
    }
}
