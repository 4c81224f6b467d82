package io.relata.catalog.glue;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.TableDefinition;
import io.relata.TableName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import software.amazon.awssdk.services.glue.model.ColumnStatistics;
import software.amazon.awssdk.services.glue.model.ColumnStatisticsError;

/**
 * Writes what is known of the values of a table's columns, and removes what is there of columns that nothing new is known
 * of, since it is of older rows. A table is right without, so what cannot be done is told.
 */
final class StatisticsPut {

    private static final int MOST_WRITTEN = 25;
    private static final int MOST_READ = 100;

    private final GlueCalls calls;
    private final TableDefinition table;
    private final TableName name;
    private final Set<String> renewed = new HashSet<>();
    private final List<String> undone = new ArrayList<>();

    StatisticsPut(GlueCalls calls, TableDefinition table) {
        this.calls = calls;
        this.table = table;
        this.name = table.name();
    }

    /** What was not done, each a sentence. */
    List<String> run(List<io.relata.ColumnStatistics> known, Instant analyzed) {
        Map<String, DataType> types = new HashMap<>();
        for (StructField column : table.columns().fields()) {
            types.put(column.name(), column.dataType());
        }
        List<ColumnStatistics> inputs = new ArrayList<>();
        for (io.relata.ColumnStatistics column : known) {
            Optional.ofNullable(types.get(column.column()))
                    .ifPresent(type -> inputs.add(StatisticsInputs.of(column, type, analyzed)));
        }
        List<String> refusals = new ArrayList<>();
        for (List<ColumnStatistics> some : Chunks.of(inputs, MOST_WRITTEN)) {
            telling(() -> write(some, refusals));
        }
        if (!refusals.isEmpty()) {
            undone.add(new Problem(
                            what(),
                            calls.place(),
                            String.join("; ", refusals),
                            "Queries are planned without these columns' until a run can write them")
                    .toString());
        }
        List<String> old = types.keySet().stream()
                .map(column -> column.toLowerCase(Locale.ROOT))
                .filter(column -> !renewed.contains(column))
                .sorted()
                .toList();
        for (List<String> some : Chunks.of(old, MOST_READ)) {
            telling(() -> remove(some));
        }
        return List.copyOf(undone);
    }

    private void telling(Runnable work) {
        try {
            work.run();
        } catch (RelataException e) {
            undone.add(String.valueOf(e.getMessage()));
        }
    }

    private String what() {
        return "Cannot write the column statistics of table " + name;
    }

    /** A batch is answered as a success whatever became of its items. */
    private void write(List<ColumnStatistics> batch, List<String> refusals) {
        List<ColumnStatistics> left = batch;
        Backoff.Attempts attempts = calls.attempts();
        while (!left.isEmpty()) {
            List<ColumnStatistics> sent = left;
            List<ColumnStatisticsError> errors = calls.repeat(
                            what(),
                            client -> client.updateColumnStatisticsForTable(
                                    request -> request.catalogId(calls.catalogId())
                                            .databaseName(name.database())
                                            .tableName(name.table())
                                            .columnStatisticsList(sent)))
                    .errors();
            Map<String, ItemError> refused = new HashMap<>();
            errors.forEach(error -> refused.put(error.columnStatistics().columnName(), ItemError.of(error.error())));
            sent.stream()
                    .map(ColumnStatistics::columnName)
                    .filter(column -> !refused.containsKey(column))
                    .forEach(renewed::add);
            boolean mayPass = refused.values().stream().allMatch(ItemError::isPassing);
            if (refused.isEmpty() || !(mayPass && attempts.pause())) {
                refused.forEach((column, error) -> refusals.add("column " + column + ": " + error));
                return;
            }
            left = sent.stream()
                    .filter(column -> refused.containsKey(column.columnName()))
                    .toList();
        }
    }

    private void remove(List<String> columns) {
        Set<String> there = calls
                .repeat(
                        "Cannot read the column statistics of table " + name,
                        client -> client.getColumnStatisticsForTable(request -> request.catalogId(calls.catalogId())
                                .databaseName(name.database())
                                .tableName(name.table())
                                .columnNames(columns)))
                .columnStatisticsList()
                .stream()
                .map(ColumnStatistics::columnName)
                .collect(Collectors.toSet());
        for (String column : columns) {
            if (there.contains(column)) {
                calls.repeatIfExists(
                        "Cannot remove the old statistics of column " + column + " of table " + name,
                        client -> client.deleteColumnStatisticsForTable(request -> request.catalogId(calls.catalogId())
                                .databaseName(name.database())
                                .tableName(name.table())
                                .columnName(column)));
            }
        }
    }
}
