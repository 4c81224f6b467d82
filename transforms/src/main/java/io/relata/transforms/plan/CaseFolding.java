package io.relata.transforms.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds names that are one where case is ignored, as in the Glue Data Catalog. */
final class CaseFolding {

    private CaseFolding() {}

    /** A sentence for every name that several tables or several columns of a table have in that sense. */
    static List<String> notes(List<ChosenTable> tables) {
        List<String> notes = new ArrayList<>();
        add("Tables", "", tables.stream().map(ChosenTable::name).toList(), notes);
        for (ChosenTable table : tables) {
            List<String> columns =
                    table.columns().stream().map(ChosenColumn::name).toList();
            add("Columns", " of table " + PlainText.of(table.name()), columns, notes);
        }
        return notes;
    }

    private static void add(String noun, String where, List<String> names, List<String> notes) {
        Map<String, List<String>> byFolded = new LinkedHashMap<>();
        for (String name : names) {
            byFolded.computeIfAbsent(NameCheck.folded(name), ignored -> new ArrayList<>())
                    .add(PlainText.of(name));
        }
        for (List<String> twins : byFolded.values()) {
            if (twins.size() > 1) {
                notes.add(noun + " " + String.join(" and ", twins) + where
                        + " differ in case alone, which the Glue Data Catalog ignores");
            }
        }
    }
}
