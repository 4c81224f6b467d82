package io.relata.catalog.redshift;

import static java.util.Objects.requireNonNull;

/** Gives a table one more column, which is null in the rows that it has. */
public record AddColumn(RelationName table, NativeColumn column) implements RedshiftStatement {

    /** @throws IllegalArgumentException when the column refuses nulls: rows that are there would have them */
    public AddColumn {
        requireNonNull(table, "table");
        if (column.nulls() == NativeColumn.Nulls.REFUSED) {
            throw new IllegalArgumentException("Rows of " + table.sql() + " would have no value in the new column "
                    + column.name().sql());
        }
    }

    @Override
    public String sql() {
        return "ALTER TABLE " + table.sql() + " ADD COLUMN " + column.sql();
    }

    @Override
    public Sharing sharing() {
        return Sharing.ALONE;
    }
}
