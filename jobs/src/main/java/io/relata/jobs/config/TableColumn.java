package io.relata.jobs.config;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** A column of a table of the run, both by their published names. */
public record TableColumn(String table, String column) {

    private static final char QUOTE = '`';

    public TableColumn {
        requireNonNull(table, "table");
        requireNonNull(column, "column");
    }

    /** Reads what {@link #toString} writes: the first dot outside of back-ticks ends the table's name. */
    static Optional<TableColumn> parse(String text) {
        StringBuilder table = new StringBuilder();
        int at = 0;
        if (text.startsWith("`")) {
            at = closing(text, table);
        } else {
            at = text.indexOf('.');
            table.append(text, 0, Math.max(at, 0));
        }
        if (at < 0 || at >= text.length() || text.charAt(at) != '.' || table.isEmpty()) {
            return Optional.empty();
        }
        String column = text.substring(at + 1);
        return column.isBlank() ? Optional.empty() : Optional.of(new TableColumn(table.toString(), column));
    }

    /** The place after the quoted name that the text begins with, or -1 where no quote ends it. */
    private static int closing(String text, StringBuilder name) {
        for (int at = 1; at < text.length(); at++) {
            if (text.charAt(at) != QUOTE) {
                name.append(text.charAt(at));
            } else if (text.startsWith("`", at + 1)) {
                name.append(QUOTE);
                at++;
            } else {
                return at + 1;
            }
        }
        return -1;
    }

    /** {@code table.column}, the table in back-ticks where it could not be told from the column. */
    @Override
    public String toString() {
        boolean isPlain = table.indexOf('.') < 0 && !table.startsWith("`");
        return (isPlain ? table : "`" + table.replace("`", "``") + "`") + "." + column;
    }
}
