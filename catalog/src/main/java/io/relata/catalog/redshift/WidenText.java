package io.relata.catalog.redshift;

import static java.util.Objects.requireNonNull;

/** Lets a column hold longer texts. Redshift makes texts longer and nothing else of a column's type. */
public record WidenText(RelationName table, Identifier column, RedshiftType.Varchar type) implements RedshiftStatement {

    public WidenText {
        requireNonNull(table, "table");
        requireNonNull(column, "column");
        requireNonNull(type, "type");
    }

    @Override
    public String sql() {
        return "ALTER TABLE " + table.sql() + " ALTER COLUMN " + column.sql() + " TYPE " + type.sql();
    }

    @Override
    public Sharing sharing() {
        return Sharing.ALONE;
    }
}
