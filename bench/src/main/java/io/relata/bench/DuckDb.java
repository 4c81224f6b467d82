package io.relata.bench;

import io.relata.Problem;
import io.relata.RelataException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A DuckDB in memory, inside this process, with as many threads as Spark has. Not thread-safe. */
final class DuckDb implements AutoCloseable {

    private final Connection connection;

    private DuckDb(Connection connection) {
        this.connection = connection;
    }

    /**
     * @param spill a folder for what does not fit in memory; made when it is needed
     * @param threads how many work at once
     */
    static DuckDb open(Path spill, int threads) {
        try {
            DuckDb database = new DuckDb(DriverManager.getConnection("jdbc:duckdb:"));
            database.execute("SET threads = " + threads);
            database.execute("SET preserve_insertion_order = false");
            database.execute("SET temp_directory = " + text(spill.toString()));
            return database;
        } catch (SQLException e) {
            throw refused("opening it", e);
        }
    }

    void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw refused(sql, e);
        }
    }

    /** A name as SQL. */
    static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A text as SQL. */
    static String text(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw refused("closing it", e);
        }
    }

    private static RelataException refused(String what, SQLException e) {
        return RelataException.failed(
                new Problem(
                        "DuckDB failed",
                        what,
                        String.valueOf(e.getMessage()),
                        "Leave out the variants that begin with duckdb, or correct them"),
                e);
    }
}
