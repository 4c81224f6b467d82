package io.relata.jobs.source.jdbc;

import io.relata.RejectedRecord;
import io.relata.jobs.source.JsonColumns;
import io.relata.jobs.source.ReadingSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** Records of a database whose columns are known. Used by one thread. */
public final class JdbcReading {

    private final Selection selection;
    private final JdbcOptions options;
    private final SparkSession session;
    private final Map<String, DataType> json = new LinkedHashMap<>();
    private Optional<Dataset<Row>> copy = Optional.empty();

    private JdbcReading(Selection selection, JdbcOptions options, SparkSession session) {
        this.selection = selection;
        this.options = options;
        this.session = session;
    }

    static JdbcReading open(Database database, JdbcRecords records, JdbcOptions options, SparkSession spark) {
        Dialect dialect = database.dialect();
        String condition = options.where()
                .map(where -> WindowedSql.of(where, options.window(), dialect, "where of " + records.shown()))
                .orElse("1 = 1");
        // The line's end ends a comment.
        String from = records.from(dialect, options.window()) + " WHERE (" + condition + "\n)";
        try (Connection connection = database.open(records.shown())) {
            List<ReadColumn> columns = ReadColumns.of(connection, from, records.shown(), database, options);
            Selection selection = new Selection(database, records.shown(), from, columns, "", options.fetchSize());
            options.partitions().ifPresent(by -> ReadColumns.requirePartitioning(selection, by));
            JdbcReading reading = new JdbcReading(selection, options, ReadingSession.beside(spark));
            reading.findJsonTypes();
            return reading;
        } catch (SQLException e) {
            throw ReadFailure.of(e, database, records.shown());
        }
    }

    private void findJsonTypes() {
        List<ReadColumn> columns = selection.columns();
        for (int i = 0; i < columns.size(); i++) {
            String name = columns.get(i).name();
            if (options.json().containsKey(name)) {
                Optional<DataType> given =
                        options.json().getOrDefault(name, JsonType.INFERRED).given();
                json.put(name, given.isPresent() ? given.get() : JsonColumns.typeOf(copy(), i, selection.what()));
            }
        }
    }

    /** The columns of the records. */
    public StructType schema() {
        return RejectedRecord.without(
                parsed(session.createDataFrame(List.of(), carried())).schema());
    }

    /** What a reader of the plan should know, one sentence each. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        selection.columns().stream()
                .filter(column -> column.fidelity() == ReadColumn.Fidelity.AS_TEXT)
                .forEach(column -> notes.add("Column " + column.name()
                        + " is read as text: no type of Spark's holds what" + " its type in the database does."));
        if (severalMoments()) {
            notes.add("Its parts are read at several moments, as "
                    + selection.database().url().split(":", -1)[1]
                    + " shares no snapshot: a row written meanwhile may be there or not, and one whose "
                    + options.partitions().orElseThrow().column() + " changes may be missing or there twice.");
        }
        return notes;
    }

    private boolean severalMoments() {
        return options.partitions().filter(by -> by.count() > 1).isPresent() && !sharesSnapshots();
    }

    private boolean sharesSnapshots() {
        return selection.database().dialect() instanceof PostgresDialect;
    }

    /** The records as they were when they were first asked for. */
    public Dataset<Row> rows() {
        return parsed(copy());
    }

    private Dataset<Row> parsed(Dataset<Row> carried) {
        List<Column> columns = new ArrayList<>();
        Dataset<Row> positional = carried.toDF(numbered());
        for (int i = 0; i < selection.columns().size(); i++) {
            ReadColumn column = selection.columns().get(i);
            columns.add(column.conversion().made(functions.col("_" + i)).as(column.name()));
        }
        columns.add(functions.col("_" + selection.columns().size()).as(RejectedRecord.COLUMN));
        Dataset<Row> made = positional.select(columns.toArray(Column[]::new));
        return json.isEmpty() ? made : JsonColumns.parsed(made, json, selection.what());
    }

    private String[] numbered() {
        String[] names = new String[selection.columns().size() + 1];
        for (int i = 0; i < names.length; i++) {
            names[i] = "_" + i;
        }
        return names;
    }

    private StructType carried() {
        StructType carried = new StructType();
        for (ReadColumn column : selection.columns()) {
            carried = carried.add(column.name(), column.conversion().carried());
        }
        return carried.add(RejectedRecord.COLUMN, RejectedRecord.SCHEMA);
    }

    private Dataset<Row> copy() {
        if (copy.isEmpty()) {
            copy = Optional.of(new RowsCopy(selection, options, session).taken(carried()));
        }
        return copy.get();
    }
}
