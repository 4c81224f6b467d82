package io.relata.catalog.redshift;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Puts what a query gives into a table.
 *
 * @param columns those that the query's columns go to, in the query's order
 */
public record InsertQuery(RelationName target, List<Identifier> columns, SelectQuery query)
        implements RedshiftStatement {

    public InsertQuery {
        requireNonNull(target, "target");
        requireNonNull(query, "query");
        columns = List.copyOf(columns);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("INSERT into " + target.sql() + " names no columns");
        }
    }

    @Override
    public String sql() {
        return "INSERT INTO " + target.sql() + " (" + Identifier.list(columns) + ")\n" + query.sql();
    }
}
