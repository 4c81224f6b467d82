package io.relata.catalog.redshift;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** Where rows of a load come from. */
@FunctionalInterface
public interface RowSource {

    /** The statement that puts them into a table of this name. */
    RedshiftStatement into(RelationName table);

    /**
     * The rows of Parquet files.
     *
     * @param columns of the table, in the files' order
     */
    record Files(List<Identifier> columns, CopySource files, IamRole role) implements RowSource {

        public Files {
            columns = List.copyOf(columns);
            requireNonNull(files, "files");
            requireNonNull(role, "role");
        }

        @Override
        public RedshiftStatement into(RelationName table) {
            return new CopyParquet(table, columns, files, role);
        }
    }

    /** All rows of another table, by the names of columns that both have. */
    record Table(RelationName from, List<Identifier> columns) implements RowSource {

        public Table {
            requireNonNull(from, "from");
            columns = List.copyOf(columns);
        }

        @Override
        public RedshiftStatement into(RelationName table) {
            return new InsertQuery(
                    table, columns, new SelectQuery("SELECT " + Identifier.list(columns) + "\nFROM " + from.sql()));
        }
    }

    /** The rows of one partition of another table. */
    record Partition(RelationName from, List<Identifier> columns, Identifier partition, String value)
            implements RowSource {

        public Partition {
            requireNonNull(from, "from");
            columns = List.copyOf(columns);
            requireNonNull(partition, "partition");
            requireNonNull(value, "value");
        }

        @Override
        public RedshiftStatement into(RelationName table) {
            return new InsertQuery(
                    table,
                    columns,
                    new SelectQuery("SELECT " + Identifier.list(columns) + "\nFROM " + from.sql() + "\nWHERE "
                            + partition.sql() + " = " + Literal.of(value)));
        }
    }
}
