package io.relata.transforms.columns;

/** Writes dictionary ids as Parquet's hybrid of runs and groups of eight bit-packed numbers. */
final class IdRuns {

    private static final int LEAST_RUN = 16;
    private static final int PACKED_RUN = 63;

    private IdRuns() {}

    /** The bits that ids below {@code count} take. */
    static int bitWidth(int count) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(0, count - 1));
    }

    /** An upper bound, to hold against what the values take plainly. */
    static long packedBytes(int count, int bitWidth) {
        return ((long) count * bitWidth / Byte.SIZE) + (count >> 8) + 16;
    }

    static void write(int[] ids, int count, int bitWidth, ByteSequence page) {
        int at = 0;
        while (at < count) {
            int run = run(ids, at, count);
            if (run >= LEAST_RUN) {
                page.putVarint(run << 1);
                page.putLong(ids[at], (bitWidth + 7) >> 3);
                at += run;
            } else {
                int header = page.size();
                page.put(0);
                int groups = 0;
                do {
                    pack(ids, at, Math.min(8, count - at), bitWidth, page);
                    at += 8;
                    groups++;
                } while (at < count && groups < PACKED_RUN && run(ids, at, count) < LEAST_RUN);
                page.set(header, (groups << 1) | 1);
            }
        }
    }

    private static int run(int[] ids, int from, int count) {
        int id = ids[from];
        int at = from + 1;
        while (at < count && ids[at] == id) {
            at++;
        }
        return at - from;
    }

    private static void pack(int[] ids, int from, int count, int bitWidth, ByteSequence page) {
        page.reserve(bitWidth + Long.BYTES);
        long pending = 0;
        int bits = 0;
        for (int i = 0; i < 8; i++) {
            long id = i < count ? ids[from + i] : 0;
            pending |= id << bits;
            bits += bitWidth;
            if (bits >= Integer.SIZE) {
                page.putInt((int) pending);
                pending >>>= Integer.SIZE;
                bits -= Integer.SIZE;
            }
        }
        page.putLong(pending, bits >> 3);
    }
}
