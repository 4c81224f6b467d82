package io.relata.transforms.columns;

import java.util.Arrays;

/**
 * The definition levels of one page: for each row whether it has a value.
 *
 * <p>Invariant: bit {@code r} of {@code bits} is set where row {@code r} has a value; the bits from {@code rows} on are
 * clear.
 */
final class Levels {

    private static final int PACKED_RUN = 63;

    private long[] bits = new long[4];
    private int rows;
    private int present;

    int rows() {
        return rows;
    }

    int nulls() {
        return rows - present;
    }

    void appendPresent(int count) {
        if (count > 0) {
            reserve(count);
            int from = rows >> 6;
            int to = (rows + count) >> 6;
            bits[from] |= -1L << rows;
            if (to > from) {
                Arrays.fill(bits, from + 1, to + 1, -1L);
            }
            bits[to] &= (1L << (rows + count)) - 1;
            rows += count;
            present += count;
        }
    }

    void appendNulls(int count) {
        reserve(count);
        rows += count;
    }

    /** Appends a level for each flag from {@code from} up to {@code to}, 1 for a value and 0 for null. */
    void append(byte[] flags, int from, int to) {
        reserve(to - from);
        for (int i = from; i < to; i++) {
            bits[rows >> 6] |= (long) flags[i] << rows;
            present += flags[i];
            rows++;
        }
    }

    private void reserve(int count) {
        int words = ((rows + count) >> 6) + 1;
        if (words > bits.length) {
            bits = Arrays.copyOf(bits, Math.max(words, 2 * bits.length));
        }
    }

    /** Writes the levels as a page of format V1 begins: length, then runs of equal bits and groups of eight. */
    void write(ByteSequence page) {
        int start = page.size();
        page.putInt(0);
        if (present == rows || present == 0) {
            page.putVarint(rows << 1);
            page.put(present == 0 ? 0 : 1);
        } else {
            writeMixed(page);
        }
        page.setInt(start, page.size() - start - Integer.BYTES);
    }

    private void writeMixed(ByteSequence page) {
        int groups = (rows + 7) >> 3;
        int group = 0;
        while (group < groups) {
            int run = equalGroups(group, rows >> 3);
            if (run > 1) {
                page.putVarint(run << 4);
                page.put(group(group) & 1);
                group += run;
            } else {
                int header = page.size();
                page.put(0);
                int packed = 0;
                while (group < groups && packed < PACKED_RUN && equalGroups(group, rows >> 3) <= 1) {
                    page.put(group(group));
                    group++;
                    packed++;
                }
                page.set(header, (packed << 1) | 1);
            }
        }
    }

    /** How many whole groups from this one on hold eight equal bits, all the same. */
    private int equalGroups(int first, int wholeGroups) {
        int value = group(first);
        if (value != 0 && value != 0xFF) {
            return 0;
        }
        int group = first;
        while (group < wholeGroups && group(group) == value) {
            group++;
        }
        return group - first;
    }

    private int group(int group) {
        return (int) (bits[group >> 3] >>> ((group & 7) << 3)) & 0xFF;
    }

    void clear() {
        Arrays.fill(bits, 0, Math.min(bits.length, (rows >> 6) + 1), 0);
        rows = 0;
        present = 0;
    }
}
