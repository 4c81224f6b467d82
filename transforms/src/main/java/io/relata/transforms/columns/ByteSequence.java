package io.relata.transforms.columns;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes that grow at their end, little-endian. */
final class ByteSequence {

    static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] array = new byte[0];
    private int size;

    byte[] array() {
        return array;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    /** Makes room for this many bytes more. */
    void reserve(int more) {
        if (size + more > array.length) {
            array = Arrays.copyOf(array, Math.max(size + more, Math.max(64, array.length + (array.length >> 1))));
        }
    }

    void put(int value) {
        reserve(1);
        array[size++] = (byte) value;
    }

    void putInt(int value) {
        reserve(Integer.BYTES);
        INTS.set(array, size, value);
        size += Integer.BYTES;
    }

    /** Writes a long of which only the first {@code bytes} count; no more than 8. */
    void putLong(long value, int bytes) {
        reserve(Long.BYTES);
        LONGS.set(array, size, value);
        size += bytes;
    }

    void put(byte[] source, int offset, int length) {
        reserve(length);
        System.arraycopy(source, offset, array, size, length);
        size += length;
    }

    /** Writes an unsigned number, seven bits a byte, the least first. */
    void putVarint(int value) {
        int rest = value;
        while ((rest & ~0x7F) != 0) {
            put((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        put(rest);
    }

    void set(int position, int value) {
        array[position] = (byte) value;
    }

    void setInt(int position, int value) {
        INTS.set(array, position, value);
    }
}
