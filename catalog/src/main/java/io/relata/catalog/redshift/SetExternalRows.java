package io.relata.catalog.redshift;

import static java.util.Objects.requireNonNull;

/** Tells those who plan queries how many rows a table over files has. */
public record SetExternalRows(RelationName table, long rows) implements RedshiftStatement {

    public SetExternalRows {
        requireNonNull(table, "table");
    }

    @Override
    public String sql() {
        return "ALTER TABLE " + table.sql() + " SET TABLE PROPERTIES ('numRows'='" + rows + "')";
    }

    @Override
    public Sharing sharing() {
        return Sharing.ALONE;
    }
}
