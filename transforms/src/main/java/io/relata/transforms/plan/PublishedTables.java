package io.relata.transforms.plan;

import io.relata.transforms.plan.PlannedColumn.Role;
import io.relata.transforms.plan.RelationalizeOptions.Naming;
import java.util.List;

/**
 * The tables and columns that an earlier plan gave and readers know. A plan that is made after it keeps their names and
 * the order of their columns; what is new comes behind. Immutable; Jackson writes it as JSON and reads it back equal.
 *
 * @param root the root's name in the options of that plan
 * @param naming how that plan made names
 * @param tables in the plan's order
 */
public record PublishedTables(String root, Naming naming, List<Table> tables) {

    /** Nothing was published yet. */
    public static final PublishedTables NONE = new PublishedTables("", Naming.GLUE, List.of());

    /**
     * A table that readers know.
     *
     * @param path where its rows come from, as {@link PlannedTable#path}
     * @param givenName as {@link PlannedTable#givenName}
     * @param columns in file order
     */
    public record Table(String path, String logicalName, String givenName, String name, List<Column> columns) {

        public Table {
            columns = List.copyOf(columns);
        }
    }

    /**
     * A column that readers know.
     *
     * @param path where its value comes from, as {@link PlannedColumn#path}
     * @param type as Spark's DDL writes it
     * @param givenName as {@link PlannedColumn#givenName}
     */
    public record Column(String path, Role role, String type, String logicalName, String givenName, String name) {}

    public PublishedTables {
        tables = List.copyOf(tables);
    }

    /** What readers know once a plan's tables are published. */
    public static PublishedTables of(RelationalPlan plan) {
        return new PublishedTables(
                plan.options().root(),
                plan.options().naming(),
                plan.tables().stream().map(PublishedTables::table).toList());
    }

    private static Table table(PlannedTable table) {
        return new Table(
                table.path(),
                table.logicalName(),
                table.givenName(),
                table.name(),
                table.columns().stream()
                        .map(column -> new Column(
                                column.path(),
                                column.role(),
                                column.type().catalogString(),
                                column.logicalName(),
                                column.givenName(),
                                column.name()))
                        .toList());
    }

    /** Whether options make names in the same way, so that those of before are kept. */
    boolean isNamedAs(RelationalizeOptions options) {
        return root.equals(options.root()) && naming == options.naming();
    }
}
