package io.relata.catalog.redshift;

import static java.util.Objects.requireNonNull;

/** Deletes all rows of a table. {@code TRUNCATE} would commit the transaction that it stands in. */
public record DeleteAll(RelationName table) implements RedshiftStatement {

    public DeleteAll {
        requireNonNull(table, "table");
    }

    @Override
    public String sql() {
        return "DELETE FROM " + table.sql();
    }
}
