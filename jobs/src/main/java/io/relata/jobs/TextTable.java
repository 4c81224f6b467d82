package io.relata.jobs;

import io.relata.Warehouse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Renders a query's result for a terminal. */
final class TextTable {

    private static final int WIDEST = 60;

    private TextTable() {}

    static String of(Warehouse.QueryResult result) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(result.columns().stream().map(TextTable::cell).toList());
        for (List<Optional<String>> row : result.rows()) {
            lines.add(row.stream().map(value -> cell(value.orElse("null"))).toList());
        }
        int[] widths = new int[result.columns().size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < lines.size(); row++) {
            append(text, lines.get(row), widths);
            if (row == 0) {
                append(text, rule(widths), widths);
            }
        }
        return text.toString();
    }

    private static List<String> rule(int[] widths) {
        List<String> rule = new ArrayList<>();
        for (int width : widths) {
            rule.add("-".repeat(width));
        }
        return rule;
    }

    private static void append(StringBuilder text, List<String> line, int[] widths) {
        StringBuilder padded = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            padded.append("  ")
                    .append(line.get(i))
                    .append(" ".repeat(widths[i] - line.get(i).length()));
        }
        text.append(padded.toString().stripTrailing()).append('\n');
    }

    private static String cell(String value) {
        String shown = RunSummary.shown(value);
        return shown.length() <= WIDEST ? shown : shown.substring(0, WIDEST - 3) + "...";
    }
}
