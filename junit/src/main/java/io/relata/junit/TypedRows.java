package io.relata.junit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relata.jobs.jobtest.TableText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows of tables as values of Java, by their columns' types. */
final class TypedRows {

    private TypedRows() {}

    static Map<String, List<Map<String, Object>>> of(Map<String, TableText> tables) {
        Map<String, List<Map<String, Object>>> rows = new LinkedHashMap<>();
        tables.forEach((name, table) -> rows.put(
                name,
                table.rows().stream().map(row -> row(row, table.columns())).toList()));
        return rows;
    }

    private static Map<String, Object> row(ObjectNode row, Map<String, String> types) {
        Map<String, Object> values = new LinkedHashMap<>();
        row.properties()
                .forEach(cell ->
                        values.put(cell.getKey(), value(cell.getValue(), types.getOrDefault(cell.getKey(), ""))));
        return Collections.unmodifiableMap(values);
    }

    private static Object value(JsonNode value, String type) {
        return switch (value.getNodeType()) {
            case BOOLEAN -> value.booleanValue();
            case NUMBER -> number(value, type);
            case STRING -> value.textValue();
            default -> value.toString();
        };
    }

    private static Object number(JsonNode value, String type) {
        return switch (type) {
            case "tinyint", "smallint", "int", "bigint" -> value.longValue();
            case "float", "double" -> value.doubleValue();
            default -> value.decimalValue();
        };
    }
}
