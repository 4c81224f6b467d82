package io.relata.catalog.redshift;

import static java.util.Objects.requireNonNull;

/**
 * Makes an empty table with the columns of another one, distributed and sorted as that, which is gone when the session
 * ends.
 */
public record CreateStagingTable(Identifier staging, RelationName like) implements RedshiftStatement {

    public CreateStagingTable {
        requireNonNull(staging, "staging");
        requireNonNull(like, "like");
    }

    @Override
    public String sql() {
        return "CREATE TEMP TABLE " + staging.sql() + " (LIKE " + like.sql() + ")";
    }
}
