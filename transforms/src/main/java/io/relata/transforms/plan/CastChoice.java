package io.relata.transforms.plan;

import io.relata.transforms.plan.DraftColumn.Content;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;

/** Decides whether a column can become what a job wants it to be. */
final class CastChoice {

    private CastChoice() {}

    /** The type; empty when the column cannot have it, which is a problem. */
    static Optional<DataType> type(TableNames table, ColumnNames column, String wanted, Problems problems) {
        Optional<DataType> type = ScalarTypes.named(wanted);
        Optional<Refusal> refusal = refusal(column.column(), wanted, type);
        refusal.ifPresent(each -> problems.add(
                "Cannot cast column \"" + column.name() + "\" to " + wanted,
                "table " + table.name(),
                each.why(),
                each.remedy()));
        return refusal.isPresent() ? Optional.empty() : type;
    }

    private record Refusal(String why, String remedy) {}

    private static Optional<Refusal> refusal(DraftColumn column, String wanted, Optional<DataType> type) {
        if (column.role() == PlannedColumn.Role.KEY) {
            String path = column.path().optionPath();
            return refusal(
                    "it is the key of a child table",
                    "To have the values of " + column.path() + " as text, use json \"" + path + "\"");
        }
        if (column.content() == Content.MADE) {
            return refusal(
                    "it is made while relationalizing, as " + column.type().catalogString(), "Take the cast out");
        }
        if (column.content() == Content.COPIED) {
            return refusal("it is a copy of a column of the root table", "Cast it in the root table");
        }
        if (column.content() == Content.JSON) {
            return refusal("it is JSON text", "Take the cast out");
        }
        if (type.isEmpty()) {
            return refusal("no such type can be written", "Use one of " + ScalarTypes.CASTABLE_TO);
        }
        boolean castable = column.content() == Content.VOID || ScalarTypes.castable(column.type(), type.get());
        return castable
                ? Optional.empty()
                : refusal(
                        "its values are " + column.type().catalogString() + " and do not become " + wanted,
                        "Use one of " + ScalarTypes.castableFrom(column.type()));
    }

    private static Optional<Refusal> refusal(String why, String remedy) {
        return Optional.of(new Refusal(why, remedy));
    }
}
