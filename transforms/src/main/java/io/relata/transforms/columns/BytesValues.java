package io.relata.transforms.columns;

import java.util.Arrays;

/**
 * Values of a column whose Parquet type is BINARY or FIXED_LEN_BYTE_ARRAY. A value is a range of the batch's input,
 * which nobody may change before the batch is written, or a copy kept here.
 *
 * <p>Invariant: value {@code i} lies at {@code offsets[i]}, {@code lengths[i]} bytes long; a negative offset {@code o}
 * is {@code ~o} in {@code copies}, any other is one in the input.
 */
public final class BytesValues extends ColumnValues {

    private static final int KEPT_BYTES = 4 << 20;

    private int[] offsets = new int[16];
    private int[] lengths = new int[16];
    private byte[] copies = new byte[0];
    private int copied;

    BytesValues() {}

    /** Sets the value of a row, which is the latest of its table, to a range of the input. */
    public void setRange(int row, int offset, int length) {
        add(row, offset, length);
    }

    /** Sets the value of a row, which is the latest of its table, to a copy of these bytes. */
    public void setCopy(int row, byte[] source, int offset, int length) {
        int at = reserve(length);
        System.arraycopy(source, offset, copies, at, length);
        add(row, ~at, length);
    }

    /** Sets the value of a row, which is the latest of its table, to a copy of these bytes. */
    public void setCopy(int row, byte[] source) {
        setCopy(row, source, 0, source.length);
    }

    /** Makes room for a copy of this length in {@link #copies()} and gives its place there; {@link #setReserved} follows. */
    public int reserve(int length) {
        if (copied + length > copies.length) {
            copies = Arrays.copyOf(copies, Math.max(copied + length, Math.max(64, 2 * copies.length)));
        }
        return copied;
    }

    /** Where copies are kept; another array after each {@link #reserve}. */
    public byte[] copies() {
        return copies;
    }

    /** Sets the value of a row to what was written at the reserved place. */
    public void setReserved(int row, int length) {
        add(row, ~copied, length);
    }

    private void add(int row, int offset, int length) {
        int place = place(row);
        if (place == offsets.length) {
            offsets = Arrays.copyOf(offsets, 2 * place);
            lengths = Arrays.copyOf(lengths, 2 * place);
        }
        offsets[place] = offset;
        lengths[place] = length;
        if (offset < 0) {
            copied += length;
        }
    }

    byte[] source(int place, byte[] input) {
        return offsets[place] < 0 ? copies : input;
    }

    int offset(int place) {
        int offset = offsets[place];
        return offset < 0 ? ~offset : offset;
    }

    int length(int place) {
        return lengths[place];
    }

    @Override
    void takeBack(int row) {
        int before = count();
        super.takeBack(row);
        for (int place = before - 1; place >= count(); place--) {
            if (offsets[place] < 0) {
                copied = ~offsets[place];
            }
        }
    }

    @Override
    void clear() {
        super.clear();
        copied = 0;
        if (offsets.length > KEPT) {
            offsets = new int[16];
            lengths = new int[16];
        }
        if (copies.length > KEPT_BYTES) {
            copies = new byte[0];
        }
    }

    @Override
    long usedBytes() {
        return super.usedBytes() + 2L * count() * Integer.BYTES + copied;
    }
}
