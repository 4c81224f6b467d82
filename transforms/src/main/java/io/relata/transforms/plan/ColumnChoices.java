package io.relata.transforms.plan;

import io.relata.transforms.plan.PlannedColumn.Role;
import io.relata.transforms.plan.RelationalizeOptions.TableOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.types.DataType;

/** Applies what the job says of one table's columns: which stay, in which order, under which names and types. */
final class ColumnChoices {

    private static final int LONGEST_NAME = 255;

    private final TableNames table;
    private final TableOptions options;
    private final Problems problems;
    private final ColumnLookup lookup;
    private final Map<DraftColumn, DataType> casts;

    private ColumnChoices(TableNames table, TableOptions options, Map<DraftColumn, DataType> casts, Problems problems) {
        this.table = table;
        this.options = options;
        this.problems = problems;
        this.casts = casts;
        this.lookup = new ColumnLookup(table, problems);
    }

    /**
     * The columns that stay. What cannot be done is a problem.
     *
     * @param casts holds the casts of the root's columns, which their copies follow; takes those of this table, also of
     *     columns that do not stay
     */
    static List<ChosenColumn> choose(
            TableNames table, TableOptions options, Map<DraftColumn, DataType> casts, Problems problems) {
        return new ColumnChoices(table, options, casts, problems).chosen();
    }

    private List<ChosenColumn> chosen() {
        Map<ColumnNames, String> renamed = lookup.byColumn("rename", options.rename());
        Map<ColumnNames, String> cast = lookup.byColumn("cast", options.cast());
        List<ColumnNames> kept = kept();
        cast.forEach((column, type) ->
                CastChoice.type(table, column, type, problems).ifPresent(found -> casts.put(column.column(), found)));
        renamed.forEach(this::checkName);
        checkDistinct(kept, renamed);
        return kept.stream()
                .map(column -> new ChosenColumn(
                        column.column(),
                        column.logicalName(),
                        column.name(),
                        renamed.getOrDefault(column, column.name()),
                        type(column.column())))
                .toList();
    }

    private DataType type(DraftColumn column) {
        return casts.getOrDefault(column.original().orElse(column), column.type());
    }

    private List<ColumnNames> kept() {
        Set<ColumnNames> dropped = new LinkedHashSet<>();
        for (String name : options.drop()) {
            lookup.find("drop", name).ifPresent(dropped::add);
        }
        dropped.stream()
                .filter(column -> column.column().role() == Role.ID)
                .forEach(column -> problems.add(
                        "Cannot drop column \"" + column.name() + "\"",
                        "table " + table.name(),
                        "it joins the table to its parent",
                        "Keep it, or drop the parent's array column"));
        List<ColumnNames> kept = new ArrayList<>(options.select().isEmpty() ? table.columns() : selected(dropped));
        kept.removeAll(dropped);
        kept.removeIf(column -> column.column().role() == Role.SIZE && !hasKeyOf(column, kept));
        return kept;
    }

    private List<ColumnNames> selected(Set<ColumnNames> dropped) {
        Set<ColumnNames> selected = new LinkedHashSet<>();
        table.columns().stream().filter(ColumnChoices::staysInFront).forEach(selected::add);
        for (String name : options.select()) {
            lookup.find("select", name).ifPresent(column -> {
                if (dropped.contains(column)) {
                    problems.add(
                            "Cannot select column \"" + name + "\"",
                            "table " + table.name(),
                            "drop names it too",
                            "Take it out of one of the two");
                }
                selected.add(column);
            });
        }
        selected.stream()
                .filter(column -> column.column().role() == Role.SIZE && !hasKeyOf(column, selected))
                .forEach(column -> problems.add(
                        "Cannot select column \"" + column.name() + "\"",
                        "table " + table.name(),
                        "it counts the rows of a child table that is left out",
                        "Select the key of " + column.column().path() + " too"));
        return List.copyOf(selected);
    }

    private static boolean staysInFront(ColumnNames column) {
        return switch (column.column().role()) {
            case ID, INDEX, PROPAGATED -> true;
            case VALUE, VOID, KEY, SIZE, PRESENCE -> false;
        };
    }

    private static boolean hasKeyOf(ColumnNames size, Iterable<ColumnNames> columns) {
        for (ColumnNames column : columns) {
            if (column.column().role() == Role.KEY
                    && column.column().path() == size.column().path()) {
                return true;
            }
        }
        return false;
    }

    private void checkName(ColumnNames column, String name) {
        Optional<String> unfit = NameCheck.unfit(name, LONGEST_NAME);
        unfit.ifPresent(why -> problems.add(
                "Cannot rename column \"" + column.name() + "\" to \"" + name + "\"",
                "table " + table.name(),
                why,
                "Give it another name"));
    }

    private void checkDistinct(List<ColumnNames> kept, Map<ColumnNames, String> renamed) {
        Map<String, List<ColumnNames>> byName = new LinkedHashMap<>();
        for (ColumnNames column : kept) {
            String name = renamed.getOrDefault(column, column.name());
            byName.computeIfAbsent(NameCheck.folded(name), ignored -> new ArrayList<>())
                    .add(column);
        }
        byName.forEach((name, rivals) -> rivals.stream()
                .filter(renamed::containsKey)
                .findFirst()
                .filter(column -> rivals.size() > 1)
                .ifPresent(column -> problems.add(
                        "Cannot rename column \"" + column.name() + "\" to \"" + renamed.get(column) + "\"",
                        "table " + table.name(),
                        "the columns " + shown(rivals) + " would have one name when case is ignored",
                        "Give each its own name, or drop one")));
    }

    private static String shown(List<ColumnNames> columns) {
        return String.join(" and ", columns.stream().map(ColumnNames::name).toList());
    }
}
