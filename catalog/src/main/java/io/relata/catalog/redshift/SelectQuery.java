package io.relata.catalog.redshift;

import io.relata.Problem;
import io.relata.RelataException;

/**
 * A query that a person wrote, which stands in a statement as it is. Only that it is one is made sure of: nothing in it
 * ends the statement around it.
 *
 * @param sql without the semicolon that may have been at its end
 */
public record SelectQuery(String sql) {

    /** @throws RelataException when there is nothing, more than one statement, or something is not closed */
    public SelectQuery {
        sql = StatementText.single(sql).orElseThrow(SelectQuery::refused);
    }

    private static RelataException refused() {
        return RelataException.usage(new Problem(
                "Cannot use a query",
                "its SQL",
                "it is empty, holds more than one statement, or a text, name or comment in it has no end",
                "Write one SELECT"));
    }
}
