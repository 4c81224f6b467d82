package io.relata.transforms.shred;

import io.relata.transforms.plan.RelationalizeOptions.EmptyArrays;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;

/** Turns the fields of a struct whose names are data into child rows, in field order; null fields give none. */
final class NamedEntriesStep extends ChildRowsStep {

    private final int width;
    private final String keyName;
    private final int keyPosition;
    private final Binary[] names;
    private final int[] ordinals;
    private final Step[] values;
    private final int[] present;
    private SpecializedGetters struct = InternalRow.empty();

    /**
     * @param width the struct's number of fields
     * @param names the field names, by entry
     * @param ordinals the field positions, by entry
     * @param values what becomes of each field, by entry
     */
    NamedEntriesStep(
            ChildTable child,
            ParentColumns parent,
            EmptyArrays emptyArrays,
            int width,
            String keyName,
            int keyPosition,
            String[] names,
            int[] ordinals,
            Step[] values) {
        super(child, parent, emptyArrays);
        this.width = width;
        this.keyName = keyName;
        this.keyPosition = keyPosition;
        this.names = new Binary[names.length];
        for (int i = 0; i < names.length; i++) {
            this.names[i] = Binary.fromString(names[i]);
        }
        this.ordinals = ordinals;
        this.values = values;
        this.present = new int[names.length];
    }

    @Override
    int open(SpecializedGetters from, int ordinal) {
        struct = from.getStruct(ordinal, width);
        int count = 0;
        for (int i = 0; i < ordinals.length; i++) {
            if (!struct.isNullAt(ordinals[i])) {
                present[count++] = i;
            }
        }
        return count;
    }

    @Override
    void element(int position, RecordConsumer row) {
        int entry = present[position];
        row.startField(keyName, keyPosition);
        row.addBinary(names[entry]);
        row.endField(keyName, keyPosition);
        values[entry].write(struct, ordinals[entry], row);
    }
}
