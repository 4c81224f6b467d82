package io.relata.transforms.survey;

import io.relata.transforms.json.JsonValue;
import io.relata.transforms.plan.PlannedColumn;
import io.relata.transforms.plan.RelationalPlan;
import io.relata.transforms.plan.RelationalizeOptions.EmptyArrays;
import io.relata.transforms.plan.Walk;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Walks records beside a plan and gives out ids one by one, as shredding does. */
final class IdOracle {

    private final RelationalPlan plan;
    private final long[] given;

    IdOracle(RelationalPlan plan) {
        this.plan = plan;
        this.given = new long
                [(int) plan.tables().stream()
                        .flatMap(table -> table.columns().stream())
                        .filter(column -> column.role() == PlannedColumn.Role.KEY)
                        .count()];
    }

    long[] given() {
        return given.clone();
    }

    void take(JsonValue.ObjectValue record) {
        visit(plan.walk(), record, 0);
    }

    private void give(int table, int column) {
        int number = 0;
        for (int i = 0; i <= table; i++) {
            List<PlannedColumn> columns = plan.tables().get(i).columns();
            for (int j = 0; j < (i == table ? column : columns.size()); j++) {
                number += columns.get(j).role() == PlannedColumn.Role.KEY ? 1 : 0;
            }
        }
        given[number]++;
    }

    private void visit(Walk walk, JsonValue value, int table) {
        if (value instanceof JsonValue.NullValue) {
            return;
        }
        if (walk instanceof Walk.Struct struct && Variants.are(struct.from())) {
            for (Walk.Member member : struct.members()) {
                StructField field = struct.from().fields()[member.ordinal()];
                boolean fits = field.dataType() instanceof StructType
                        ? value instanceof JsonValue.ObjectValue
                        : field.dataType() instanceof ArrayType && value instanceof JsonValue.ArrayValue;
                if (fits) {
                    visit(member.value(), value, table);
                }
            }
        } else if (walk instanceof Walk.Struct struct && value instanceof JsonValue.ObjectValue object) {
            for (Walk.Member member : struct.members()) {
                String name = struct.from().fields()[member.ordinal()].name();
                visit(member.value(), memberOf(object, name), table);
            }
        } else if (walk instanceof Walk.Array array) {
            List<JsonValue> elements = value instanceof JsonValue.ArrayValue list ? list.elements() : List.of(value);
            if (!elements.isEmpty() || array.emptyArrays() == EmptyArrays.KEY) {
                give(table, array.key());
            }
            elements.forEach(element -> visit(array.element(), element, array.table()));
        } else if (walk instanceof Walk.NamedEntries entries && value instanceof JsonValue.ObjectValue object) {
            boolean isBlank =
                    entries.names().stream().allMatch(name -> memberOf(object, name) instanceof JsonValue.NullValue);
            if (!isBlank || entries.emptyArrays() == EmptyArrays.KEY) {
                give(table, entries.key());
            }
            for (Walk.Member member : entries.fields()) {
                String name = entries.from().fields()[member.ordinal()].name();
                visit(member.value(), memberOf(object, name), entries.table());
            }
        }
    }

    private static JsonValue memberOf(JsonValue.ObjectValue object, String key) {
        return object.members().stream()
                .filter(member -> Objects.equals(member.key(), key))
                .map(JsonValue.Member::value)
                .findFirst()
                .orElseGet(JsonValue.NullValue::new);
    }
}
