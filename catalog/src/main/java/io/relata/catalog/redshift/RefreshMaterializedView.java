package io.relata.catalog.redshift;

import static java.util.Objects.requireNonNull;

/** Brings a materialized view's rows up to date. Two of them in one transaction compute everything anew. */
public record RefreshMaterializedView(RelationName view) implements RedshiftStatement {

    public RefreshMaterializedView {
        requireNonNull(view, "view");
    }

    @Override
    public String sql() {
        return "REFRESH MATERIALIZED VIEW " + view.sql();
    }

    @Override
    public Sharing sharing() {
        return Sharing.ALONE;
    }
}
