package io.relata.transforms.shred;

import io.relata.transforms.columns.NumberValues;
import io.relata.transforms.plan.RelationalizeOptions.EmptyArrays;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;

/**
 * Turns a collection into rows of a child table. A collection holds no other of its own step, so a step may keep the
 * one at hand in a field.
 */
abstract class ChildRowsStep extends Step {

    private final ChildTable child;
    private final ParentColumns parent;
    private final EmptyArrays emptyArrays;

    /**
     * The columns of the parent's row.
     *
     * @param keyNumber the key column's number in the plan
     * @param size the column of the number of elements, if there is one
     */
    record ParentColumns(NumberValues key, int keyNumber, Optional<NumberValues> size) {}

    ChildRowsStep(ChildTable child, ParentColumns parent, EmptyArrays emptyArrays) {
        this.child = child;
        this.parent = parent;
        this.emptyArrays = emptyArrays;
    }

    /** Takes up the collection and tells how many elements it has. */
    abstract int open(SpecializedGetters values, int ordinal);

    /** Sets the element's own columns in the child's row. */
    abstract void element(int position, int row);

    @Override
    final void write(SpecializedGetters values, int ordinal, int row) {
        int count = open(values, ordinal);
        if (parent.size().isPresent()) {
            parent.size().get().set(row, count);
        }
        if (count == 0 && emptyArrays == EmptyArrays.NULL) {
            return;
        }
        ArrayIds ids = child.ids();
        long id = ids.next(parent.keyNumber());
        parent.key().set(row, id);
        child.called(count);
        for (int index = 0; index < count; index++) {
            ids.enter(index);
            element(index, child.beginRow(id, index));
            ids.leave();
        }
    }
}
