package io.relata.transforms.columns;

import java.util.Arrays;

/**
 * Numbers values by first appearance.
 *
 * <p>Invariant: {@code slots} is a hash table of ids plus one, of a size that is a power of two and at most half full;
 * {@code keys[id]} is the value.
 */
final class NumberDictionary {

    /** Stands for an id where the table would be searched for too long, which only chosen values bring about. */
    static final int CROWDED = -1;

    private static final int LONGEST_SEARCH = 64;
    private static final int BLOCK = 64;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final int[] entries = new int[BLOCK];
    private int[] slots = new int[32];
    private long[] keys = new long[16];
    private int shift = Long.SIZE - 5;
    private int size;

    int size() {
        return size;
    }

    long key(int id) {
        return keys[id];
    }

    /**
     * Writes the ids of the values from {@code from} up to {@code to} into {@code ids} from {@code at} on and returns
     * how far it came: short of {@code to} where the table is {@link #CROWDED}.
     */
    int ids(long[] values, int from, int to, int[] ids, int at) {
        for (int first = from; first < to; first += BLOCK) {
            int length = Math.min(BLOCK, to - first);
            int found = block(values, first, length, ids, at);
            if (found < length) {
                return first + found;
            }
            at += length;
        }
        return to;
    }

    // The table may be larger than the processor's caches. Where each loop asks memory for one thing only and no answer
    // decides the next question, many answers are under way at once.
    private int block(long[] values, int first, int length, int[] ids, int at) {
        for (int i = 0; i < length; i++) {
            entries[i] = slots[(int) ((values[first + i] * SPREAD) >>> shift)];
        }
        for (int i = 0; i < length; i++) {
            long value = values[first + i];
            int id = entries[i] - 1;
            if (id < 0 || keys[id] != value) {
                id = search(value);
                if (id == CROWDED) {
                    return i;
                }
            }
            ids[at + i] = id;
        }
        return length;
    }

    private int search(long value) {
        int mask = slots.length - 1;
        int slot = (int) ((value * SPREAD) >>> shift);
        for (int searched = 0; searched < LONGEST_SEARCH; searched++) {
            int entry = slots[slot];
            if (entry == 0) {
                return add(value, slot);
            }
            if (keys[entry - 1] == value) {
                return entry - 1;
            }
            slot = (slot + 1) & mask;
        }
        return CROWDED;
    }

    private int add(long value, int slot) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size);
        }
        keys[size] = value;
        slots[slot] = ++size;
        if (2 * size > slots.length) {
            grow();
        }
        return size - 1;
    }

    private void grow() {
        slots = new int[2 * slots.length];
        shift--;
        int mask = slots.length - 1;
        for (int id = 0; id < size; id++) {
            int slot = (int) ((keys[id] * SPREAD) >>> shift);
            while (slots[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            slots[slot] = id + 1;
        }
    }

    long heldBytes() {
        return (long) slots.length * Integer.BYTES + (long) keys.length * Long.BYTES;
    }
}
