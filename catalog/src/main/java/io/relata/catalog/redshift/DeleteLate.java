package io.relata.catalog.redshift;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Takes rows out of a staging table that come too late: the target has a newer row of the same key.
 *
 * @param version the column by which a row is newer
 */
public record DeleteLate(Identifier staging, RelationName target, List<Identifier> keys, Identifier version)
        implements RedshiftStatement {

    public DeleteLate {
        requireNonNull(staging, "staging");
        requireNonNull(version, "version");
        keys = RowMatch.requireKeys(target, keys);
    }

    @Override
    public String sql() {
        RelationName from = RelationName.of(staging.name());
        return "DELETE FROM " + from.sql() + "\nUSING " + target.sql() + "\nWHERE " + RowMatch.sql(from, target, keys)
                + "\n  AND " + target.column(version) + " > " + from.column(version);
    }
}
