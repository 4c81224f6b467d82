package io.relata.transforms.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes at a time, the first in the lowest place. A set of bytes found in a word is a long with the top bit of
 * each such byte set. Where nothing else is said, a borrow may set more of them, but only behind one that is right: the
 * first one always is.
 */
final class Words {

    static final long HIGH_BITS = 0x8080808080808080L;

    private static final long ONES = 0x0101010101010101L;
    private static final long SPACES = ONES * ' ';
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';
    private static final long OPENING = ONES * '{';
    private static final long CLOSING = ONES * '}';
    private static final long LINE_FEEDS = ONES * '\n';

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Words() {}

    static long at(byte[] bytes, int index) {
        return (long) LONG.get(bytes, index);
    }

    static long lineFeeds(long word) {
        return zeros(word ^ LINE_FEEDS);
    }

    /** What cannot be passed over inside a string: quotes, backslashes, control characters, all beyond ASCII. */
    static long stringStops(long word) {
        return zeros(word ^ QUOTES) | zeros(word ^ BACKSLASHES) | ((word - SPACES) & HIGH_BITS) | (word & HIGH_BITS);
    }

    static boolean hasBackslash(long word) {
        return zeros(word ^ BACKSLASHES) != 0;
    }

    /** Exactly the braces and brackets that open; they differ from one another in one bit. */
    static long opening(long word) {
        return allZeros((word | SPACES) ^ OPENING);
    }

    /** Exactly the braces and brackets that close. */
    static long closing(long word) {
        return allZeros((word | SPACES) ^ CLOSING);
    }

    /** Exactly what lies in strings, opening quotes with it, where the word begins outside and has no backslash. */
    static long inStrings(long word) {
        long inside = allZeros(word ^ QUOTES);
        inside ^= inside << 8;
        inside ^= inside << 16;
        return inside ^ inside << 32;
    }

    /** The place within the word, 0 to 7, of the first of a set that is not empty. */
    static int first(long set) {
        return Long.numberOfTrailingZeros(set) >>> 3;
    }

    private static long zeros(long word) {
        return (word - ONES) & ~word & HIGH_BITS;
    }

    /** Without a borrow, so that each is right. */
    private static long allZeros(long word) {
        return ~(((word & ~HIGH_BITS) + ~HIGH_BITS) | word) & HIGH_BITS;
    }
}
