package io.relata.transforms.shred;

import io.relata.transforms.plan.RelationalizeOptions.EmptyArrays;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.MapData;

/** Turns a map's entries into child rows, in stored order. */
final class EntriesStep extends ChildRowsStep {

    private final Step key;
    private final Step value;
    private ArrayData keys = new UnsafeArrayData();
    private ArrayData values = new UnsafeArrayData();

    EntriesStep(ChildTable child, ParentColumns parent, EmptyArrays emptyArrays, Step key, Step value) {
        super(child, parent, emptyArrays);
        this.key = key;
        this.value = value;
    }

    @Override
    int open(SpecializedGetters from, int ordinal) {
        MapData map = from.getMap(ordinal);
        keys = map.keyArray();
        values = map.valueArray();
        return map.numElements();
    }

    @Override
    void element(int position, int row) {
        key.write(keys, position, row);
        if (values.isNullAt(position)) {
            value.absent(row);
        } else {
            value.write(values, position, row);
        }
    }
}
