package io.relata.jobs.config;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** One thing that must hold of a table's rows. */
public sealed interface CheckRule {

    /** For reports: {@code unique (id)}. Holds names of columns, and no value. */
    String text();

    /** The columns of the checked table that it is about. */
    List<String> columns();

    /** No two rows have the same values in all of the columns; a row with a null among them is like no other. */
    record Unique(List<String> columns) implements CheckRule {

        public Unique {
            columns = List.copyOf(columns);
        }

        @Override
        public String text() {
            return "unique (" + String.join(", ", columns) + ")";
        }
    }

    /** Every row has a value. */
    record NotNull(String column) implements CheckRule {

        public NotNull {
            requireNonNull(column, "column");
        }

        @Override
        public String text() {
            return "not-null (" + column + ")";
        }

        @Override
        public List<String> columns() {
            return List.of(column);
        }
    }

    /**
     * Every value is one of these; null is no value.
     *
     * @param values as text, which the column's values are compared as
     */
    record Accepted(String column, List<String> values) implements CheckRule {

        public Accepted {
            requireNonNull(column, "column");
            values = List.copyOf(values);
        }

        @Override
        public String text() {
            return "accepted (" + column + ")";
        }

        @Override
        public List<String> columns() {
            return List.of(column);
        }
    }

    /**
     * Every value is in another column too; null is no value.
     *
     * @param to a column of a table of the same run
     */
    record Reference(String column, TableColumn to) implements CheckRule {

        public Reference {
            requireNonNull(column, "column");
            requireNonNull(to, "to");
        }

        @Override
        public String text() {
            return "references (" + column + " in " + to + ")";
        }

        @Override
        public List<String> columns() {
            return List.of(column);
        }
    }

    /** The table has this many rows or more. */
    record AtLeast(long rows) implements CheckRule {

        @Override
        public String text() {
            return "rows (at least " + rows + ")";
        }

        @Override
        public List<String> columns() {
            return List.of();
        }
    }

    /** The table has this many rows or fewer. */
    record AtMost(long rows) implements CheckRule {

        @Override
        public String text() {
            return "rows (at most " + rows + ")";
        }

        @Override
        public List<String> columns() {
            return List.of();
        }
    }
}
