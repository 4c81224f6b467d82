package io.relata.jobs.report;

import io.relata.TableDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The tables as a tree, each below the one it joins; one whose parent is not among them stands at the left. */
record TablesSection(List<TableDefinition> tables) implements PageSection {

    /** No table has the empty name. */
    private static final String NO_PARENT = "";

    @Override
    public String heading() {
        return "Tables";
    }

    @Override
    public boolean isEmpty() {
        return tables.isEmpty();
    }

    @Override
    public void write(Markup page) {
        HtmlTable rows = HtmlTable.begin(
                page,
                heading(),
                List.of(
                        HtmlTable.Column.text("Table"),
                        HtmlTable.Column.number("Rows"),
                        HtmlTable.Column.number("Files"),
                        HtmlTable.Column.number("Size"),
                        HtmlTable.Column.text("Joins")));
        Map<String, List<TableDefinition>> children = children();
        Set<String> written = new HashSet<>();
        children.getOrDefault(NO_PARENT, List.of()).forEach(table -> write(rows, table, 0, children, written));
        // Only tables that join in a circle are left.
        tables.forEach(table -> write(rows, table, 0, children, written));
        rows.end();
    }

    private static void write(
            HtmlTable rows,
            TableDefinition table,
            int depth,
            Map<String, List<TableDefinition>> children,
            Set<String> written) {
        if (!written.add(table.name().table())) {
            return;
        }
        rows.row(
                List.of(
                        Optional.of(table.name().table()),
                        Optional.of(Quantity.count(table.statistics().rows())),
                        Optional.of(Quantity.count(table.statistics().files())),
                        Optional.of(Quantity.bytes(table.statistics().bytes())),
                        Optional.of(table.parent()
                                .map(join ->
                                        join.childColumn() + " = " + join.parentTable() + "." + join.parentColumn())
                                .orElse(""))),
                depth);
        children.getOrDefault(table.name().table(), List.of())
                .forEach(child -> write(rows, child, depth + 1, children, written));
    }

    /** By the parent's name. */
    private Map<String, List<TableDefinition>> children() {
        Set<String> names = tables.stream().map(table -> table.name().table()).collect(Collectors.toSet());
        Map<String, List<TableDefinition>> children = new HashMap<>();
        for (TableDefinition table : tables) {
            String parent = table.parent()
                    .map(join -> join.parentTable().toLowerCase(Locale.ROOT))
                    .filter(names::contains)
                    .orElse(NO_PARENT);
            children.computeIfAbsent(parent, none -> new ArrayList<>()).add(table);
        }
        return children;
    }
}
