package io.relata.transforms.shred;

import io.relata.transforms.plan.RelationalizeOptions.EmptyArrays;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;

/**
 * Turns a collection into rows of a child table. The rows are written while the parent's row is still open: they go to
 * another file. A collection holds no other of its own step, so one set of fields describes the row at hand.
 */
abstract class ChildRowsStep extends Step implements TableFile.RowBody {

    private final ChildTable child;
    private final ParentColumns parent;
    private final EmptyArrays emptyArrays;
    private long id;
    private int index;

    /**
     * The columns of the parent's row.
     *
     * @param keyNumber the key column's number in the plan
     * @param size the size column's position, negative when there is none
     */
    record ParentColumns(String keyName, int key, int keyNumber, String sizeName, int size) {}

    ChildRowsStep(ChildTable child, ParentColumns parent, EmptyArrays emptyArrays) {
        this.child = child;
        this.parent = parent;
        this.emptyArrays = emptyArrays;
    }

    /** Takes up the collection and tells how many elements it has. */
    abstract int open(SpecializedGetters values, int ordinal);

    /** Writes the element's own columns. */
    abstract void element(int position, RecordConsumer row);

    @Override
    final void write(SpecializedGetters values, int ordinal, RecordConsumer row) {
        int count = open(values, ordinal);
        if (parent.size() >= 0) {
            row.startField(parent.sizeName(), parent.size());
            row.addInteger(count);
            row.endField(parent.sizeName(), parent.size());
        }
        if (count == 0 && emptyArrays == EmptyArrays.NULL) {
            return;
        }
        id = child.ids().next(parent.keyNumber());
        row.startField(parent.keyName(), parent.key());
        row.addLong(id);
        row.endField(parent.keyName(), parent.key());
        child.called(count);
        try {
            for (index = 0; index < count; index++) {
                child.ids().enter(index);
                child.table().write(this);
                child.ids().leave();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public final void fill(RecordConsumer row) {
        child.begin(id, index, row);
        element(index, row);
    }
}
