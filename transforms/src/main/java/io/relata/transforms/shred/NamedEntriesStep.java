package io.relata.transforms.shred;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.relata.transforms.columns.BytesValues;
import io.relata.transforms.plan.RelationalizeOptions.EmptyArrays;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;

/** Turns the fields of a struct whose names are data into child rows, in field order; null fields give none. */
final class NamedEntriesStep extends ChildRowsStep {

    private final int width;
    private final BytesValues keyColumn;
    private final byte[][] names;
    private final int[] ordinals;
    private final Step[] values;
    private final int[] present;
    private SpecializedGetters struct = InternalRow.empty();

    /**
     * @param width the struct's number of fields
     * @param keyColumn the child's column of the field name
     * @param names the field names, by entry
     * @param ordinals the field positions, by entry
     * @param values what becomes of each field, by entry
     */
    NamedEntriesStep(
            ChildTable child,
            ParentColumns parent,
            EmptyArrays emptyArrays,
            int width,
            BytesValues keyColumn,
            String[] names,
            int[] ordinals,
            Step[] values) {
        super(child, parent, emptyArrays);
        this.width = width;
        this.keyColumn = keyColumn;
        this.names = new byte[names.length][];
        for (int i = 0; i < names.length; i++) {
            this.names[i] = names[i].getBytes(UTF_8);
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
    void element(int position, int row) {
        int entry = present[position];
        keyColumn.setCopy(row, names[entry]);
        values[entry].write(struct, ordinals[entry], row);
    }
}
