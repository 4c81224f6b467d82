package io.relata.catalog.redshift;

import static java.util.Objects.requireNonNull;

/** Removes something with nothing else hanging from it; does nothing where it is not there. */
public record Drop(Kind kind, RelationName name) implements RedshiftStatement {

    /** What is removed. */
    public enum Kind {
        /** A table that Redshift keeps itself, or the entry of one over files, which stay. */
        TABLE("TABLE"),
        VIEW("VIEW"),
        MATERIALIZED_VIEW("MATERIALIZED VIEW"),
        /** An external one: its tables stay in the catalog. The name has no schema before it. */
        SCHEMA("SCHEMA");

        private final String sql;

        Kind(String sql) {
            this.sql = sql;
        }
    }

    public Drop {
        requireNonNull(kind, "kind");
        requireNonNull(name, "name");
    }

    @Override
    public String sql() {
        return "DROP " + kind.sql + " IF EXISTS " + name.sql();
    }

    @Override
    public Sharing sharing() {
        return Sharing.ALONE;
    }
}
