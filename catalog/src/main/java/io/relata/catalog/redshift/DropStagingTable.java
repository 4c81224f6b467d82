package io.relata.catalog.redshift;

import static java.util.Objects.requireNonNull;

/** Removes a temporary table that is there, before the session ends: no other table can be meant then. */
public record DropStagingTable(Identifier staging) implements RedshiftStatement {

    public DropStagingTable {
        requireNonNull(staging, "staging");
    }

    @Override
    public String sql() {
        return "DROP TABLE " + staging.sql();
    }
}
