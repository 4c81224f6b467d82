package io.relata.jobs;

import static java.util.Objects.requireNonNull;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.config.MergeRule;
import io.relata.jobs.config.RelationalizeSpec;
import io.relata.jobs.config.TableSpec;
import io.relata.transforms.plan.PlannedColumn;
import io.relata.transforms.plan.PlannedColumn.Role;
import io.relata.transforms.plan.PlannedTable;
import io.relata.transforms.plan.RelationalPlan;
import io.relata.transforms.plan.RelationalizeOptions;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.types.StructType;

/**
 * By table, what the columns are called that say which document a row is of: the key's in the root, and in the tables below
 * it copies of them. They are how the rows of a document are found again.
 */
record KeyCopies(Map<String, List<String>> byTable) {

    /** Of a job that merges nothing. */
    static final KeyCopies NONE = new KeyCopies(Map.of());

    KeyCopies {
        byTable = Map.copyOf(byTable);
    }

    /** The options that copy the key into every table below the root. */
    static RelationalizeOptions copying(RelationalizeOptions options) {
        Set<String> propagated = new LinkedHashSet<>(options.key());
        propagated.addAll(options.propagate());
        return options.withPropagate(propagated.toArray(String[]::new));
    }

    /**
     * Finds the columns in a plan made with {@link #copying}, and in the tables of sources that are loaded as they are.
     *
     * @param flat the columns of those tables
     * @throws RelataException when a table has no such column
     */
    static KeyCopies of(JobFile job, List<RelationalPlan> relational, Map<String, StructType> flat) {
        Map<String, List<String>> byTable = new HashMap<>();
        for (RelationalPlan plan : relational) {
            RelationalizeSpec spec = job.relationalize().orElseThrow();
            PlannedTable root = plan.tables().get(0);
            List<PlannedColumn> key = key(spec, root);
            for (PlannedTable table : plan.tables()) {
                byTable.put(
                        table.name(),
                        key.stream().map(column -> column(table, column.path())).toList());
            }
            requireOrder(spec, root);
        }
        flat.forEach((table, columns) -> {
            TableSpec said = job.tables().getOrDefault(table, TableSpec.NONE);
            List<String> key = said.key();
            key.forEach(name -> requireColumn(table, "key", name, columns));
            requireOrder(table, columns, key, said.merge());
            byTable.put(table, key);
        });
        return new KeyCopies(byTable);
    }

    private static List<PlannedColumn> key(RelationalizeSpec spec, PlannedTable root) {
        return spec.key().stream()
                .map(key -> root.columns().stream()
                        .filter(column -> column.role() == Role.VALUE
                                && column.logicalName().equals(key))
                        .findFirst()
                        .orElseThrow(() -> leftOut(root.name(), key)))
                .toList();
    }

    /**
     * What a column of the root is called in a table, where it is copied into those below.
     *
     * @param path where its values come from
     * @throws RelataException when the table leaves it out
     */
    static String column(PlannedTable table, String path) {
        Role role = table.parent().isEmpty() ? Role.VALUE : Role.PROPAGATED;
        return table.columns().stream()
                .filter(column -> column.role() == role && column.path().equals(path))
                .map(PlannedColumn::name)
                .findFirst()
                .orElseThrow(() -> leftOut(table.name(), path));
    }

    private static RelataException leftOut(String table, String key) {
        return refused(
                table,
                key,
                "the table leaves out what names a document",
                "Take it from drop, or name it in select, under tables in the job file");
    }

    /** @throws RelataException when the documents of a root cannot be ordered as the job says */
    static void requireOrder(RelationalizeSpec spec, PlannedTable root) {
        List<String> key = key(spec, root).stream().map(PlannedColumn::name).toList();
        requireOrder(root.name(), root.schema(), key, spec.merge());
    }

    private static void requireOrder(String table, StructType columns, List<String> key, MergeRule rule) {
        for (String name : rule.orderBy()) {
            requireColumn(table, "order-by", name, columns);
            if (key.contains(name)) {
                throw refused(
                        table,
                        "order-by",
                        "column " + name + " is part of the key, so documents with one key have the same value there",
                        "Name a column that tells the states of one document apart");
            }
        }
    }

    private static void requireColumn(String table, String option, String name, StructType columns) {
        List<String> known = List.of(columns.fieldNames());
        if (!known.contains(name)) {
            throw refused(
                    table,
                    option,
                    "the table has no column " + name,
                    "Name columns that it has: " + String.join(", ", known));
        }
    }

    private static RelataException refused(String table, String where, String why, String remedy) {
        return RelataException.usage(new Problem("Cannot merge documents into table " + table, where, why, remedy));
    }

    /** The columns of a table. */
    List<String> in(String table) {
        return requireNonNull(byTable.get(table), table);
    }
}
