package io.relata.transforms.plan;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * A scalar of the record.
 *
 * @param ordinals the way to it, one field position per struct
 */
record RootValue(DraftColumn column, List<Integer> ordinals, DataType type) {

    /** Finds where in the record the column's value is. */
    static RootValue of(DraftColumn column, Shape.Struct record) {
        List<Integer> ordinals = new ArrayList<>();
        if (!find(column, record, ordinals)) {
            throw new IllegalStateException(column.path() + " is no scalar of the record");
        }
        DataType type = record.type();
        for (int ordinal : ordinals) {
            type = ((StructType) type).fields()[ordinal].dataType();
        }
        return new RootValue(
                column, List.copyOf(ordinals), ScalarTypes.written(type).orElseThrow());
    }

    private static boolean find(DraftColumn column, Shape.Struct struct, List<Integer> ordinals) {
        for (Shape.Member member : struct.members()) {
            ordinals.add(member.ordinal());
            boolean found = member.value() instanceof Shape.Scalar scalar && scalar.column() == column;
            if (found || (member.value() instanceof Shape.Struct inner && find(column, inner, ordinals))) {
                return true;
            }
            ordinals.remove(ordinals.size() - 1);
        }
        return false;
    }
}
