package io.relata.transforms;

import io.relata.TableSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Rebuilds nested records from their tables by the published names and join rule alone, written as plainly as possible.
 * Records are compared in a text form in which a struct whose members are all null is null: tables do not tell the two
 * apart.
 */
final class Restored {

    private final Map<String, Map<Long, List<Row>>> children = new HashMap<>();
    private final String root;

    private Restored(TableSet tables) {
        this.root = tables.root().name();
        tables.stream().skip(1).forEach(table -> {
            Map<Long, List<Row>> byId = new HashMap<>();
            for (Row row : table.rows().collectAsList()) {
                byId.computeIfAbsent(row.getAs("id"), id -> new ArrayList<>()).add(row);
            }
            byId.values().forEach(rows -> rows.sort(Comparator.comparing(row -> row.<Integer>getAs("index"))));
            children.put(table.name(), byId);
        });
    }

    /** The records as texts, one per root row. */
    static List<String> from(TableSet tables, StructType schema) {
        Restored restored = new Restored(tables);
        return tables.root().rows().collectAsList().stream()
                .map(row -> restored.struct(row, "", schema))
                .toList();
    }

    /** The same texts straight from the records. */
    static String direct(Object value, DataType type) {
        if (value == null) {
            return "null";
        }
        if (type instanceof StructType struct) {
            Row row = (Row) value;
            List<String> members = new ArrayList<>();
            for (int i = 0; i < struct.size(); i++) {
                members.add(direct(row.get(i), struct.fields()[i].dataType()));
            }
            return orNull(members);
        }
        if (type instanceof ArrayType array) {
            return row(value).stream()
                    .map(element -> direct(element, array.elementType()))
                    .toList()
                    .toString();
        }
        if (type instanceof MapType map) {
            List<String> entries = new ArrayList<>();
            ((Map<?, ?>) value).forEach((key, entry) -> entries.add(key + "=" + direct(entry, map.valueType())));
            return entries.toString();
        }
        return scalar(value);
    }

    private static List<Object> row(Object array) {
        List<Object> elements = new ArrayList<>();
        for (Object element : (Object[]) array) {
            elements.add(element);
        }
        return elements;
    }

    private String struct(Row row, String prefix, StructType struct) {
        List<String> members = new ArrayList<>();
        for (StructField field : struct.fields()) {
            members.add(value(row, prefix + field.name(), field.dataType()));
        }
        return orNull(members);
    }

    private String value(Row row, String column, DataType type) {
        if (type instanceof StructType struct) {
            return struct(row, column + ".", struct);
        }
        Object value = row.getAs(column);
        if (value == null) {
            return "null";
        }
        if (type instanceof ArrayType array) {
            return childRows(column, (Long) value).stream()
                    .map(child -> value(child, column + ".val", array.elementType()))
                    .toList()
                    .toString();
        }
        if (type instanceof MapType map) {
            return childRows(column, (Long) value).stream()
                    .map(child -> child.getAs(column + ".val.key") + "="
                            + value(child, column + ".val.value", map.valueType()))
                    .toList()
                    .toString();
        }
        return scalar(value);
    }

    private List<Row> childRows(String column, Long id) {
        List<Row> rows = children.get(root + "_" + column).getOrDefault(id, List.of());
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).<Integer>getAs("index") != i) {
                return List.of(rows.get(i));
            }
        }
        return rows;
    }

    private static String orNull(List<String> members) {
        return members.stream().allMatch("null"::equals) ? "null" : members.toString();
    }

    private static String scalar(Object value) {
        return value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value.toString();
    }
}
