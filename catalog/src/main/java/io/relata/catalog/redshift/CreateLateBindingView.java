package io.relata.catalog.redshift;

import static java.util.Objects.requireNonNull;

/**
 * Makes or replaces a view that looks for its tables when it is read, the only kind over tables in S3.
 *
 * @param query names every table with its schema
 */
public record CreateLateBindingView(RelationName view, SelectQuery query) implements RedshiftStatement {

    public CreateLateBindingView {
        requireNonNull(view, "view");
        requireNonNull(query, "query");
    }

    @Override
    public String sql() {
        return "CREATE OR REPLACE VIEW " + view.sql() + " AS\n" + query.sql()
                + (query.sql().endsWith("\n") ? "" : "\n") + "WITH NO SCHEMA BINDING";
    }
}
