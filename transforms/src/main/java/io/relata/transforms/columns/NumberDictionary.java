package io.relata.transforms.columns;

import java.util.Arrays;

/**
 * Numbers values by first appearance.
 *
 * <p>Invariant: {@code slots} is a hash table of ids plus one, of a size that is a power of two and at most half full;
 * {@code keys[id]} is the value.
 */
final class NumberDictionary {

    /** What {@link #id} returns when the table would be searched for too long, which only chosen values bring about. */
    static final int CROWDED = -1;

    private static final int LONGEST_SEARCH = 64;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

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

    int id(long value) {
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
