package io.relata.transforms.columns;

import java.util.Arrays;

/**
 * Numbers byte strings by first appearance.
 *
 * <p>Invariant: {@code slots} is a hash table of ids plus one, of a size that is a power of two and at most half full;
 * the string of an id lies in {@code bytes} from {@code ends[id - 1]} (0 for the first) to {@code ends[id]}.
 */
final class BytesDictionary {

    /** What {@link #id} returns when the table would be searched for too long, which only chosen values bring about. */
    static final int CROWDED = -1;

    private static final int LONGEST_SEARCH = 64;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private int[] slots = new int[32];
    private int[] hashes = new int[16];
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

    int id(byte[] source, int offset, int length) {
        int hash = hash(source, offset, length);
        int mask = slots.length - 1;
        int slot = hash & mask;
        for (int searched = 0; searched < LONGEST_SEARCH; searched++) {
            int entry = slots[slot];
            if (entry == 0) {
                return add(source, offset, length, hash, slot);
            }
            int id = entry - 1;
            if (hashes[id] == hash && equal(id, source, offset, length)) {
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
            hashes = Arrays.copyOf(hashes, 2 * size);
        }
        bytes.put(source, offset, length);
        ends[size] = bytes.size();
        hashes[size] = hash;
        slots[slot] = ++size;
        if (2 * size > slots.length) {
            grow();
        }
        return size - 1;
    }

    private void grow() {
        slots = new int[2 * slots.length];
        int mask = slots.length - 1;
        for (int id = 0; id < size; id++) {
            int slot = hashes[id] & mask;
            while (slots[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            slots[slot] = id + 1;
        }
    }

    long heldBytes() {
        return (long) (slots.length + hashes.length + ends.length) * Integer.BYTES + bytes.array().length;
    }
}
