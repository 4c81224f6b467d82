package io.relata.jobs.source.jdbc;

import io.relata.RelataException;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Reads the rows of a database once and keeps them with the executors, on their disks where memory ends. */
final class RowsCopy {

    private final Selection selection;
    private final JdbcOptions options;
    private final SparkSession session;

    RowsCopy(Selection selection, JdbcOptions options, SparkSession session) {
        this.selection = selection;
        this.options = options;
        this.session = session;
    }

    /** Rows of this schema. Should an executor be lost with its rows, later steps fail: they would not be the same again. */
    Dataset<Row> taken(StructType schema) {
        Database database = selection.database();
        try (Connection connection = database.open(selection.what());
                Snapshot snapshot = snapshot(connection)) {
            List<String> ranges = ranges(connection);
            Selection all = new Selection(
                    database,
                    selection.what(),
                    selection.from(),
                    selection.columns(),
                    snapshot.id().orElse(""),
                    selection.fetchSize());
            FlatMapFunction<String, Row> reading = range -> SelectedRows.of(all, range);
            JavaRDD<Row> rows = new JavaSparkContext(session.sparkContext())
                    .parallelize(ranges, ranges.size())
                    .flatMap(reading);
            return session.createDataFrame(rows, schema).localCheckpoint(true);
        } catch (SQLException e) {
            throw ReadFailure.of(e, database, selection.what());
        } catch (Exception e) { // Spark throws its SparkException, a checked one, without saying so
            throw known(e);
        }
    }

    /** The failure of a task tells more than that of the job. */
    private static RuntimeException known(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RelataException known) {
                return known;
            }
        }
        return failure instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(failure);
    }

    private Snapshot snapshot(Connection connection) throws SQLException {
        boolean isShared = options.partitions().filter(by -> by.count() > 1).isPresent()
                && selection.database().dialect() instanceof PostgresDialect;
        return isShared ? Snapshot.exportedBy(connection) : Snapshot.none(connection);
    }

    private List<String> ranges(Connection connection) throws SQLException {
        if (options.partitions().isEmpty()) {
            return Ranges.WHOLE;
        }
        PartitionedBy by = options.partitions().get();
        ReadColumn column = ReadColumns.partitioning(selection, by);
        Optional<PartitionedBy.Bounds> bounds = by.bounds().isPresent() ? by.bounds() : bounds(connection, column);
        if (bounds.isEmpty()) {
            return Ranges.WHOLE;
        }
        Dialect dialect = selection.database().dialect();
        PartitionAxis axis = column.conversion().axis();
        try {
            BigInteger lower = axis.parse(bounds.get().lower());
            BigInteger upper = axis.parse(bounds.get().upper());
            return Ranges.of(dialect.quoted(by.column()), lower, upper, by.count(), axis, dialect);
        } catch (DateTimeException | NumberFormatException e) {
            if (by.bounds().isPresent()) {
                throw ReadColumns.noBounds(selection, by);
            }
            // A NaN, say, which PostgreSQL takes for the greatest number.
            return Ranges.WHOLE;
        }
    }

    /** Empty where no row has a value that can be counted. */
    private Optional<PartitionedBy.Bounds> bounds(Connection connection, ReadColumn column) throws SQLException {
        Dialect dialect = selection.database().dialect();
        String quoted = dialect.quoted(column.name());
        String countable = column.conversion().axis() == PartitionAxis.NUMBERS
                ? quoted + " IS NOT NULL"
                : dialect.countable(quoted);
        String sql = "SELECT " + dialect.text("MIN(" + quoted + ")") + ", " + dialect.text("MAX(" + quoted + ")")
                + " FROM " + selection.from() + " AND " + countable;
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            found.next();
            Optional<String> lower = Optional.ofNullable(found.getString(1));
            Optional<String> upper = Optional.ofNullable(found.getString(2));
            return lower.isEmpty() || upper.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new PartitionedBy.Bounds(possible(lower.get()), possible(upper.get())));
        }
    }

    /** MySQL keeps months and days of 0. */
    private static String possible(String bound) {
        return bound.replace("-00", "-01");
    }
}
