package io.relata.transforms.plan;

import io.relata.RejectedRecord;
import io.relata.transforms.plan.PlannedColumn.Role;
import io.relata.transforms.plan.RelationalizeOptions.TableOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;

/** Applies what the job says of tables: which stay, under which names and with which columns. */
final class TableChoices {

    private static final int LONGEST_NAME = 255;

    private final List<TableNames> named;
    private final KnownNames known;
    private final Problems problems;
    private final Map<DraftTable, TableOptions> options = new HashMap<>();

    private TableChoices(List<TableNames> named, KnownNames known, Problems problems) {
        this.named = named;
        this.known = known;
        this.problems = problems;
    }

    /** The tables that stay, in order. What cannot be done is a problem. */
    static List<ChosenTable> choose(
            List<TableNames> named, Map<String, TableOptions> options, KnownNames known, Problems problems) {
        TableChoices choices = new TableChoices(named, known, problems);
        choices.read(options);
        List<ChosenTable> chosen = choices.chosen();
        choices.refuseSharedNames(chosen);
        return chosen;
    }

    private void read(Map<String, TableOptions> given) {
        Map<String, TableNames> known = new LinkedHashMap<>();
        named.forEach(table -> known.put(table.logicalName(), table));
        named.forEach(table -> known.putIfAbsent(table.name(), table));
        given.forEach((name, said) -> {
            TableNames table = known.get(name);
            if (table == null) {
                problems.add(
                        "Cannot find table \"" + name + "\"",
                        "option tables",
                        "the plan has no such table",
                        Suggestion.remedy(name, known.keySet(), "table"));
            } else if (options.putIfAbsent(table.table(), said) != null) {
                problems.add(
                        "Cannot tell what table \"" + table.logicalName() + "\" is to be",
                        "option tables",
                        "it is named twice, once as \"" + name + "\"",
                        "Name it once");
            }
        });
    }

    private List<ChosenTable> chosen() {
        List<ChosenTable> chosen = new ArrayList<>(named.size());
        Map<DraftColumn, ChosenTable> tablesByKey = new HashMap<>();
        Map<DraftColumn, DataType> casts = new HashMap<>();
        for (TableNames table : named) {
            Optional<ChosenTable> parent = table.table().parentKey().map(tablesByKey::get);
            if (parent.isEmpty() && !table.table().isRoot()) {
                refuseOptionsOfAbsent(table);
                continue;
            }
            TableOptions said = options.getOrDefault(table.table(), TableOptions.NONE);
            List<ChosenColumn> columns = ColumnChoices.choose(table, said, casts, problems);
            ChosenTable next = new ChosenTable(
                    table.table(),
                    table.logicalName(),
                    table.name(),
                    said.name().isEmpty() ? table.name() : chosenName(table, said.name()),
                    parent,
                    said.select().isEmpty() ? known.ordered(columns) : columns);
            next.columns().stream()
                    .filter(column -> column.column().role() == Role.KEY)
                    .forEach(column -> tablesByKey.put(column.column(), next));
            chosen.add(next);
        }
        return chosen;
    }

    private void refuseOptionsOfAbsent(TableNames table) {
        if (options.containsKey(table.table())) {
            problems.add(
                    "Cannot change table \"" + table.logicalName() + "\"",
                    "option tables",
                    "it is left out, since the column that leads to it, for "
                            + table.table().path() + ", is left out",
                    "Keep that column, or say nothing of the table");
        }
    }

    private String chosenName(TableNames table, String name) {
        NameCheck.unfit(name, LONGEST_NAME)
                .ifPresent(why -> problems.add(
                        "Cannot rename table \"" + table.logicalName() + "\" to \"" + name + "\"",
                        "option tables",
                        why,
                        "Give it another name"));
        return name;
    }

    private void refuseSharedNames(List<ChosenTable> chosen) {
        Map<String, List<ChosenTable>> byName = new LinkedHashMap<>();
        chosen.forEach(table -> byName.computeIfAbsent(NameCheck.folded(table.name()), ignored -> new ArrayList<>())
                .add(table));
        String rejects = chosen.get(0).name() + RejectedRecord.TABLE_SUFFIX;
        byName.forEach((name, rivals) -> {
            Optional<ChosenTable> renamed =
                    rivals.stream().filter(this::isRenamed).findFirst();
            if (rivals.size() > 1 && renamed.isPresent()) {
                refuseName(
                        renamed.get(),
                        "the tables for "
                                + String.join(
                                        " and ",
                                        rivals.stream()
                                                .map(table -> table.table().jsonPath())
                                                .toList())
                                + " would have one name when case is ignored");
            } else if (name.equals(NameCheck.folded(rejects)) && (renamed.isPresent() || isRenamed(chosen.get(0)))) {
                refuseName(rivals.get(0), "the table of rejected records has this name");
            }
        });
    }

    private boolean isRenamed(ChosenTable table) {
        TableOptions said = options.get(table.table());
        return said != null && !said.name().isEmpty();
    }

    private void refuseName(ChosenTable table, String why) {
        problems.add(
                "Cannot name table \"" + table.logicalName() + "\" \"" + table.name() + "\"",
                "option tables",
                why,
                "Give each table its own name");
    }
}
