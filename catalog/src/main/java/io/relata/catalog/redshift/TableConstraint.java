package io.relata.catalog.redshift;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** What holds of a table's rows. Redshift plans by it and does not see to it. */
public sealed interface TableConstraint {

    /** Its columns. */
    List<Identifier> columns();

    /** The constraint as SQL. */
    String sql();

    /** By these columns a row is known. */
    record PrimaryKey(List<Identifier> columns) implements TableConstraint {

        public PrimaryKey {
            columns = List.copyOf(columns);
        }

        @Override
        public String sql() {
            return "PRIMARY KEY (" + Identifier.list(columns) + ")";
        }
    }

    /** No two rows have the same values. */
    record Unique(List<Identifier> columns) implements TableConstraint {

        public Unique {
            columns = List.copyOf(columns);
        }

        @Override
        public String sql() {
            return "UNIQUE (" + Identifier.list(columns) + ")";
        }
    }

    /** The values are those of a row of another table. */
    record ForeignKey(List<Identifier> columns, RelationName table, List<Identifier> referenced)
            implements TableConstraint {

        public ForeignKey {
            requireNonNull(table, "table");
            columns = List.copyOf(columns);
            referenced = List.copyOf(referenced);
            if (columns.size() != referenced.size()) {
                throw new IllegalArgumentException("A foreign key has as many columns as it refers to");
            }
        }

        @Override
        public String sql() {
            return "FOREIGN KEY (" + Identifier.list(columns) + ") REFERENCES " + table.sql() + " ("
                    + Identifier.list(referenced) + ")";
        }
    }
}
