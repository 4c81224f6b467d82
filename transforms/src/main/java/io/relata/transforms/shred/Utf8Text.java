package io.relata.transforms.shred;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds the ends of JSON strings and decodes their escapes, eight bytes at a time where nothing special is met. */
final class Utf8Text {

    /** What is returned for a string that a complete parser has to decide on. */
    static final int DOUBTFUL = -1;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';
    private static final long CONTROLS = ONES * 0x20;

    private Utf8Text() {}

    static long word(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    /**
     * Skips to the first byte that is a quote, a backslash, a control character or beyond ASCII. The closing quote lies
     * before the end of the bytes, or the padding behind it ends the search.
     */
    static int plainEnd(byte[] bytes, int from, int limit) {
        int at = from;
        while (at < limit) {
            long word = word(bytes, at);
            long quote = word ^ QUOTES;
            long backslash = word ^ BACKSLASHES;
            long found = ((quote - ONES) & ~quote) | ((backslash - ONES) & ~backslash) | (word - CONTROLS) | word;
            long marks = found & HIGHS;
            if (marks != 0) {
                return at + (Long.numberOfTrailingZeros(marks) >>> 3);
            }
            at += Long.BYTES;
        }
        return limit;
    }

    /**
     * The end of the well-formed character that begins here, beyond ASCII: RFC 3629, so no overlong form, no surrogate
     * and nothing beyond U+10FFFF.
     */
    static int characterEnd(byte[] bytes, int at) {
        int first = bytes[at] & 0xFF;
        int second = bytes[at + 1] & 0xFF;
        if (first >= 0xC2 && first <= 0xDF) {
            return isContinuation(second) ? at + 2 : DOUBTFUL;
        }
        if (first >= 0xE0 && first <= 0xEF) {
            int least = first == 0xE0 ? 0xA0 : 0x80;
            int greatest = first == 0xED ? 0x9F : 0xBF;
            return second >= least && second <= greatest && isContinuation(bytes[at + 2]) ? at + 3 : DOUBTFUL;
        }
        if (first >= 0xF0 && first <= 0xF4) {
            int least = first == 0xF0 ? 0x90 : 0x80;
            int greatest = first == 0xF4 ? 0x8F : 0xBF;
            return second >= least
                            && second <= greatest
                            && isContinuation(bytes[at + 2])
                            && isContinuation(bytes[at + 3])
                    ? at + 4
                    : DOUBTFUL;
        }
        return DOUBTFUL;
    }

    private static boolean isContinuation(int value) {
        return (value & 0xC0) == 0x80;
    }

    /** The four hexadecimal digits of an escape, or {@link #DOUBTFUL}. */
    static int hexadecimal(byte[] bytes, int at) {
        int value = 0;
        for (int i = at; i < at + 4; i++) {
            int digit = bytes[i] < 0 ? DOUBTFUL : Character.digit(bytes[i], 16);
            if (digit < 0) {
                return DOUBTFUL;
            }
            value = (value << 4) | digit;
        }
        return value;
    }

    /** What the letter behind a backslash stands for, or {@link #DOUBTFUL}. */
    static int escaped(byte letter) {
        return switch (letter) {
            case '"', '\\', '/' -> letter;
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            default -> DOUBTFUL;
        };
    }

    /** Writes a character that is not a surrogate as UTF-8 and gives the place behind it. */
    static int encode(int character, byte[] target, int at) {
        if (character < 0x80) {
            target[at] = (byte) character;
            return at + 1;
        }
        if (character < 0x800) {
            target[at] = (byte) (0xC0 | (character >> 6));
            target[at + 1] = (byte) (0x80 | (character & 0x3F));
            return at + 2;
        }
        if (character < 0x10000) {
            target[at] = (byte) (0xE0 | (character >> 12));
            target[at + 1] = (byte) (0x80 | ((character >> 6) & 0x3F));
            target[at + 2] = (byte) (0x80 | (character & 0x3F));
            return at + 3;
        }
        target[at] = (byte) (0xF0 | (character >> 18));
        target[at + 1] = (byte) (0x80 | ((character >> 12) & 0x3F));
        target[at + 2] = (byte) (0x80 | ((character >> 6) & 0x3F));
        target[at + 3] = (byte) (0x80 | (character & 0x3F));
        return at + 4;
    }
}
