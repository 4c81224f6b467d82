package io.relata.jobs.config;

/** A column of a table, written {@code table.column}; a table's name has no dot then. */
public record ColumnReference(String table, String column) {

    @Override
    public String toString() {
        return table + "." + column;
    }
}
