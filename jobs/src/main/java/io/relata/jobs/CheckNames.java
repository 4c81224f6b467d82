package io.relata.jobs;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.jobs.config.CheckRule;
import io.relata.jobs.config.CheckSpec;
import io.relata.jobs.config.DidYouMean;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.publish.StagedTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The tables and columns that a job's checks may name. Names of tables are compared without regard to case. */
final class CheckNames {

    /** By a table's name its columns; empty as long as only a query knows them. */
    private final Map<String, Optional<List<String>>> tables = new LinkedHashMap<>();

    private CheckNames() {}

    /** What is known before anything is written. */
    static CheckNames planned(JobFile job, JobPlan plan) {
        CheckNames names = new CheckNames();
        plan.schemas().forEach((table, columns) -> {
            List<String> all = new ArrayList<>(Arrays.asList(columns.fieldNames()));
            all.addAll(plan.partitions().names());
            names.add(table, Optional.of(all));
        });
        job.derive().keySet().forEach(table -> names.add(table, Optional.empty()));
        return names;
    }

    static CheckNames staged(List<StagedTable> staged) {
        CheckNames names = new CheckNames();
        staged.forEach(table -> names.add(
                table.name().table(),
                Optional.of(List.of(table.definition().allColumns().fieldNames()))));
        return names;
    }

    private void add(String table, Optional<List<String>> columns) {
        tables.put(table.toLowerCase(Locale.ROOT), columns);
    }

    /** @throws RelataException when a check names what is not there */
    void require(Map<String, CheckSpec> checks) {
        checks.forEach((check, spec) -> {
            requireTable(check, spec.table());
            for (CheckRule rule : spec.rules()) {
                rule.columns().forEach(column -> requireColumn(check, spec.table(), column));
                if (rule instanceof CheckRule.Reference reference) {
                    requireTable(check, reference.to().table());
                    requireColumn(check, reference.to().table(), reference.to().column());
                }
            }
        });
    }

    private void requireTable(String check, String table) {
        if (!tables.containsKey(table.toLowerCase(Locale.ROOT))) {
            throw unknown(
                    check,
                    "table " + table,
                    "no table that a check may name is called so",
                    table,
                    List.copyOf(tables.keySet()));
        }
    }

    private void requireColumn(String check, String table, String column) {
        Optional.ofNullable(tables.get(table.toLowerCase(Locale.ROOT)))
                .flatMap(columns -> columns)
                .filter(columns -> !columns.contains(column))
                .ifPresent(columns -> {
                    throw unknown(check, table + "." + column, "the table has no such column", column, columns);
                });
    }

    private static RelataException unknown(String check, String where, String why, String name, List<String> known) {
        return RelataException.usage(new Problem(
                "Cannot make check " + check,
                where,
                why,
                DidYouMean.among(known, name)
                        .map(meant -> "Did you mean \"" + meant + "\"")
                        .orElse("Name one of " + String.join(", ", known))));
    }
}
