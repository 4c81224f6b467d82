package io.relata.transforms.plan;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds a table's columns by logical name or, where no logical name fits, by the naming policy's. */
final class ColumnLookup {

    private final TableNames table;
    private final Problems problems;
    private final Map<String, ColumnNames> byLogicalName = new LinkedHashMap<>();
    private final Map<String, ColumnNames> byName = new HashMap<>();

    ColumnLookup(TableNames table, Problems problems) {
        this.table = table;
        this.problems = problems;
        for (ColumnNames column : table.columns()) {
            byLogicalName.put(column.logicalName(), column);
            byName.put(column.name(), column);
        }
    }

    /** The column of this name; a problem when there is none. */
    Optional<ColumnNames> find(String verb, String name) {
        ColumnNames found = byLogicalName.getOrDefault(name, byName.get(name));
        if (found == null) {
            Set<String> known = new LinkedHashSet<>(byLogicalName.keySet());
            known.addAll(byName.keySet());
            problems.add(
                    "Cannot %s column \"%s\"".formatted(verb, name),
                    "table " + table.name(),
                    "the table has no such column",
                    Suggestion.remedy(name, known, "column"));
        }
        return Optional.ofNullable(found);
    }

    /** The entries by column instead of name; two for one column are a problem. */
    Map<ColumnNames, String> byColumn(String verb, Map<String, String> entries) {
        Map<ColumnNames, String> found = new LinkedHashMap<>();
        entries.forEach((name, value) -> find(verb, name).ifPresent(column -> {
            String before = found.putIfAbsent(column, value);
            if (before != null && !before.equals(value)) {
                problems.add(
                        "Cannot %s column \"%s\"".formatted(verb, name),
                        "table " + table.name(),
                        "it is told to become \"" + before + "\" and \"" + value + "\"",
                        "Name the column once");
            }
        }));
        return found;
    }
}
