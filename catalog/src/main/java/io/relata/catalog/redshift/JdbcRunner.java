package io.relata.catalog.redshift;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.Warehouse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Runs statements over a connection, which is its own from then on. */
public final class JdbcRunner implements SqlRunner {

    private static final int FETCHED_AT_ONCE = 1_000;

    private final Connection connection;
    private final Function<RedshiftStatement, String> dialect;

    private JdbcRunner(Connection connection, Function<RedshiftStatement, String> dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    /**
     * Runs statements on Redshift.
     *
     * @throws RelataException when the connection is closed
     */
    public static JdbcRunner on(Connection connection) {
        return on(connection, RedshiftStatement::sql);
    }

    /** @param dialect what is sent in place of a statement */
    static JdbcRunner on(Connection connection, Function<RedshiftStatement, String> dialect) {
        JdbcRunner runner = new JdbcRunner(connection, dialect);
        runner.commitEach(true);
        return runner;
    }

    @Override
    public void run(RedshiftStatement statement) {
        runAll(List.of(dialect.apply(statement)));
    }

    @Override
    public void run(Transaction transaction) {
        commitEach(false);
        try {
            runAll(transaction.statements().stream().map(dialect).toList());
            connection.commit();
        } catch (SQLException e) {
            rollBack(e);
            throw broken("Cannot commit a transaction", e);
        } catch (RuntimeException e) {
            rollBack(e);
            throw e;
        }
        commitEach(true);
    }

    private void runAll(List<String> sqls) {
        for (int i = 0; i < sqls.size(); i++) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sqls.get(i));
            } catch (SQLException e) {
                throw RelataException.failed(SqlFailure.of(sqls, i + 1, String.valueOf(e.getMessage())), e);
            }
        }
    }

    /** A connection that cannot be rolled back is not used again: nothing on it was committed. */
    private void rollBack(Exception failure) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            failure.addSuppressed(e);
            close();
        }
    }

    private void commitEach(boolean each) {
        try {
            connection.setAutoCommit(each);
        } catch (SQLException e) {
            throw broken("Cannot begin to run statements", e);
        }
    }

    @Override
    public Warehouse.QueryResult query(SelectQuery query) {
        try (Statement statement = connection.createStatement()) {
            statement.setMaxRows(SqlFailure.MOST_ROWS + 1);
            statement.setFetchSize(FETCHED_AT_ONCE);
            try (ResultSet result = statement.executeQuery(query.sql())) {
                return read(result, query.sql());
            }
        } catch (SQLException e) {
            throw RelataException.failed(SqlFailure.of(List.of(query.sql()), 1, String.valueOf(e.getMessage())), e);
        }
    }

    private static Warehouse.QueryResult read(ResultSet result, String sql) throws SQLException {
        ResultSetMetaData columns = result.getMetaData();
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            names.add(columns.getColumnLabel(i));
        }
        List<List<Optional<String>>> rows = new ArrayList<>();
        while (result.next()) {
            if (rows.size() == SqlFailure.MOST_ROWS) {
                throw SqlFailure.tooManyRows(sql);
            }
            List<Optional<String>> row = new ArrayList<>();
            for (int i = 1; i <= names.size(); i++) {
                row.add(Optional.ofNullable(result.getString(i)));
            }
            rows.add(row);
        }
        return new Warehouse.QueryResult(names, rows);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw broken("Cannot close the connection to the warehouse", e);
        }
    }

    private static RelataException broken(String what, SQLException cause) {
        return RelataException.failed(
                new Problem(
                        what,
                        "in the warehouse",
                        String.valueOf(cause.getMessage()),
                        "Check that the warehouse can be reached, then run again"),
                cause);
    }
}
