package io.relata.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes the flat tables with DuckDB's SQL: a temporary table of the records, then a {@code COPY} for each table. The
 * {@code rowid} of a temporary table is the key of the arrays in its rows, so a child table with arrays gets one as
 * well, and one without is copied straight from its parent's.
 */
final class DuckDbTables {

    private final DuckDb database;
    private final Trial trial;

    private DuckDbTables(DuckDb database, Trial trial) {
        this.database = database;
        this.trial = trial;
    }

    /** @param options of {@code read_json}, beside the files and their format */
    static void write(Trial trial, String options) {
        GeneratedData data = trial.data();
        String files =
                data.files().map(file -> DuckDb.text(file.toString())).collect(Collectors.joining(", ", "[", "]"));
        String records = "SELECT * FROM read_json(" + files + ", format = 'newline_delimited', " + options + ")";
        FlatTable root = FlatTable.of(data.shape().root(), data.shape().schema());
        try (DuckDb database = DuckDb.open(data.folder().resolveSibling("duckdb"), trial.cores())) {
            new DuckDbTables(database, trial).writeWithChildren(root, records);
        }
    }

    private void writeWithChildren(FlatTable table, String rows) {
        String temporary = DuckDb.name(table.name());
        database.execute("CREATE TEMP TABLE " + temporary + " AS " + rows);
        copy(table, temporary);
        for (FlatColumn array : table.arrays()) {
            FlatTable child = array.child().orElseThrow();
            String elements = elements(temporary, array);
            if (child.arrays().isEmpty()) {
                copy(child, "(" + elements + ")");
            } else {
                writeWithChildren(child, elements);
            }
        }
        database.execute("DROP TABLE " + temporary);
    }

    // Two lists unnested side by side need no join, as WITH ORDINALITY does: that takes ten times as long.
    private static String elements(String parent, FlatColumn array) {
        String list = nested(array);
        return "SELECT rowid AS id, CAST(unnest(range(len(" + list + "))) AS INTEGER) AS index, unnest(" + list
                + ") AS " + FlatColumn.ELEMENT + " FROM " + parent + " AS t";
    }

    private void copy(FlatTable table, String rows) {
        List<String> columns = new ArrayList<>();
        if (table.isChild()) {
            columns.add("id");
            columns.add("index");
        }
        for (FlatColumn column : table.columns()) {
            columns.add(value(column) + " AS " + DuckDb.name(column.name()));
        }
        database.execute("COPY (SELECT " + String.join(", ", columns) + " FROM " + rows + " AS t) TO "
                + DuckDb.text(file(table).toString()) + " (FORMAT parquet, COMPRESSION snappy)");
    }

    // DuckDB detects whole numbers as HUGEINT where some are negative; where the type is right, a cast costs nothing.
    private static String value(FlatColumn column) {
        return column.child().isPresent()
                ? "CASE WHEN " + nested(column) + " IS NOT NULL THEN rowid END"
                : "CAST(" + nested(column) + " AS " + DuckDbType.of(column.type()) + ")";
    }

    private static String nested(FlatColumn column) {
        return column.steps().stream().map(DuckDb::name).collect(Collectors.joining(".", "t.", ""));
    }

    private Path file(FlatTable table) {
        try {
            return Files.createDirectories(Path.of(trial.location(table.name())))
                    .resolve("part.parquet");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
