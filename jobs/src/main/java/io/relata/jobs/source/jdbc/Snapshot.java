package io.relata.jobs.source.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * One moment of a PostgreSQL database that several sessions look at, from its export to the end of the transaction that
 * exported it.
 */
record Snapshot(Connection holder, Optional<String> id) implements AutoCloseable {

    /** Sees all of {@code holder}'s queries at one moment, and lets other sessions see it too. */
    static Snapshot exportedBy(Connection holder) throws SQLException {
        holder.setAutoCommit(false);
        holder.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        holder.setReadOnly(true);
        try (Statement statement = holder.createStatement();
                ResultSet id = statement.executeQuery("SELECT pg_export_snapshot()")) {
            id.next();
            return new Snapshot(holder, Optional.ofNullable(id.getString(1)));
        }
    }

    /** Each session sees the moment at which it asks. */
    static Snapshot none(Connection connection) {
        return new Snapshot(connection, Optional.empty());
    }

    /** Makes a session see it. */
    static void join(Connection session, String id) throws SQLException {
        session.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        session.setReadOnly(true);
        try (Statement statement = session.createStatement()) {
            statement.execute("SET TRANSACTION SNAPSHOT '" + id.replace("'", "''") + "'");
        }
    }

    @Override
    public void close() throws SQLException {
        holder.close();
    }
}
