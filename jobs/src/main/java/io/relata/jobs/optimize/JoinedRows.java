package io.relata.jobs.optimize;

import static org.apache.spark.sql.functions.lit;

import io.relata.ColumnName;
import io.relata.PartitionValues;
import io.relata.TableDefinition;
import io.relata.TableFormat;
import io.relata.jobs.sink.RewriteSite;
import io.relata.transforms.json.InputFile;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Reads the files that are joined, so that each task has the rows of one file to be.
 *
 * @param sort the columns that the rows are sorted by; none for no order
 */
record JoinedRows(TableDefinition table, List<String> sort, RewriteSite site) {

    JoinedRows {
        sort = List.copyOf(sort);
    }

    /** The rows of all joins, partition columns behind the others; none where nothing is joined. */
    Dataset<Row> of(List<Join> joins) {
        Dataset<Row> rows = joins.stream()
                .map(this::of)
                .reduce(Dataset::union)
                .orElseGet(() -> site.spark().createDataFrame(List.of(), columns()));
        Column[] order = columns(sort);
        return order.length == 0 ? rows : rows.sortWithinPartitions(order);
    }

    /** All may hold null, as in what Spark reads of files. */
    private StructType columns() {
        StructType columns = new StructType();
        for (StructField column : table.allColumns().fields()) {
            columns = columns.add(column.name(), column.dataType(), true, column.metadata());
        }
        return columns;
    }

    private Dataset<Row> of(Join join) {
        Dataset<Row> read = site.spark()
                .read()
                .schema(table.columns())
                // What folders are called is no column of the files.
                .option("recursiveFileLookup", true)
                .option("datetimeRebaseMode", "CORRECTED")
                .parquet(join.files().stream().map(InputFile::pattern).toArray(String[]::new));
        return grouped(read, join.count()).select(columns(join.partition()));
    }

    private Dataset<Row> grouped(Dataset<Row> rows, int count) {
        if (count == 1) {
            return rows.coalesce(1);
        }
        if (!sort.isEmpty()) {
            return rows.repartitionByRange(count, columns(sort));
        }
        return rows.javaRDD().getNumPartitions() < count ? rows.repartition(count) : rows.coalesce(count);
    }

    private Column[] columns(PartitionValues partition) {
        List<Column> columns = new ArrayList<>();
        for (StructField column : table.columns().fields()) {
            columns.add(ColumnName.column(column.name()).as(column.name(), column.metadata()));
        }
        StructField[] keys = table.partitionColumns().fields();
        for (int i = 0; i < keys.length; i++) {
            columns.add(value(partition.values().get(i), keys[i].dataType()).as(keys[i].name(), keys[i].metadata()));
        }
        return columns.toArray(Column[]::new);
    }

    /** Registered partitions keep their values letter by letter; the values in a Delta log are of the column's type. */
    private Column value(String value, DataType type) {
        if (table.format() == TableFormat.PARQUET) {
            return lit(value);
        }
        return value.equals(PartitionValues.NULL)
                ? lit(null).cast(type)
                : lit(value).cast(type);
    }

    private static Column[] columns(List<String> names) {
        return names.stream().map(ColumnName::column).toArray(Column[]::new);
    }
}
