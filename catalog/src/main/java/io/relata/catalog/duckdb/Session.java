package io.relata.catalog.duckdb;

import io.relata.Problem;
import io.relata.RelataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/** The connection to one DuckDB file. Not safe for use by several threads. */
final class Session implements AutoCloseable {

    private static final String DRIVER = "org.duckdb.DuckDBDriver";

    /** What Redshift calls its list of materialized views, so that one question goes to both. */
    private static final String MATERIALIZED_VIEWS = """
            CREATE TEMP VIEW svv_mv_info AS
            SELECT schema_name, table_name AS name FROM duckdb_tables()
            WHERE database_name = current_database() AND comment LIKE 'Relata materialized view: %'
            """;

    private final Connection connection;

    private Session(Connection connection) {
        this.connection = connection;
    }

    /** Statements of which all take effect or none. */
    @FunctionalInterface
    interface Changes {
        void make() throws SQLException;
    }

    /** One row of a result as text. */
    @FunctionalInterface
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    static Session open(Path file) {
        requireDriver(file);
        if (file.toString().contains(";")) {
            throw cannotOpen(
                    file, "DuckDB's driver takes what follows a semicolon as options", "Give a path without semicolon");
        }
        try {
            Path folder = file.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Session session = new Session(DriverManager.getConnection("jdbc:duckdb:" + file, settings()));
            session.execute("SET TimeZone = 'UTC'");
            session.execute(MATERIALIZED_VIEWS);
            return session;
        } catch (IOException e) {
            throw RelataException.failed(
                    new Problem(
                            "Cannot open the warehouse",
                            "DuckDB file " + file,
                            e.getClass().getSimpleName() + ": " + e.getMessage(),
                            "Give a path in a folder that can be written"),
                    e);
        } catch (SQLException e) {
            throw refused(file, e);
        }
    }

    private static void requireDriver(Path file) {
        try {
            Class.forName(DRIVER);
        } catch (ClassNotFoundException e) {
            throw RelataException.usage(new Problem(
                    "Cannot open the warehouse",
                    "DuckDB file " + file,
                    "DuckDB's JDBC driver is not on the class path",
                    "Add org.duckdb:duckdb_jdbc to it, or choose another warehouse"));
        }
    }

    private static Properties settings() {
        Properties settings = new Properties();
        // No code is fetched or loaded because some SQL mentions a file or a function.
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        settings.setProperty("allow_community_extensions", "false");
        // The same machine runs Spark; beyond this DuckDB spills into a folder beside its file.
        settings.setProperty("memory_limit", "25%");
        return settings;
    }

    private static RelataException refused(Path file, SQLException e) {
        String why = message(e);
        if (why.contains("Could not set lock on file")) {
            return new RelataException(
                    RelataException.Kind.TARGET_HELD,
                    new Problem(
                            "Cannot open the warehouse",
                            "DuckDB file " + file,
                            why,
                            "End the process that holds the file, or run again when it has ended"),
                    e);
        }
        return RelataException.failed(
                new Problem("Cannot open the warehouse", "DuckDB file " + file, why, "Give the path of another file"),
                e);
    }

    private static RelataException cannotOpen(Path file, String why, String remedy) {
        return RelataException.usage(new Problem("Cannot open the warehouse", "DuckDB file " + file, why, remedy));
    }

    /** The engine's message without the excerpt of the statement, of which most is not the user's. */
    static String message(SQLException e) {
        String text = String.valueOf(e.getMessage())
                .lines()
                .takeWhile(line -> !line.startsWith("LINE "))
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining(" "));
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The rows of one query; each {@code ?} in it stands for a parameter. */
    <T> List<T> rows(String sql, RowReader<T> reader, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            List<T> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(reader.read(result));
                }
            }
            return rows;
        }
    }

    /** Makes all changes, or none when one fails. */
    void transaction(Changes changes) throws SQLException {
        connection.setAutoCommit(false);
        boolean made = false;
        try {
            changes.make();
            connection.commit();
            made = true;
        } finally {
            if (!made) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
        }
    }

    static Optional<String> text(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    /** Ends the connection; the file is free for other processes. */
    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
