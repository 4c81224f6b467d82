package io.relata.catalog.redshift;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A PostgreSQL server of the tests, whose sessions take literals as Redshift does. */
public final class Postgres implements AutoCloseable {

    private final EmbeddedPostgres server;

    private Postgres(EmbeddedPostgres server) {
        this.server = server;
    }

    public static Postgres start() throws IOException {
        return new Postgres(EmbeddedPostgres.start());
    }

    public Connection connection() throws SQLException {
        Connection connection = server.getPostgresDatabase().getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute(PostgresSql.SESSION);
        }
        return connection;
    }

    /** Where Spark's JDBC reaches it. */
    public String url() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    /** A runner of Redshift's statements, as PostgreSQL has them. */
    public static JdbcRunner runner(Connection connection) {
        return JdbcRunner.on(connection, statement -> PostgresSql.of(statement).orElseThrow());
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
