package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All that a job's warehouse shows: the tables of the lake, its own, and its views. */
final class WarehouseRows {

    private WarehouseRows() {}

    /** By schema and name: the columns with their types, then the rows as texts, in order. */
    static Map<String, List<String>> of(Path file) throws SQLException {
        Map<String, List<String>> tables = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
                Statement statement = connection.createStatement()) {
            for (List<String> table :
                    rows(statement, "SELECT table_schema, table_name FROM information_schema.tables")) {
                String name = "\"" + table.get(0) + "\".\"" + table.get(1) + "\"";
                List<String> lines = new ArrayList<>();
                rows(statement, "SELECT CAST(COLUMNS(*) AS VARCHAR) FROM " + name)
                        .forEach(row -> lines.add(row.toString()));
                lines.sort(null);
                lines.add(0, rows(statement, "DESCRIBE " + name).toString());
                tables.put(String.join(".", table), lines);
            }
        }
        assertThat(tables).isNotEmpty();
        return tables;
    }

    private static List<List<String>> rows(Statement statement, String sql) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    String value = result.getString(column);
                    row.add(String.valueOf(value));
                }
                rows.add(row);
            }
        }
        return rows;
    }
}
