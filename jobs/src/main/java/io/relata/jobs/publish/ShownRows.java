package io.relata.jobs.publish;

import io.relata.ColumnName;
import io.relata.Partition;
import io.relata.TableDefinition;
import io.relata.TableFormat;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Reads all that a table shows, as a catalog tells where it lies. */
public final class ShownRows {

    private ShownRows() {}

    /** Where all that a table shows lies. */
    public static List<String> locations(TableDefinition table, List<Partition> partitions) {
        boolean isWhole = table.partitionKeys().isEmpty() || table.format() == TableFormat.DELTA;
        return isWhole
                ? List.of(table.location())
                : partitions.stream().map(Partition::location).toList();
    }

    /** The columns that are in the files. */
    public static Dataset<Row> rows(TableDefinition table, List<String> locations, SparkSession spark) {
        if (table.format() == TableFormat.DELTA) {
            Column[] inFiles = Arrays.stream(table.columns().fieldNames())
                    .map(ColumnName::column)
                    .toArray(Column[]::new);
            return spark.read().format("delta").load(table.location()).select(inFiles);
        }
        return spark.read().schema(table.columns()).parquet(locations.toArray(String[]::new));
    }
}
