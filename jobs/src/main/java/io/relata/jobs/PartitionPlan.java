package io.relata.jobs;

import io.relata.Problem;
import io.relata.RelataException;
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
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Which columns of each table become its partition columns: those of the root that the job names, and in the tables below
 * it the copies of them, whatever a copy is called there.
 *
 * @param names the partition columns, outermost first
 * @param copies by the name of a table below the root, how the copies are called there, in the same order
 */
record PartitionPlan(List<String> names, Map<String, List<String>> copies) {

    private static final String OPTION = "target.partition-by";

    PartitionPlan {
        names = List.copyOf(names);
        copies = Map.copyOf(copies);
    }

    /**
     * The options that copy the partition columns into every table below the root.
     *
     * @param plan what the options give without that
     * @throws RelataException when the root has no such column, or it cannot be a partition column
     */
    static RelationalizeOptions copying(List<String> names, RelationalPlan plan) {
        PlannedTable root = plan.tables().get(0);
        Set<String> propagated = new LinkedHashSet<>(plan.options().propagate());
        for (String name : names) {
            PlannedColumn column = root.columns().stream()
                    .filter(one -> one.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> missing(root.name(), name, root.schema()));
            if (column.role() != Role.VALUE) {
                throw refused(root.name(), name, "it is not a value of the records", "Name one that holds a value");
            }
            requireFit(root.name(), root.schema().apply(name));
            propagated.add(column.logicalName());
        }
        return plan.options().withPropagate(propagated.toArray(String[]::new));
    }

    /**
     * Finds the partition columns in the tables of a plan.
     *
     * @param plan made with the options of {@link #copying}
     * @throws RelataException when a table leaves out the copy of one, or has another column of its name
     */
    static PartitionPlan of(List<String> names, RelationalPlan plan) {
        PlannedTable root = plan.tables().get(0);
        Map<String, List<String>> copies = new HashMap<>();
        for (PlannedTable table : plan.tables().subList(1, plan.tables().size())) {
            List<String> here = new ArrayList<>();
            for (String name : names) {
                here.add(copy(table, root, name).name());
            }
            copies.put(table.name(), here);
        }
        return new PartitionPlan(names, copies);
    }

    private static PlannedColumn copy(PlannedTable table, PlannedTable root, String name) {
        String path = root.columns().stream()
                .filter(column -> column.name().equals(name))
                .map(PlannedColumn::path)
                .findFirst()
                .orElseThrow();
        PlannedColumn copy = table.columns().stream()
                .filter(column ->
                        column.role() == Role.PROPAGATED && column.path().equals(path))
                .findFirst()
                .orElseThrow(
                        () -> refused(table.name(), name, "the table leaves it out", "Take it from drop under tables"));
        Optional<PlannedColumn> twin = table.columns().stream()
                .filter(column -> !column.equals(copy) && column.name().equalsIgnoreCase(name))
                .findFirst();
        if (twin.isPresent()) {
            throw refused(
                    table.name(),
                    name,
                    "the table has another column of this name, from "
                            + twin.get().path(),
                    "Rename that one under tables");
        }
        return copy;
    }

    /**
     * Checks that a table that is not relationalized has the partition columns.
     *
     * @throws RelataException when it has not, or one cannot be a partition column
     */
    void require(String table, StructType columns) {
        for (String name : names) {
            if (!List.of(columns.fieldNames()).contains(name)) {
                throw missing(table, name, columns);
            }
            requireFit(table, columns.apply(name));
        }
    }

    /** What the partition columns are called in a table before they are that, in order. */
    List<String> in(String table) {
        return copies.getOrDefault(table, names);
    }

    /** The columns of a table that stay columns. */
    StructType without(String table, StructType columns) {
        List<String> leaving = in(table);
        StructType staying = new StructType();
        for (StructField column : columns.fields()) {
            staying = leaving.contains(column.name()) ? staying : staying.add(column);
        }
        return staying;
    }

    boolean isNone() {
        return names.isEmpty();
    }

    /** Folder names bring these back as they were; of others, two values may have one name. */
    private static void requireFit(String table, StructField column) {
        DataType type = column.dataType();
        boolean isWhole = type instanceof ByteType
                || type instanceof ShortType
                || type instanceof IntegerType
                || type instanceof LongType;
        if (!isWhole && !(type instanceof StringType) && !(type instanceof DateType)) {
            throw refused(
                    table,
                    column.name(),
                    "it is of type " + type.catalogString()
                            + ", and folders are named by text, whole numbers and dates",
                    "Cast it under tables, or name another column");
        }
    }

    private static RelataException missing(String table, String name, StructType columns) {
        return refused(
                table,
                name,
                "the table has no such column",
                "Name one of its columns: " + String.join(", ", columns.fieldNames()));
    }

    private static RelataException refused(String table, String name, String why, String remedy) {
        return RelataException.usage(
                new Problem("Cannot partition table " + table + " by " + name, OPTION, why, remedy));
    }
}
