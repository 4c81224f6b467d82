package io.relata;

import java.util.List;

/**
 * The SQL engine over the published tables. Not safe for use by several threads.
 *
 * <p>Names are quoted by the implementation, so any name is data and never SQL; the text of a view is the user's SQL and
 * is run as it stands.
 */
public interface Warehouse extends AutoCloseable {

    /**
     * Makes every table that the catalog has in {@code schema}'s database readable as {@code schema.table}. Safe to
     * repeat: tables that came or went since the last call come or go.
     *
     * @throws RelataException when the engine cannot read a table; the schema is then as it was before
     */
    void exposeSchema(ExternalSchema schema);

    /**
     * Creates the view or brings its rows up to date. On failure its rows are what they were before.
     *
     * @throws RelataException when the engine refuses the view's SQL
     */
    void refresh(MaterializedView view);

    /**
     * Runs one query and returns all its rows; for small results.
     *
     * @throws RelataException when the engine refuses the query
     */
    QueryResult query(String sql);

    @Override
    void close();

    /**
     * A schema of the warehouse whose tables are those of a catalog database.
     *
     * @param name the schema's name in the warehouse
     * @param database the database in the catalog
     */
    record ExternalSchema(String name, String database) {}

    /**
     * A query whose result the warehouse keeps.
     *
     * @param sql one SELECT statement
     */
    record MaterializedView(String name, String sql) {}

    /**
     * @param columns the columns' names
     * @param rows one list per row with a value for each column, rendered as text; SQL's null is the empty optional
     */
    record QueryResult(List<String> columns, List<List<java.util.Optional<String>>> rows) {

        public QueryResult {
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
        }

        /** The first value of the first row, such as a count; empty where that is null, and where there is none. */
        public java.util.Optional<String> first() {
            return rows.stream().findFirst().flatMap(row -> row.get(0));
        }
    }
}
