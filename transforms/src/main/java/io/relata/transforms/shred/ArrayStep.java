package io.relata.transforms.shred;

import io.relata.transforms.plan.RelationalizeOptions.EmptyArrays;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.ArrayData;

/** Turns an array's elements into child rows. */
final class ArrayStep extends ChildRowsStep {

    private final Step element;
    private ArrayData array = new UnsafeArrayData();

    ArrayStep(ChildTable child, ParentColumns parent, EmptyArrays emptyArrays, Step element) {
        super(child, parent, emptyArrays);
        this.element = element;
    }

    @Override
    int open(SpecializedGetters values, int ordinal) {
        array = values.getArray(ordinal);
        return array.numElements();
    }

    @Override
    void element(int position, int row) {
        if (array.isNullAt(position)) {
            element.absent(row);
        } else {
            element.write(array, position, row);
        }
    }
}
