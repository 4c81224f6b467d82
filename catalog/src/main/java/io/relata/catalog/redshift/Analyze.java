package io.relata.catalog.redshift;

import static java.util.Objects.requireNonNull;

/** Brings up to date what queries are planned by. */
public record Analyze(RelationName table) implements RedshiftStatement {

    public Analyze {
        requireNonNull(table, "table");
    }

    @Override
    public String sql() {
        return "ANALYZE " + table.sql();
    }

    @Override
    public Sharing sharing() {
        return Sharing.ALONE;
    }
}
