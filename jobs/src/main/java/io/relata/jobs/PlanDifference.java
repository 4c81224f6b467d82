package io.relata.jobs;

import io.relata.Catalog;
import io.relata.CatalogTable;
import io.relata.TableName;
import io.relata.jobs.report.SchemaChange;
import io.relata.transforms.plan.PlannedColumn.Role;
import io.relata.transforms.plan.PublishedTables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** How planned tables differ from the published ones. */
final class PlanDifference {

    private static final String COMMENT = "comment";

    private final PublishedTables published;
    private final List<SchemaChange> changes = new ArrayList<>();

    private PlanDifference(PublishedTables published) {
        this.published = published;
    }

    /**
     * The differences, table by table in the plan's order.
     *
     * @param published what the last run knew of the tables that it relationalized
     */
    static List<SchemaChange> of(JobPlan plan, PublishedTables published, String database, Catalog catalog) {
        PlanDifference difference = new PlanDifference(published);
        plan.schemas().forEach((name, planned) -> {
            Optional<CatalogTable> found = catalog.find(new TableName(database, name));
            if (found.isEmpty()) {
                difference.changes.add(SchemaChange.tableAdded(name, planned.size()));
            } else {
                difference.compare(name, found.get().definition().columns(), planned);
            }
        });
        published.tables().stream()
                .map(PublishedTables.Table::name)
                .filter(name -> !plan.schemas().containsKey(name))
                .filter(name -> catalog.find(new TableName(database, name)).isPresent())
                .forEach(name -> difference.changes.add(SchemaChange.tableDropped(name)));
        return difference.changes;
    }

    private void compare(String table, StructType before, StructType after) {
        Map<String, StructField> old = byName(before);
        Map<String, StructField> planned = byName(after);
        Map<StructField, StructField> renamed = renamed(before, old, after, planned);
        for (StructField column : after.fields()) {
            StructField was = old.get(column.name());
            if (was != null) {
                compare(table, was, column);
            } else if (!renamed.containsValue(column)) {
                add(SchemaChange.Kind.COLUMN_ADDED, table, column.name(), "", type(column));
            }
        }
        for (StructField column : before.fields()) {
            if (renamed.containsKey(column)) {
                StructField now = renamed.get(column);
                add(SchemaChange.Kind.COLUMN_RENAMED, table, column.name(), column.name(), now.name());
                compare(table, column, now);
            } else if (!planned.containsKey(column.name())) {
                add(SchemaChange.Kind.COLUMN_DROPPED, table, column.name(), type(column), "");
            }
        }
    }

    /** Columns of before whose values another column takes now: the only one of the same path. */
    private static Map<StructField, StructField> renamed(
            StructType before, Map<String, StructField> old, StructType after, Map<String, StructField> planned) {
        Map<StructField, StructField> renamed = new LinkedHashMap<>();
        for (StructField column : before.fields()) {
            List<StructField> same = withoutName(after, old, column);
            boolean isOnly = withoutName(before, planned, column).size() == 1 && same.size() == 1;
            if (!planned.containsKey(column.name()) && isOnly) {
                renamed.put(column, same.get(0));
            }
        }
        return renamed;
    }

    /** The columns of the same path whose names the other side does not have. */
    private static List<StructField> withoutName(StructType columns, Map<String, StructField> other, StructField like) {
        List<StructField> found = new ArrayList<>();
        for (StructField column : columns.fields()) {
            boolean isSamePath = !path(like).isEmpty() && path(column).equals(path(like));
            if (isSamePath && !other.containsKey(column.name())) {
                found.add(column);
            }
        }
        return found;
    }

    /** Where the column's values come from; empty where nothing says so. */
    private static String path(StructField column) {
        return column.metadata().contains(COMMENT) ? column.metadata().getString(COMMENT) : "";
    }

    private void compare(String table, StructField before, StructField after) {
        if (before.dataType().equals(after.dataType())) {
            return;
        }
        boolean widens = wasNothing(table, before.name()) || TypeChange.widens(before.dataType(), after.dataType());
        SchemaChange.Kind kind = widens ? SchemaChange.Kind.TYPE_WIDENED : SchemaChange.Kind.TYPE_CHANGED;
        add(kind, table, before.name(), type(before), type(after));
    }

    /** Whether the column never held anything but null: its type says nothing then. */
    private boolean wasNothing(String table, String column) {
        return published.tables().stream()
                .filter(one -> one.name().equals(table))
                .flatMap(one -> one.columns().stream())
                .anyMatch(one -> one.name().equals(column) && one.role() == Role.VOID);
    }

    private void add(SchemaChange.Kind kind, String table, String column, String before, String after) {
        changes.add(new SchemaChange(kind, table, column, before, after));
    }

    private static String type(StructField column) {
        return column.dataType().catalogString();
    }

    private static Map<String, StructField> byName(StructType schema) {
        Map<String, StructField> columns = new LinkedHashMap<>();
        for (StructField field : schema.fields()) {
            columns.put(field.name(), field);
        }
        return columns;
    }
}
