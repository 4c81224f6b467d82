package io.relata.catalog.redshift;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

@Tag("any-spark")
class NativeTablesOnPostgresTest extends NativeTablesContract {

    private static Postgres server;

    private JdbcRunner runner;

    @BeforeAll
    static void startServer() throws IOException {
        server = Postgres.start();
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    @Override
    SqlRunner runner() {
        if (runner == null) {
            runner = connected();
        }
        return runner;
    }

    private static JdbcRunner connected() {
        try {
            Connection connection = server.connection();
            try (Statement statement = connection.createStatement()) {
                statement.execute("DROP SCHEMA IF EXISTS mart CASCADE; CREATE OR REPLACE VIEW svv_mv_info AS"
                        + " SELECT schemaname AS schema_name, matviewname AS name FROM pg_matviews");
            }
            return Postgres.runner(connection);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @AfterEach
    void close() {
        runner.close();
    }
}
