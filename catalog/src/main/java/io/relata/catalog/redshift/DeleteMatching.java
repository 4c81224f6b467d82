package io.relata.catalog.redshift;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** Deletes the rows of a table that a staging table has new ones for. */
public record DeleteMatching(RelationName target, Identifier staging, List<Identifier> keys)
        implements RedshiftStatement {

    public DeleteMatching {
        requireNonNull(staging, "staging");
        keys = RowMatch.requireKeys(target, keys);
    }

    @Override
    public String sql() {
        RelationName source = RelationName.of(staging.name());
        return "DELETE FROM " + target.sql() + "\nUSING " + source.sql() + "\nWHERE "
                + RowMatch.sql(target, source, keys);
    }
}
