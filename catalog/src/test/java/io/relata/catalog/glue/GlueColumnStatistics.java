package io.relata.catalog.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The column statistics of a table of {@link GlueStore}, with what the API's model demands of them. */
final class GlueColumnStatistics {

    private static final Map<String, Set<String>> REQUIRED = Map.of(
            "LONG", Set.of("NumberOfNulls", "NumberOfDistinctValues"),
            "DOUBLE", Set.of("NumberOfNulls", "NumberOfDistinctValues"),
            "DECIMAL", Set.of("NumberOfNulls", "NumberOfDistinctValues"),
            "DATE", Set.of("NumberOfNulls", "NumberOfDistinctValues"),
            "BOOLEAN", Set.of("NumberOfNulls", "NumberOfTrues", "NumberOfFalses"),
            "STRING", Set.of("NumberOfNulls", "NumberOfDistinctValues", "MaximumLength", "AverageLength"),
            "BINARY", Set.of("NumberOfNulls", "MaximumLength", "AverageLength"));

    private final Map<String, ObjectNode> columns = new TreeMap<>();
    private final Map<String, Deque<String>> refusals = new HashMap<>();

    Map<String, ObjectNode> all() {
        return columns;
    }

    /** Refuses a column within the next batches that hold it, once for each code. */
    void refuse(String column, String code) {
        refusals.computeIfAbsent(column, key -> new ArrayDeque<>()).add(code);
    }

    void update(JsonNode list, JsonNode table, ArrayNode errors) {
        GlueLimits.batch("columnStatisticsList", list, 25);
        for (JsonNode column : list) {
            JsonNode data = column.path("StatisticsData");
            String type = data.path("Type").asText();
            String member =
                    type.charAt(0) + type.substring(1).toLowerCase(java.util.Locale.ROOT) + "ColumnStatisticsData";
            Set<String> required = REQUIRED.get(type);
            if (required == null || data.size() != 2 || !column.has("AnalyzedTime")) {
                throw GlueRefusal.invalid("1 validation error detected: " + column);
            }
            for (String field : required) {
                if (!data.path(member).path(field).isNumber()
                        || data.path(member).path(field).asDouble() < 0) {
                    throw GlueRefusal.invalid("1 validation error detected: " + field + " of " + column);
                }
            }
            String name = column.path("ColumnName").asText();
            String code =
                    Optional.ofNullable(refusals.get(name)).map(Deque::poll).orElse("");
            if (code.isEmpty() && column.path("ColumnType").asText().equals(type(table, name))) {
                columns.put(name, column.deepCopy());
            } else {
                ObjectNode error = errors.addObject();
                error.set("ColumnStatistics", column);
                error.putObject("Error")
                        .put("ErrorCode", code.isEmpty() ? "InvalidInputException" : code)
                        .put("ErrorMessage", "as ordered by the test");
            }
        }
    }

    private static String type(JsonNode table, String name) {
        for (JsonNode column : table.path("StorageDescriptor").path("Columns")) {
            if (column.path("Name").asText().equals(name)) {
                return column.path("Type").asText();
            }
        }
        return "";
    }

    void get(JsonNode names, ArrayNode found, ArrayNode errors) {
        if (names.size() > 100) {
            throw GlueRefusal.invalid("1 validation error detected: at most 100 column names");
        }
        for (JsonNode name : names) {
            ObjectNode column = columns.get(name.asText());
            if (column != null) {
                found.add(column);
            } else {
                errors.addObject()
                        .put("ColumnName", name.asText())
                        .putObject("Error")
                        .put("ErrorCode", "EntityNotFoundException");
            }
        }
    }

    void delete(String name) {
        if (columns.remove(name) == null) {
            throw GlueRefusal.notFound("Column statistics of " + name + " not found.");
        }
    }
}
