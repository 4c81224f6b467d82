package io.relata.jobs;

import static java.util.Objects.requireNonNull;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.config.RelationalizeSpec;
import io.relata.jobs.config.TableSpec;
import io.relata.jobs.config.TargetSpec;
import io.relata.jobs.merge.Validity;
import io.relata.transforms.plan.PlannedColumn;
import io.relata.transforms.plan.PlannedColumn.Role;
import io.relata.transforms.plan.PlannedTable;
import io.relata.transforms.plan.RelationalPlan;
import io.relata.transforms.plan.RelationalizeOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/**
 * Which columns say from when on a version of a document holds, by table: the one that the job orders by in the root, and
 * in the tables below it copies of that. Every table gets the columns of {@link Validity} behind its own.
 *
 * @param orders what the column is called, by table
 * @param copies the tables below roots where the copy is there for {@link Validity#FROM} alone, and goes
 */
record HistoryPlan(Map<String, String> orders, Set<String> copies) {

    /** Of a job that keeps no versions. */
    static final HistoryPlan NONE = new HistoryPlan(Map.of(), Set.of());

    HistoryPlan {
        orders = Map.copyOf(orders);
        copies = Set.copyOf(copies);
    }

    /**
     * The options by which ids are made of the key and the order, so that they name versions, and the order is copied into
     * every table below the root.
     *
     * @param plan what the options give without that
     * @throws RelataException when the root has no such column, or its values cannot order versions
     */
    static RelationalizeOptions copying(RelationalizeSpec spec, RelationalPlan plan) {
        String order = order(spec, plan).logicalName();
        List<String> key = new ArrayList<>(plan.options().key());
        key.add(order);
        Set<String> propagated = new LinkedHashSet<>(plan.options().propagate());
        propagated.add(order);
        return plan.options().withKey(key.toArray(String[]::new)).withPropagate(propagated.toArray(String[]::new));
    }

    private static PlannedColumn order(RelationalizeSpec spec, RelationalPlan plan) {
        PlannedTable root = plan.tables().get(0);
        String name = spec.merge().orderBy().get(0);
        KeyCopies.requireOrder(spec, root);
        requireFit(root.name(), root.schema().apply(name));
        return root.columns().stream()
                .filter(column -> column.name().equals(name) && column.role() == Role.VALUE)
                .findFirst()
                .orElseThrow(() -> refused(
                        root.name(),
                        name,
                        "it is not a value of the documents",
                        "Name a column that says from when on a document holds"));
    }

    /**
     * Finds the columns in a plan made with {@link #copying}, and in the tables of sources that are loaded as they are.
     *
     * @param flat the columns of those tables
     * @throws RelataException when a table has no such column, or one that is called as those of {@link Validity}
     */
    static HistoryPlan of(JobFile job, Optional<RelationalPlan> relational, Map<String, StructType> flat) {
        if (job.target().mode() != TargetSpec.Mode.HISTORY) {
            return NONE;
        }
        Map<String, String> orders = new HashMap<>();
        Set<String> copies = new LinkedHashSet<>();
        relational.ifPresent(plan -> add(job, plan, orders, copies));
        flat.forEach((table, columns) -> {
            String name = job.tables()
                    .getOrDefault(table, TableSpec.NONE)
                    .merge()
                    .orderBy()
                    .get(0);
            requireFit(table, columns.apply(name));
            requireFree(table, columns);
            orders.put(table, name);
        });
        return new HistoryPlan(orders, copies);
    }

    private static void add(JobFile job, RelationalPlan plan, Map<String, String> orders, Set<String> copies) {
        RelationalizeSpec spec = job.relationalize().orElseThrow();
        PlannedColumn order = order(spec, plan);
        boolean isAskedFor = spec.propagate().contains(order.logicalName())
                || job.target().partitionBy().contains(order.name());
        for (PlannedTable table : plan.tables()) {
            String name = KeyCopies.column(table, order.path());
            orders.put(table.name(), name);
            StructType columns = table.schema();
            if (table.parent().isPresent() && !isAskedFor) {
                copies.add(table.name());
                columns = without(columns, name);
            }
            requireFree(table.name(), columns);
        }
    }

    private static StructType without(StructType columns, String name) {
        StructType others = new StructType();
        for (StructField column : columns.fields()) {
            others = column.name().equals(name) ? others : others.add(column);
        }
        return others;
    }

    /** Of other types one cannot tell, or not exactly, which of two values is the later one. */
    private static void requireFit(String table, StructField column) {
        DataType type = column.dataType();
        boolean isWhole = type instanceof ByteType
                || type instanceof ShortType
                || type instanceof IntegerType
                || type instanceof LongType;
        boolean isMoment =
                type instanceof TimestampType || type instanceof TimestampNTZType || type instanceof DateType;
        if (!isWhole && !isMoment && !(type instanceof DecimalType) && !(type instanceof StringType)) {
            throw refused(
                    table,
                    column.name(),
                    "it is of type " + type.catalogString()
                            + ", and versions are ordered by timestamps, dates, whole numbers, decimals or text",
                    "Cast it under tables, or name another column");
        }
    }

    private static void requireFree(String table, StructType columns) {
        List<String> taken = Validity.among(columns);
        if (!taken.isEmpty()) {
            throw RelataException.usage(new Problem(
                    "Cannot merge documents into table " + table,
                    "column " + String.join(", ", taken),
                    "this name is kept for when a version of a document holds",
                    "Rename the column under tables in the job file"));
        }
    }

    private static RelataException refused(String table, String column, String why, String remedy) {
        return RelataException.usage(
                new Problem("Cannot merge documents into table " + table, "order-by " + column, why, remedy));
    }

    boolean isNone() {
        return orders.isEmpty();
    }

    /** What the column is called in a table. */
    String in(String table) {
        return requireNonNull(orders.get(table), table);
    }

    /** Whether the table has the column for {@link Validity#FROM} alone. */
    boolean isCopy(String table, String column) {
        return copies.contains(table) && in(table).equals(column);
    }

    /** The columns of a table as it is written; those of others stay. */
    StructType with(String table, StructType columns) {
        if (!orders.containsKey(table)) {
            return columns;
        }
        StructType own = copies.contains(table) ? without(columns, in(table)) : columns;
        return Validity.behind(own, columns.apply(in(table)).dataType());
    }
}
