package io.relata.catalog.redshift;

import static java.util.Objects.requireNonNull;

/** Has other writers of a table wait until the transaction ends. */
public record LockTable(RelationName table) implements RedshiftStatement {

    public LockTable {
        requireNonNull(table, "table");
    }

    @Override
    public String sql() {
        return "LOCK TABLE " + table.sql();
    }
}
