package io.relata.catalog.redshift;

import static java.util.Objects.requireNonNull;

/**
 * Makes a view whose rows Redshift keeps. It is refreshed by Relata alone, after tables moved: a refresh in between would
 * read tables of two runs.
 */
public record CreateMaterializedView(RelationName view, Distribution distribution, SortKey sortKey, SelectQuery query)
        implements RedshiftStatement {

    public CreateMaterializedView {
        requireNonNull(view, "view");
        requireNonNull(distribution, "distribution");
        requireNonNull(query, "query");
        if (sortKey instanceof SortKey.Interleaved) {
            throw new IllegalArgumentException("A materialized view is not sorted by interleaved columns");
        }
    }

    @Override
    public String sql() {
        String sorted = sortKey.columns().isEmpty() ? "" : " SORTKEY (" + Identifier.list(sortKey.columns()) + ")";
        return "CREATE MATERIALIZED VIEW " + view.sql() + distribution.sql() + sorted + " AUTO REFRESH NO AS\n"
                + query.sql();
    }

    @Override
    public Sharing sharing() {
        return Sharing.ALONE;
    }
}
