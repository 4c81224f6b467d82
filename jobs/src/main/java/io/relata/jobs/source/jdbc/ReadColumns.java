package io.relata.jobs.source.jdbc;

import io.relata.Problem;
import io.relata.RejectedRecord;
import io.relata.RelataException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The columns that records of a database have, asked of it. */
final class ReadColumns {

    private static final String NO_JSON = "Correct json-columns";

    private ReadColumns() {}

    /** @param from what stands behind FROM, with a condition */
    static List<ReadColumn> of(Connection connection, String from, String what, Database database, JdbcOptions options)
            throws SQLException {
        List<ReadColumn> columns = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet none = statement.executeQuery("SELECT * FROM " + from + " AND 1 = 0")) {
            ResultSetMetaData found = none.getMetaData();
            for (int i = 1; i <= found.getColumnCount(); i++) {
                columns.add(database.dialect().column(found, i, options.zeroDates()));
            }
        }
        requireNames(columns, what, database);
        return withJson(columns, what, database, options);
    }

    private static void requireNames(List<ReadColumn> columns, String what, Database database) {
        Set<String> names = new HashSet<>();
        for (ReadColumn column : columns) {
            if (!names.add(column.name())) {
                throw refused(what, database, "two columns have the name " + column.name(), "Give each a name by AS");
            }
        }
        if (names.contains(RejectedRecord.COLUMN)) {
            throw refused(
                    what,
                    database,
                    "it has the column " + RejectedRecord.COLUMN
                            + ", which is kept for what is known of rejected records",
                    "Write a query that leaves the column out or renames it");
        }
    }

    private static List<ReadColumn> withJson(
            List<ReadColumn> columns, String what, Database database, JdbcOptions options) {
        Set<String> wanted = new HashSet<>(options.json().keySet());
        List<ReadColumn> all = new ArrayList<>();
        for (ReadColumn column : columns) {
            boolean isJson = wanted.remove(column.name());
            if (isJson && !column.conversion().equals(Conversions.TEXT)) {
                throw refused(what, database, "column " + column.name() + " is no text, so no JSON", NO_JSON);
            }
            all.add(isJson ? column.with(new JsonValue()) : column);
        }
        if (!wanted.isEmpty()) {
            throw refused(what, database, "it has no column " + named(wanted), NO_JSON);
        }
        return all;
    }

    private static String named(Set<String> names) {
        return names.stream().sorted().collect(Collectors.joining(", "));
    }

    /** Whether parts can be cut so, which the plan of a run tells too. */
    static void requirePartitioning(Selection selection, PartitionedBy by) {
        partitioning(selection, by);
    }

    /** The column that parts are cut by. */
    static ReadColumn partitioning(Selection selection, PartitionedBy by) {
        ReadColumn column = selection.columns().stream()
                .filter(candidate -> candidate.name().equals(by.column()))
                .findFirst()
                .orElseThrow(() -> refused(selection, "it has no column " + by.column(), "Correct partition.column"));
        if (column.conversion().axis() == PartitionAxis.NONE) {
            throw refused(
                    selection,
                    "column " + by.column() + " holds neither numbers nor dates nor times, so it has no equal ranges",
                    "Name another under partition, or leave partition out");
        }
        return column;
    }

    static RelataException noBounds(Selection selection, PartitionedBy by) {
        return refused(
                selection,
                "lower or upper is no value of column " + by.column(),
                "Write values such as the column has, or leave both out");
    }

    private static RelataException refused(Selection selection, String why, String remedy) {
        return refused(selection.what(), selection.database(), why, remedy);
    }

    private static RelataException refused(String what, Database database, String why, String remedy) {
        return RelataException.usage(new Problem("Cannot read " + what, database.url(), why, remedy));
    }
}
