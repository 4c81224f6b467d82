package io.relata.jobs.source.jdbc;

import io.relata.transforms.json.JsonLimits;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;

/** The rows of one range, a few at a time from the database: what each column carries, and why it is rejected. */
final class SelectedRows implements Iterator<Row> {

    private final Selection selection;
    private final Connection connection;
    private final ResultSet result;
    private boolean isNext;

    private SelectedRows(Selection selection, Connection connection, ResultSet result) throws SQLException {
        this.selection = selection;
        this.connection = connection;
        this.result = result;
        this.isNext = result.next();
    }

    /** Opens a session that ends with the task. */
    static SelectedRows of(Selection selection, String range) {
        SelectedRows rows = open(selection, range);
        TaskCompletionListener ending = task -> rows.end();
        TaskContext.get().addTaskCompletionListener(ending);
        return rows;
    }

    /** Opens a session that ends behind the last row, or with {@link #end}. */
    static SelectedRows open(Selection selection, String range) {
        Connection connection = selection.database().open(selection.what());
        try {
            // PostgreSQL's driver reads a whole result into memory unless a transaction is open.
            connection.setAutoCommit(false);
            if (!selection.snapshot().isEmpty()) {
                Snapshot.join(connection, selection.snapshot());
            }
            Statement statement = connection.createStatement();
            statement.setFetchSize(selection.fetchSize());
            return new SelectedRows(selection, connection, statement.executeQuery(selection.sql(range)));
        } catch (SQLException e) {
            abort(connection);
            throw failed(e, selection);
        }
    }

    void end() {
        abort(connection);
    }

    /** Without asking for the rest of the rows first, as closing may do. */
    private static void abort(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // It has ended before.
        }
    }

    private static RuntimeException failed(SQLException failure, Selection selection) {
        return ReadFailure.of(failure, selection.database(), selection.what());
    }

    @Override
    public boolean hasNext() {
        return isNext;
    }

    @Override
    public Row next() {
        if (!isNext) {
            throw new NoSuchElementException();
        }
        try {
            Row row = row();
            isNext = result.next();
            if (!isNext) {
                connection.close();
            }
            return row;
        } catch (SQLException e) {
            throw failed(e, selection);
        }
    }

    private Row row() throws SQLException {
        int count = selection.columns().size();
        @Nullable Object[] values = new @Nullable Object[count + 1];
        for (int i = 0; i < count; i++) {
            ReadColumn column = selection.columns().get(i);
            try {
                values[i] = column.conversion().read(result, i + 1).orElse(null);
            } catch (Unfit unfit) {
                return rejected("column " + column.name() + " " + unfit.getMessage(), unfit);
            }
        }
        return RowFactory.create(values);
    }

    private Row rejected(String detail, Unfit unfit) throws SQLException {
        @Nullable Object[] values = new @Nullable Object[selection.columns().size() + 1];
        values[values.length - 1] = RowFactory.create(raw(), unfit.reason().name(), detail, selection.what(), null);
        return RowFactory.create(values);
    }

    /** The row as text, for people to read: a name and a value a column. */
    private String raw() throws SQLException {
        StringBuilder raw = new StringBuilder();
        for (int i = 0; i < selection.columns().size() && raw.length() < JsonLimits.RAW_BYTES; i++) {
            raw.append(i == 0 ? "" : ", ")
                    .append(selection.columns().get(i).name())
                    .append('=')
                    .append(Optional.ofNullable(result.getString(i + 1)).orElse("null"));
        }
        return raw.substring(0, Math.min(raw.length(), JsonLimits.RAW_BYTES));
    }
}
