package io.relata.jobs.jobtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relata.Warehouse.QueryResult;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a table that came of a test differs from the expected one.
 *
 * @param what a line in words
 * @param lines the rows that differ, with {@code -} before an expected one and {@code +} before one that was found; empty
 *     where words say it all
 */
public record TableDifference(String what, QueryResult lines) {

    /** More rows tell no more. */
    private static final int MOST_LINES = 20;

    private static final QueryResult NONE = new QueryResult(List.of(), List.of());

    /** The differences, table by table; empty where all are as expected. */
    public static List<TableDifference> between(Map<String, TableText> expected, Map<String, TableText> found) {
        Set<String> names = new TreeSet<>(expected.keySet());
        names.addAll(found.keySet());
        List<TableDifference> differences = new ArrayList<>();
        for (String name : names) {
            if (!found.containsKey(name)) {
                differences.add(words("table " + name + " was not written"));
            } else if (!expected.containsKey(name)) {
                differences.add(words("table " + name + " was written, and nothing is expected of it"));
            } else {
                between(name, expected.get(name), found.get(name)).ifPresent(differences::add);
            }
        }
        return differences;
    }

    private static Optional<TableDifference> between(String table, TableText expected, TableText found) {
        if (!new ArrayList<>(expected.columns().entrySet())
                .equals(new ArrayList<>(found.columns().entrySet()))) {
            return Optional.of(columns(table, expected, found));
        }
        List<ObjectNode> missing = without(expected.rows(), found.rows());
        List<ObjectNode> surplus = without(found.rows(), expected.rows());
        if (missing.isEmpty() && surplus.isEmpty()) {
            return Optional.empty();
        }
        List<List<Optional<String>>> lines = new ArrayList<>();
        List<String> columns = List.copyOf(expected.columns().keySet());
        for (int i = 0; i < Math.max(missing.size(), surplus.size()); i++) {
            if (i < missing.size()) {
                lines.add(line("-", missing.get(i), columns));
            }
            if (i < surplus.size()) {
                lines.add(line("+", surplus.get(i), columns));
            }
        }
        String what = "table " + table + ": rows expected and missing " + missing.size()
                + ", rows found and not expected " + surplus.size()
                + (lines.size() > MOST_LINES ? "; of these " + MOST_LINES : "");
        return Optional.of(new TableDifference(
                what, new QueryResult(headed("", columns), lines.subList(0, Math.min(MOST_LINES, lines.size())))));
    }

    private static TableDifference columns(String table, TableText expected, TableText found) {
        List<List<Optional<String>>> lines = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>(expected.columns().keySet());
        names.addAll(found.columns().keySet());
        for (String name : names) {
            Optional<String> was = Optional.ofNullable(expected.columns().get(name));
            Optional<String> is = Optional.ofNullable(found.columns().get(name));
            if (!was.equals(is)) {
                lines.add(List.of(Optional.of(name), was, is));
            }
        }
        return new TableDifference(
                "table " + table + (lines.isEmpty() ? ": the order of its columns differs" : ": its columns differ"),
                new QueryResult(List.of("column", "expected", "found"), lines));
    }

    private static TableDifference words(String what) {
        return new TableDifference(what, NONE);
    }

    /** A row that is there twice counts twice. */
    private static List<ObjectNode> without(List<ObjectNode> rows, List<ObjectNode> others) {
        List<ObjectNode> left = new ArrayList<>(rows);
        others.forEach(left::remove);
        return left;
    }

    private static List<Optional<String>> line(String sign, ObjectNode row, List<String> columns) {
        List<Optional<String>> cells = new ArrayList<>();
        cells.add(Optional.of(sign));
        for (String column : columns) {
            cells.add(Optional.ofNullable(row.get(column)).map(TableDifference::text));
        }
        row.fieldNames().forEachRemaining(name -> {
            if (!columns.contains(name)) {
                cells.set(0, Optional.of(sign + " also " + name));
            }
        });
        return cells;
    }

    private static String text(JsonNode value) {
        return value.isTextual() ? value.textValue() : value.toString();
    }

    private static List<String> headed(String first, List<String> columns) {
        List<String> headed = new ArrayList<>(List.of(first));
        headed.addAll(columns);
        return headed;
    }
}
