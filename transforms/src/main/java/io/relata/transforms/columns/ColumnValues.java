package io.relata.transforms.columns;

import java.util.Arrays;

/**
 * The values of one column for the rows of a batch. A row that nothing is set in is null, so only values that are there
 * cost time.
 *
 * <p>Invariant: rows are set in rising order; {@code present[r]} tells for each {@code r < rows} whether row {@code r}
 * has a value, and {@code count} how many of these do. From {@code rows} on, {@code present} is 0.
 */
public abstract class ColumnValues {

    /** Room for more values than this is given back when a batch is written: one large record must not bind it. */
    static final int KEPT = 1 << 18;

    private static final int FIRST_ROWS = 64;

    private byte[] present = new byte[FIRST_ROWS];
    private int rows;
    private int count;

    ColumnValues() {}

    /** Whether this row, the latest of its table, has a value. */
    public final boolean isSet(int row) {
        return row < rows;
    }

    /** Marks the row as set and gives the place of its value. */
    final int place(int row) {
        if (row >= present.length) {
            present = Arrays.copyOf(present, Math.max(row + 1, 2 * present.length));
        }
        present[row] = 1;
        rows = row + 1;
        return count++;
    }

    /** How many rows have a value. */
    final int count() {
        return count;
    }

    /** How many of the rows from {@code from} up to {@code to} have a value. */
    final int count(int from, int to) {
        if (count == rows) {
            return Math.max(0, Math.min(to, rows) - from);
        }
        int found = 0;
        for (int row = from; row < Math.min(to, rows); row++) {
            found += present[row];
        }
        return found;
    }

    /** Tells the definition levels of the rows from {@code from} up to {@code to}. */
    final void levels(int from, int to, Levels levels) {
        int known = Math.max(from, Math.min(to, rows));
        if (count == rows) {
            levels.appendPresent(known - from);
        } else {
            levels.append(present, from, known);
        }
        levels.appendNulls(to - known);
    }

    /** Forgets the rows from {@code row} on. */
    void takeBack(int row) {
        if (row < rows) {
            count -= count(row, rows);
            Arrays.fill(present, row, rows, (byte) 0);
            rows = row;
        }
    }

    /** Forgets all rows. */
    void clear() {
        if (present.length > KEPT) {
            present = new byte[FIRST_ROWS];
        } else {
            Arrays.fill(present, 0, rows, (byte) 0);
        }
        rows = 0;
        count = 0;
    }

    /** About how many bytes the values take here. */
    long usedBytes() {
        return rows;
    }
}
