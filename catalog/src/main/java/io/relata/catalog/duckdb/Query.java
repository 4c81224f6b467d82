package io.relata.catalog.duckdb;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.Warehouse.QueryResult;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One query whose result is read as text. DuckDB renders the values, so they do not depend on the JVM's locale or time
 * zone; bytes are shown as lower-case hex.
 */
final class Query {

    private final Session session;
    private final String sql;

    Query(Session session, String sql) {
        this.session = session;
        this.sql = sql;
    }

    QueryResult run(int mostRows) throws SQLException {
        List<Column> columns = session.rows(
                "SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM " + Sql.query(sql) + ")",
                row -> new Column(row.getString(1), row.getString(2)));
        // Positional names, since the user's may come twice.
        String names = IntStream.range(0, columns.size()).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
        String texts = IntStream.range(0, columns.size())
                .mapToObj(i -> columns.get(i).asText("c" + i))
                .collect(Collectors.joining(", "));
        List<List<Optional<String>>> rows = session.rows(
                "SELECT " + texts + " FROM " + Sql.query(sql) + " AS q(" + names + ") LIMIT " + (mostRows + 1L),
                row -> values(row, columns.size()));
        if (rows.size() > mostRows) {
            throw RelataException.failed(new Problem(
                    "Cannot run a query",
                    sql.strip(),
                    "its result has more than " + mostRows + " rows",
                    "Aggregate, filter or LIMIT it"));
        }
        return new QueryResult(columns.stream().map(Column::name).toList(), rows);
    }

    private static List<Optional<String>> values(ResultSet row, int count) throws SQLException {
        List<Optional<String>> values = new ArrayList<>(count);
        for (int i = 1; i <= count; i++) {
            values.add(Session.text(row, i));
        }
        return values;
    }

    private record Column(String name, String type) {

        String asText(String reference) {
            return type.equals("BLOB") ? "lower(hex(" + reference + "))" : "CAST(" + reference + " AS VARCHAR)";
        }
    }
}
