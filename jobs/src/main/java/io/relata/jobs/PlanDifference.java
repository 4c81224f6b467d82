package io.relata.jobs;

import io.relata.Catalog;
import io.relata.CatalogTable;
import io.relata.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** How planned tables differ from the published ones, a line for each difference. */
final class PlanDifference {

    private PlanDifference() {}

    static List<String> of(JobPlan plan, String database, Catalog catalog) {
        List<String> changes = new ArrayList<>();
        plan.schemas().forEach((name, planned) -> {
            Optional<CatalogTable> published = catalog.find(new TableName(database, name));
            if (published.isEmpty()) {
                changes.add("+ table " + name + " with " + planned.size() + " columns");
            } else {
                compare(name, published.get().definition().columns(), planned, changes);
            }
        });
        return changes;
    }

    private static void compare(String table, StructType published, StructType planned, List<String> changes) {
        Map<String, String> before = types(published);
        Map<String, String> after = types(planned);
        after.forEach((column, type) -> {
            String old = before.get(column);
            if (old == null) {
                changes.add("+ column " + table + "." + column + " " + type);
            } else if (!old.equals(type)) {
                changes.add("~ column " + table + "." + column + " from " + old + " to " + type);
            }
        });
        before.forEach((column, type) -> {
            if (!after.containsKey(column)) {
                changes.add("- column " + table + "." + column + " " + type);
            }
        });
    }

    private static Map<String, String> types(StructType schema) {
        Map<String, String> types = new LinkedHashMap<>();
        for (StructField field : schema.fields()) {
            types.put(field.name(), field.dataType().catalogString());
        }
        return types;
    }
}
