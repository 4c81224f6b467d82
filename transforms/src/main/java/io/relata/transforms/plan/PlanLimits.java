package io.relata.transforms.plan;

import java.util.List;

/** Refuses plans that grew beyond their guards, before anything is read. */
final class PlanLimits {

    private PlanLimits() {}

    static void check(List<ChosenTable> tables, RelationalizeOptions.Limits limits, Problems problems) {
        ChosenTable root = tables.get(0);
        if (root.columns().isEmpty()) {
            problems.add(
                    "Cannot write table " + root.name(),
                    root.table().jsonPath(),
                    "no column is left",
                    "Leave out less, or name a struct without fields in presence to have a column for it");
        }
        for (ChosenTable table : tables) {
            int columns = table.columns().size();
            if (columns > limits.columns()) {
                problems.add(
                        "Cannot write table " + table.name(),
                        table.table().jsonPath(),
                        "it would have " + columns + " columns and at most " + limits.columns() + " are allowed",
                        fewerColumns(table.table()));
            }
        }
        if (tables.size() > limits.tables()) {
            problems.add(
                    "Cannot plan the tables of " + root.name(),
                    root.table().jsonPath(),
                    "there would be " + tables.size() + " and at most " + limits.tables() + " are allowed",
                    "Keep arrays as JSON text with json, leave some out with exclude, or raise limits.tables");
        }
    }

    private static String fewerColumns(DraftTable table) {
        SourcePath widest = table.widestStruct();
        if (widest.length() == 0) {
            return "Select fewer columns, leave fields out with exclude, or raise limits.columns";
        }
        String path = widest.optionPath();
        return "If the " + table.widestStructFields() + " field names of " + widest
                + " are data, turn them into rows with asMap \"" + path + "\" or keep them as JSON text with json \""
                + path + "\"; otherwise raise limits.columns";
    }
}
