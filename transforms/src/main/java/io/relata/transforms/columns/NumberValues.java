package io.relata.transforms.columns;

import java.util.Arrays;

/**
 * Values of a column whose Parquet type is BOOLEAN (0 or 1), INT32, INT64, FLOAT or DOUBLE (the bits, as
 * {@link Float#floatToRawIntBits} and {@link Double#doubleToRawLongBits} give them).
 */
public final class NumberValues extends ColumnValues {

    private long[] values = new long[16];

    NumberValues() {}

    /** Sets the value of a row, which is the latest of its table. */
    public void set(int row, long value) {
        int place = place(row);
        if (place == values.length) {
            values = Arrays.copyOf(values, 2 * place);
        }
        values[place] = value;
    }

    /** Sets the value of a row of a DOUBLE column. */
    public void setDouble(int row, double value) {
        set(row, Double.doubleToRawLongBits(value));
    }

    /** Sets the value of a row of a FLOAT column. */
    public void setFloat(int row, float value) {
        set(row, Float.floatToRawIntBits(value));
    }

    /** The values that are there, in row order; the first {@link #count()} count. */
    long[] values() {
        return values;
    }

    @Override
    void clear() {
        super.clear();
        if (values.length > KEPT) {
            values = new long[16];
        }
    }

    @Override
    long usedBytes() {
        return super.usedBytes() + (long) count() * Long.BYTES;
    }
}
