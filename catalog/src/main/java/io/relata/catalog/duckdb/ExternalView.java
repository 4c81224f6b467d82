package io.relata.catalog.duckdb;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.TableDefinition;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.StructField;

/**
 * The SELECT that shows a catalog table: its columns in the catalog's order and types, then its partition keys, over
 * exactly the files that are the table now.
 */
final class ExternalView {

    private static final String FILE = "__relata_file";

    private final TableDefinition table;
    private final List<DataFile> files;
    private final Session session;

    ExternalView(TableDefinition table, List<DataFile> files, Session session) {
        this.table = table;
        this.files = files;
        this.session = session;
    }

    /** @throws RelataException when the files do not hold what the catalog says */
    String select() throws SQLException {
        requireDistinctNames();
        if (files.isEmpty()) {
            return "SELECT " + columns(Map.of()) + " WHERE false";
        }
        Map<String, String> types = typesInFiles();
        if (table.partitionKeys().isEmpty()) {
            return "SELECT " + columns(types) + " FROM " + source("") + " AS f";
        }
        requireReadableKeys();
        return "SELECT " + columns(types) + " FROM " + source(", filename = " + Sql.literal(FILE)) + " AS f JOIN "
                + partitions() + " ON f." + Sql.identifier(FILE) + " = p.file";
    }

    private void requireDistinctNames() {
        Set<String> names = new HashSet<>();
        for (StructField column : allColumns()) {
            if (!names.add(column.name().toLowerCase(Locale.ROOT))) {
                throw wrong(column, "another column has this name in another case", "Rename one of the two");
            }
        }
    }

    private List<StructField> allColumns() {
        List<StructField> columns = new ArrayList<>(List.of(table.columns().fields()));
        columns.addAll(List.of(table.partitionColumns().fields()));
        return columns;
    }

    /** The reader, told to find columns by name and to take nothing from folder names. */
    private String source(String option) {
        return "read_parquet(" + Sql.files(files.stream().map(DataFile::path).toList())
                + ", union_by_name = true, hive_partitioning = false" + option + ")";
    }

    private Map<String, String> typesInFiles() throws SQLException {
        Map<String, String> types = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        session.rows(
                "SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM " + source("") + ")",
                row -> types.put(row.getString(1), row.getString(2)));
        return types;
    }

    private String columns(Map<String, String> types) {
        List<String> columns = new ArrayList<>();
        for (StructField column : table.columns().fields()) {
            columns.add(value(column, Optional.ofNullable(types.get(column.name()))) + " AS "
                    + Sql.identifier(column.name()));
        }
        StructField[] keys = table.partitionColumns().fields();
        for (int i = 0; i < keys.length; i++) {
            String value = files.isEmpty() ? "NULL" : "p.k" + i;
            columns.add("CAST(" + value + " AS " + type(keys[i]) + ") AS " + Sql.identifier(keys[i].name()));
        }
        return String.join(", ", columns);
    }

    /** @param inFiles the column's type in the files; empty when no file has the column, which then is all null */
    private String value(StructField column, Optional<String> inFiles) {
        String type = type(column);
        if (inFiles.isEmpty()) {
            return "CAST(NULL AS " + type + ")";
        }
        String name = "f." + Sql.identifier(column.name());
        if (type.equals("TIMESTAMP") && inFiles.get().equals("TIMESTAMP WITH TIME ZONE")) {
            // A plain cast would give the time of day in the reader's time zone.
            return name + " AT TIME ZONE 'UTC'";
        }
        boolean sameType = inFiles.get().equals(type)
                || (type.equals("TIMESTAMP") && inFiles.get().startsWith("TIMESTAMP_"));
        if (!sameType && ColumnType.isScalar(column.dataType())) {
            throw wrong(
                    column,
                    "the files hold " + inFiles.get() + " and the catalog says " + type,
                    "Run the job that publishes the table again");
        }
        return "CAST(" + name + " AS " + type + ")";
    }

    private String type(StructField column) {
        return ColumnType.of(column.dataType())
                .orElseThrow(() -> wrong(
                        column,
                        "an external table has no type for " + column.dataType().sql(),
                        "Cast the column to another type"));
    }

    private String partitions() {
        StringBuilder names = new StringBuilder("p(file");
        for (int i = 0; i < table.partitionKeys().size(); i++) {
            names.append(", k").append(i);
        }
        return files.stream().map(ExternalView::partition).collect(Collectors.joining(", ", "(VALUES ", ")")) + " AS "
                + names + ")";
    }

    private static String partition(DataFile file) {
        String path = Sql.literal(file.path().toString());
        return file.partition().stream()
                .map(value -> value.map(Sql::literal).orElse("CAST(NULL AS VARCHAR)"))
                .collect(Collectors.joining(", ", "(" + path + ", ", ")"));
    }

    /** A value that its type cannot hold would otherwise fail only in the reader's query. */
    private void requireReadableKeys() throws SQLException {
        StructField[] keys = table.partitionColumns().fields();
        for (int i = 0; i < keys.length; i++) {
            String type = type(keys[i]);
            List<String> wrong = session.rows(
                    "SELECT k" + i + " FROM " + partitions() + " WHERE k" + i + " IS NOT NULL AND TRY_CAST(k" + i
                            + " AS " + type + ") IS NULL LIMIT 1",
                    row -> row.getString(1));
            if (!wrong.isEmpty()) {
                throw wrong(
                        keys[i],
                        "the partition value " + wrong.get(0) + " is not of type " + type,
                        "Rename the folder, or give the key another type");
            }
        }
    }

    private RelataException wrong(StructField column, String why, String remedy) {
        return RelataException.failed(
                new Problem("Cannot expose table " + table.name(), "column " + column.name(), why, remedy));
    }
}
