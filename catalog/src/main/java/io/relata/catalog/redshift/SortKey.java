package io.relata.catalog.redshift;

import java.util.List;

/** By which columns rows lie in order. */
public sealed interface SortKey {

    /** The columns; none where Redshift chooses. */
    List<Identifier> columns();

    /** The clause, with a space before it; empty where Redshift chooses. */
    String sql();

    /** As Redshift chooses, and may choose anew. */
    record Auto() implements SortKey {

        @Override
        public List<Identifier> columns() {
            return List.of();
        }

        @Override
        public String sql() {
            return "";
        }
    }

    /** By the first column, where that is the same by the second, and so on. */
    record Compound(List<Identifier> columns) implements SortKey {

        private static final int MOST = 400;

        public Compound {
            columns = List.copyOf(columns);
            if (columns.isEmpty() || columns.size() > MOST) {
                throw new IllegalArgumentException("A compound sort key has 1 to 400 columns, not " + columns.size());
            }
        }

        @Override
        public String sql() {
            return " COMPOUND SORTKEY (" + Identifier.list(columns) + ")";
        }
    }

    /** By each column alike. */
    record Interleaved(List<Identifier> columns) implements SortKey {

        private static final int MOST = 8;

        public Interleaved {
            columns = List.copyOf(columns);
            if (columns.isEmpty() || columns.size() > MOST) {
                throw new IllegalArgumentException("An interleaved sort key has 1 to 8 columns, not " + columns.size());
            }
        }

        @Override
        public String sql() {
            return " INTERLEAVED SORTKEY (" + Identifier.list(columns) + ")";
        }
    }
}
