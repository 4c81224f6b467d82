package io.relata.jobs.report;

import io.relata.TableDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The tables of a run, each below the one it joins; one whose parent is not among them is a root. */
public final class TableTree {

    /** No table has the empty name. */
    private static final String NO_PARENT = "";

    private final Map<String, List<TableDefinition>> children = new HashMap<>();
    private final Set<String> walked = new HashSet<>();
    private final List<Node> nodes = new ArrayList<>();

    /**
     * A table of the tree.
     *
     * @param depth how many tables are above it
     */
    public record Node(TableDefinition table, int depth) {}

    private TableTree() {}

    /** All tables, each in front of those below it; otherwise in the order they have. */
    public static List<Node> of(List<TableDefinition> tables) {
        TableTree tree = new TableTree();
        Set<String> names = tables.stream().map(table -> table.name().table()).collect(Collectors.toSet());
        for (TableDefinition table : tables) {
            String parent = table.parent()
                    .map(join -> join.parentTable().toLowerCase(Locale.ROOT))
                    .filter(names::contains)
                    .orElse(NO_PARENT);
            tree.children.computeIfAbsent(parent, none -> new ArrayList<>()).add(table);
        }
        tree.walk(NO_PARENT, 0);
        // Only tables that join in a circle are left.
        tables.forEach(table -> tree.walk(table, 0));
        return tree.nodes;
    }

    private void walk(String parent, int depth) {
        children.getOrDefault(parent, List.of()).forEach(table -> walk(table, depth));
    }

    private void walk(TableDefinition table, int depth) {
        if (walked.add(table.name().table())) {
            nodes.add(new Node(table, depth));
            walk(table.name().table(), depth + 1);
        }
    }
}
