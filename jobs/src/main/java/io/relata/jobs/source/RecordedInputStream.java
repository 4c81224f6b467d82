package io.relata.jobs.source;

import io.relata.transforms.json.JsonLimits;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Keeps what has been read since a marked place, so that a record can be copied byte for byte once a parser has found
 * its end. Holds little more than {@code limit} bytes: when more were read since the mark, only its first bytes
 * ({@link JsonLimits#RAW_BYTES}) and the last block read remain.
 */
final class RecordedInputStream extends FilterInputStream {

    private static final int SLACK = 64 << 10;

    private final int limit;
    private byte[] kept = new byte[SLACK];
    private int first;
    private int end;
    private long total;
    private byte[] head = new byte[0];
    private boolean overflowed;

    RecordedInputStream(InputStream in, int limit) {
        super(in);
        this.limit = limit;
    }

    /** How many bytes have been read. */
    long total() {
        return total;
    }

    /** Lets go of what was read before this offset, which must not lie before an earlier mark. */
    void mark(long offset) {
        long kept = Math.min(total - offset, end - first);
        if (overflowed && total - offset > kept) {
            return;
        }
        first = end - (int) kept;
        overflowed = false;
        head = new byte[0];
    }

    /** What lies between two offsets at or behind the mark; where it went beyond the limit, only its first bytes. */
    byte[] bytes(long from, long to) {
        if (overflowed) {
            return head;
        }
        int start = end - (int) (total - from);
        return Arrays.copyOfRange(kept, start, start + (int) (to - from));
    }

    /** The first bytes from this offset, at or behind the mark, to where the stream has been read. */
    byte[] head(long from) {
        return bytes(from, from + Math.min(total - from, JsonLimits.RAW_BYTES));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = in.read(target, offset, Math.min(length, SLACK));
        if (count > 0) {
            keep(target, offset, count);
        }
        return count;
    }

    private void keep(byte[] source, int offset, int count) {
        if (end - first + count > limit + SLACK) {
            if (!overflowed) {
                head = Arrays.copyOfRange(kept, first, Math.min(end, first + JsonLimits.RAW_BYTES));
                overflowed = true;
            }
            first = 0;
            end = 0;
        }
        if (end + count > kept.length) {
            int size = end - first;
            byte[] room = size + count <= kept.length / 2 ? kept : new byte[Math.max(kept.length, 2 * (size + count))];
            System.arraycopy(kept, first, room, 0, size);
            kept = room;
            first = 0;
            end = size;
        }
        System.arraycopy(source, offset, kept, end, count);
        end += count;
        total += count;
    }
}
