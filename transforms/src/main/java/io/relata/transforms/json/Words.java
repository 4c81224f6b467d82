package io.relata.transforms.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes at a time, the first in the lowest place. A set of bytes found in a word is a long with the top bit of
 * each such byte set. A borrow may set more of them, but only behind one that is right: the first one always is.
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

    /** Quotes and backslashes. */
    static long quotesAndEscapes(long word) {
        return zeros(word ^ QUOTES) | zeros(word ^ BACKSLASHES);
    }

    /** Quotes, and what opens and closes objects and lists: braces and brackets differ in one bit. */
    static long quotesAndBrackets(long word) {
        long braced = word | SPACES;
        return zeros(word ^ QUOTES) | zeros(braced ^ OPENING) | zeros(braced ^ CLOSING);
    }

    /** The place within the word, 0 to 7, of the first of a set that is not empty. */
    static int first(long set) {
        return Long.numberOfTrailingZeros(set) >>> 3;
    }

    private static long zeros(long word) {
        return (word - ONES) & ~word & HIGH_BITS;
    }
}
