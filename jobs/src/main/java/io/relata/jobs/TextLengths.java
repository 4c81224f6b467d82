package io.relata.jobs;

import io.relata.Partition;
import io.relata.TableDefinition;
import io.relata.jobs.publish.ShownRows;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;

/** Reads the texts that a table shows once, for how long they are. */
final class TextLengths {

    private TextLengths() {}

    /** The bytes of the longest text or binary value in UTF-8, by column; columns without any are left out. */
    static Map<String, Integer> of(TableDefinition table, List<Partition> partitions, SparkSession spark) {
        Map<String, Integer> longest = new HashMap<>();
        List<String> keys = table.partitionKeys();
        for (Partition partition : partitions) {
            List<String> values = partition.values().values();
            for (int i = 0; i < keys.size(); i++) {
                int bytes = values.get(i).getBytes(StandardCharsets.UTF_8).length;
                longest.merge(keys.get(i), bytes, Math::max);
            }
        }
        List<String> locations = ShownRows.locations(table, partitions);
        if (!locations.isEmpty()) {
            read(ShownRows.rows(table, locations, spark), table.columns().fields(), longest);
        }
        return longest;
    }

    private static void read(Dataset<Row> all, StructField[] fields, Map<String, Integer> longest) {
        // By place, since names may hold whatever a key of the data held.
        Dataset<Row> rows = all.toDF(
                IntStream.range(0, fields.length).mapToObj(i -> "c" + i).toArray(String[]::new));
        List<String> names = new ArrayList<>();
        List<Column> lengths = new ArrayList<>();
        for (int i = 0; i < fields.length; i++) {
            DataType type = fields[i].dataType();
            if (type instanceof StringType || type instanceof BinaryType) {
                names.add(fields[i].name());
                lengths.add(functions.max(functions.octet_length(rows.col("c" + i))));
            }
        }
        if (names.isEmpty()) {
            return;
        }
        Row row = rows.agg(functions.count(functions.lit(1)), lengths.toArray(Column[]::new))
                .first();
        for (int i = 0; i < names.size(); i++) {
            if (!row.isNullAt(i + 1)) {
                longest.put(names.get(i), row.getInt(i + 1));
            }
        }
    }
}
