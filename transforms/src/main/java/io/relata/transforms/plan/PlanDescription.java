package io.relata.transforms.plan;

import io.relata.ParentLink;
import io.relata.transforms.plan.PlannedColumn.Role;
import java.util.HashMap;
import java.util.Map;

/** Tells a plan as text: the tree of its tables, the columns of each, and the notes. */
final class PlanDescription {

    private static final String INDENT = "  ";

    private final RelationalPlan plan;
    private final Map<ParentLink, String> childrenByKey = new HashMap<>();
    private final StringBuilder text = new StringBuilder();

    private PlanDescription(RelationalPlan plan) {
        this.plan = plan;
        for (PlannedTable table : plan.tables()) {
            table.parent()
                    .ifPresent(link -> childrenByKey.put(key(link.parentTable(), link.parentColumn()), table.name()));
        }
    }

    static String of(RelationalPlan plan) {
        return new PlanDescription(plan).text();
    }

    private String text() {
        Map<String, Integer> depths = new HashMap<>();
        for (PlannedTable table : plan.tables()) {
            int depth = table.parent()
                    .map(link -> depths.getOrDefault(link.parentTable(), 0) + 1)
                    .orElse(0);
            depths.put(table.name(), depth);
            add(table, INDENT.repeat(depth));
        }
        if (!plan.notes().isEmpty()) {
            text.append("notes\n");
            plan.notes().forEach(note -> text.append(INDENT).append(note).append('\n'));
        }
        return text.toString();
    }

    private void add(PlannedTable table, String indent) {
        text.append(indent).append(PlainText.of(table.name()));
        if (!table.name().equals(table.logicalName())) {
            text.append(" = ").append(PlainText.of(table.logicalName()));
        }
        text.append(", rows of ").append(table.path());
        table.parent()
                .ifPresent(link -> text.append(", ")
                        .append(PlainText.of(link.childColumn()))
                        .append(" = ")
                        .append(PlainText.of(link.parentTable()))
                        .append('.')
                        .append(PlainText.of(link.parentColumn())));
        text.append('\n');
        for (PlannedColumn column : table.columns()) {
            add(table, column, indent + INDENT);
        }
    }

    private void add(PlannedTable table, PlannedColumn column, String indent) {
        text.append(indent)
                .append(PlainText.of(column.name()))
                .append(' ')
                .append(column.type().catalogString());
        if (!column.name().equals(column.logicalName())) {
            text.append(" = ").append(PlainText.of(column.logicalName()));
        }
        boolean ofRow = column.role() == Role.ID || column.role() == Role.INDEX;
        if (!ofRow && !column.path().equals("$." + column.name())) {
            text.append(", ").append(column.path());
        }
        text.append(role(table, column)).append('\n');
    }

    private String role(PlannedTable table, PlannedColumn column) {
        return switch (column.role()) {
            case VALUE, VOID -> "";
            case KEY -> ", key of " + PlainText.of(childrenByKey.getOrDefault(key(table.name(), column.name()), "?"));
            case ID -> ", id";
            case INDEX -> ", index";
            case SIZE -> ", size";
            case PRESENCE -> ", presence";
            case PROPAGATED -> ", copied from the root";
        };
    }

    private static ParentLink key(String table, String column) {
        return new ParentLink(table, column, "id");
    }
}
