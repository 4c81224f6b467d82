package io.relata.transforms.columns;

import java.util.Arrays;

/**
 * Numbers byte strings by first appearance.
 *
 * <p>Invariant: {@code slots} is a hash table, of a size that is a power of two and at most half full, whose entries
 * hold a hash in the upper and an id plus one in the lower half; the string of an id lies in {@code bytes} from
 * {@code ends[id - 1]} (0 for the first) to {@code ends[id]}.
 */
final class BytesDictionary {

    /** Stands for an id where the table would be searched for too long, which only chosen values bring about. */
    static final int CROWDED = -1;

    private static final int LONGEST_SEARCH = 64;
    private static final int BLOCK = 64;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final int[] hashes = new int[BLOCK];
    private final long[] entries = new long[BLOCK];
    private long[] slots = new long[32];
    private int[] ends = new int[16];
    private final ByteSequence bytes = new ByteSequence();
    private int size;

    int size() {
        return size;
    }

    /** The bytes of all strings together. */
    int totalLength() {
        return bytes.size();
    }

    byte[] array() {
        return bytes.array();
    }

    int start(int id) {
        return id == 0 ? 0 : ends[id - 1];
    }

    int end(int id) {
        return ends[id];
    }

    /**
     * Writes the ids of the values from {@code from} up to {@code to} into {@code ids} from {@code at} on and returns
     * how far it came: short of {@code to} where the table is {@link #CROWDED}.
     */
    int ids(BytesValues values, int from, int to, byte[] input, int[] ids, int at) {
        for (int first = from; first < to; first += BLOCK) {
            int length = Math.min(BLOCK, to - first);
            int found = block(values, first, length, input, ids, at);
            if (found < length) {
                return first + found;
            }
            at += length;
        }
        return to;
    }

    // The table is larger than the processor's caches. Where each loop asks memory for one thing only and no answer
    // decides the next question, many answers are under way at once.
    private int block(BytesValues values, int first, int length, byte[] input, int[] ids, int at) {
        for (int i = 0; i < length; i++) {
            hashes[i] = hash(values.source(first + i, input), values.offset(first + i), values.length(first + i));
        }
        int mask = slots.length - 1;
        for (int i = 0; i < length; i++) {
            entries[i] = slots[hashes[i] & mask];
        }
        for (int i = 0; i < length; i++) {
            byte[] source = values.source(first + i, input);
            int offset = values.offset(first + i);
            int bytes = values.length(first + i);
            long entry = entries[i];
            int id = (int) entry - 1;
            if (id < 0 || (int) (entry >>> Integer.SIZE) != hashes[i] || !equal(id, source, offset, bytes)) {
                id = search(source, offset, bytes, hashes[i]);
                if (id == CROWDED) {
                    return i;
                }
            }
            ids[at + i] = id;
        }
        return length;
    }

    private int search(byte[] source, int offset, int length, int hash) {
        int mask = slots.length - 1;
        int slot = hash & mask;
        for (int searched = 0; searched < LONGEST_SEARCH; searched++) {
            long entry = slots[slot];
            int id = (int) entry - 1;
            if (id < 0) {
                return add(source, offset, length, hash, slot);
            }
            if ((int) (entry >>> Integer.SIZE) == hash && equal(id, source, offset, length)) {
                return id;
            }
            slot = (slot + 1) & mask;
        }
        return CROWDED;
    }

    private boolean equal(int id, byte[] source, int offset, int length) {
        int start = start(id);
        if (ends[id] - start != length) {
            return false;
        }
        byte[] known = bytes.array();
        if (length >= Long.BYTES) {
            int last = length - Long.BYTES;
            for (int i = 0; i < last; i += Long.BYTES) {
                if (word(known, start + i) != word(source, offset + i)) {
                    return false;
                }
            }
            return word(known, start + last) == word(source, offset + last);
        }
        return shortWord(known, start, length) == shortWord(source, offset, length);
    }

    /** Looks at no more than five words of a string, so that a long one costs little. */
    private static int hash(byte[] source, int offset, int length) {
        long hash = length * SPREAD;
        if (length < Long.BYTES) {
            hash = mix(hash ^ shortWord(source, offset, length));
        } else {
            int last = length - Long.BYTES;
            hash = mix(hash ^ word(source, offset));
            if (last > Long.BYTES) {
                hash = mix(hash ^ word(source, offset + Long.BYTES));
                if (last > 2 * Long.BYTES) {
                    hash = mix(hash ^ word(source, offset + 2 * Long.BYTES));
                    hash = mix(hash ^ word(source, offset + length / 2));
                }
            }
            hash = mix(hash ^ word(source, offset + last));
        }
        return (int) (hash >>> Integer.SIZE);
    }

    private static long word(byte[] source, int at) {
        return (long) ByteSequence.LONGS.get(source, at);
    }

    /** All bytes of a string shorter than a word; of strings of one length no two give the same. */
    private static long shortWord(byte[] source, int offset, int length) {
        if (length >= Integer.BYTES) {
            long head = (int) ByteSequence.INTS.get(source, offset);
            long tail = (int) ByteSequence.INTS.get(source, offset + length - Integer.BYTES);
            return (head << Integer.SIZE) ^ (tail & 0xFFFFFFFFL);
        }
        if (length == 0) {
            return 0;
        }
        return (source[offset] & 0xFF)
                | ((source[offset + (length >> 1)] & 0xFF) << 8)
                | ((source[offset + length - 1] & 0xFF) << 16);
    }

    private static long mix(long value) {
        long product = value * SPREAD;
        return product ^ (product >>> 29);
    }

    private int add(byte[] source, int offset, int length, int hash, int slot) {
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, 2 * size);
        }
        bytes.put(source, offset, length);
        ends[size] = bytes.size();
        slots[slot] = ((long) hash << Integer.SIZE) | ++size;
        if (2 * size > slots.length) {
            grow();
        }
        return size - 1;
    }

    private void grow() {
        long[] grown = new long[2 * slots.length];
        int mask = grown.length - 1;
        for (long entry : slots) {
            if (entry != 0) {
                int slot = (int) (entry >>> Integer.SIZE) & mask;
                while (grown[slot] != 0) {
                    slot = (slot + 1) & mask;
                }
                grown[slot] = entry;
            }
        }
        slots = grown;
    }

    long heldBytes() {
        return (long) (slots.length + entries.length) * Long.BYTES
                + (long) (ends.length + hashes.length) * Integer.BYTES
                + bytes.array().length;
    }
}
