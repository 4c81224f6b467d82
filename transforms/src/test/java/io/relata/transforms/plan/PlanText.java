package io.relata.transforms.plan;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.StructType;

/** Plans as short text, for assertions. */
final class PlanText {

    private PlanText() {}

    static RelationalPlan plan(String ddl, RelationalizeOptions options) {
        return RelationalPlan.of(StructType.fromDDL(ddl), options);
    }

    static RelationalPlan plan(String ddl) {
        return plan(ddl, RelationalizeOptions.root("root"));
    }

    /** {@code root(a bigint); root_a(id bigint, index int, a.val string)}. */
    static String tables(RelationalPlan plan) {
        return plan.tables().stream().map(PlanText::table).collect(Collectors.joining("; "));
    }

    /** {@code root(a); root_a(id, index, a.val)}. */
    static String names(RelationalPlan plan) {
        return plan.tables().stream()
                .map(table -> table.name()
                        + table.columns().stream().map(PlannedColumn::name).collect(Collectors.joining(", ", "(", ")")))
                .collect(Collectors.joining("; "));
    }

    private static String table(PlannedTable table) {
        List<String> columns = table.columns().stream()
                .map(column -> column.name() + " " + column.type().catalogString())
                .toList();
        return table.name() + "(" + String.join(", ", columns) + ")";
    }
}
