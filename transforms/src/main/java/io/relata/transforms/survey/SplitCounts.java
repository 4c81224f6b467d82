package io.relata.transforms.survey;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * How many values of one place each split holds, as far as ids hang on it. Immutable and small: a few bytes for each
 * split that has any.
 */
public final class SplitCounts {

    /** Nothing counted. */
    static final SplitCounts NONE = new SplitCounts(new byte[0]);

    /** Rows in the order of their splits: the split, which counts are not zero as bits, those counts. */
    private final byte[] rows;

    /**
     * The counts of one split.
     *
     * @param split its number
     * @param arrays arrays
     * @param emptyArrays those of them without elements
     * @param singles values that are neither null nor an array
     * @param objects those of them that are objects
     * @param blankObjects those of them without any member that is not null
     */
    public record Row(int split, long arrays, long emptyArrays, long singles, long objects, long blankObjects) {

        private Row plus(Row other) {
            return new Row(
                    split,
                    arrays + other.arrays,
                    emptyArrays + other.emptyArrays,
                    singles + other.singles,
                    objects + other.objects,
                    blankObjects + other.blankObjects);
        }

        private long[] counts() {
            return new long[] {arrays, emptyArrays, singles, objects, blankObjects};
        }
    }

    private SplitCounts(byte[] rows) {
        this.rows = rows;
    }

    static SplitCounts of(Row row) {
        return of(List.of(row));
    }

    private static SplitCounts of(List<Row> rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Row row : rows) {
            long[] counts = row.counts();
            int present = 0;
            for (int i = 0; i < counts.length; i++) {
                present |= counts[i] == 0 ? 0 : 1 << i;
            }
            if (present != 0) {
                Varints.write(bytes, row.split);
                bytes.write(present);
                for (long count : counts) {
                    if (count != 0) {
                        Varints.write(bytes, count);
                    }
                }
            }
        }
        return bytes.size() == 0 ? NONE : new SplitCounts(bytes.toByteArray());
    }

    /** From what {@link #bytes} gave. */
    static SplitCounts read(byte[] bytes) {
        return bytes.length == 0 ? NONE : new SplitCounts(bytes);
    }

    byte[] bytes() {
        return rows.clone();
    }

    int size() {
        return rows.length;
    }

    /** The counts by split, in the order of the splits' numbers; a split without any may be absent. */
    public List<Row> rows() {
        List<Row> list = new ArrayList<>();
        Varints.Reader reader = new Varints.Reader(rows);
        while (reader.hasNext()) {
            int split = (int) reader.next();
            long present = reader.next();
            long[] counts = new long[5];
            for (int i = 0; i < counts.length; i++) {
                counts[i] = (present & (1L << i)) == 0 ? 0 : reader.next();
            }
            list.add(new Row(split, counts[0], counts[1], counts[2], counts[3], counts[4]));
        }
        return list;
    }

    SplitCounts onlyArrays() {
        return of(rows().stream()
                .map(row -> new Row(row.split, row.arrays, row.emptyArrays, 0, 0, 0))
                .toList());
    }

    SplitCounts withoutArrays() {
        return of(rows().stream()
                .map(row -> new Row(row.split, 0, 0, row.singles, row.objects, row.blankObjects))
                .toList());
    }

    SplitCounts plus(SplitCounts other) {
        if (rows.length == 0 || other.rows.length == 0) {
            return rows.length == 0 ? other : this;
        }
        List<Row> all = new ArrayList<>(rows());
        all.addAll(other.rows());
        all.sort(Comparator.comparingInt(Row::split));
        List<Row> merged = new ArrayList<>(all.size());
        for (Row row : all) {
            int last = merged.size() - 1;
            if (last >= 0 && merged.get(last).split == row.split) {
                merged.set(last, merged.get(last).plus(row));
            } else {
                merged.add(row);
            }
        }
        return of(merged);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SplitCounts counts && Arrays.equals(rows, counts.rows);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(rows);
    }

    @Override
    public String toString() {
        return rows().toString();
    }
}
