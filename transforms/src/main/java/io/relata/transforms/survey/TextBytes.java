package io.relata.transforms.survey;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * JSON text as bytes, eight at a time where nothing special is met. A set of bytes found in a word is a long with the
 * top bit of each such byte set; a borrow may set more of them, but only behind one that is right.
 */
final class TextBytes {

    /** What is returned for bytes that a complete parser has to decide on. */
    static final int DOUBTFUL = -1;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';
    private static final long SPACES = ONES * ' ';
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private TextBytes() {}

    static long word(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at);
    }

    /** The bytes of a text that end its plain part: quotes, backslashes, control characters, all beyond ASCII. */
    static long stops(long word) {
        long quote = word ^ QUOTES;
        long backslash = word ^ BACKSLASHES;
        return (((quote - ONES) & ~quote) | ((backslash - ONES) & ~backslash) | (word - SPACES) | word) & HIGH_BITS;
    }

    /** The place within its word, 0 to 7, of the first of a set that is not empty. */
    static int first(long set) {
        return Long.numberOfTrailingZeros(set) >>> 3;
    }

    /** A hash that nobody can aim at who does not know the seed. */
    static int hash(byte[] bytes, int from, int to, long seed) {
        long hash = seed ^ (to - from);
        for (int i = from; i < to; i++) {
            hash = (hash ^ bytes[i]) * MIX;
            hash ^= hash >>> 29;
        }
        return (int) (hash ^ (hash >>> 32));
    }

    /**
     * The end of the character beyond ASCII that begins here, or {@link #DOUBTFUL}: RFC 3629, so no overlong form, no
     * surrogate and nothing beyond U+10FFFF.
     */
    static int characterEnd(byte[] bytes, int at) {
        int lead = bytes[at] & 0xFF;
        int second = bytes[at + 1] & 0xFF;
        if (lead < 0xE0) {
            return lead >= 0xC2 && isContinuation(second) ? at + 2 : DOUBTFUL;
        }
        if (lead < 0xF0) {
            int least = lead == 0xE0 ? 0xA0 : 0x80;
            int greatest = lead == 0xED ? 0x9F : 0xBF;
            return second >= least && second <= greatest && isContinuation(bytes[at + 2]) ? at + 3 : DOUBTFUL;
        }
        int least = lead == 0xF0 ? 0x90 : 0x80;
        int greatest = lead == 0xF4 ? 0x8F : 0xBF;
        return lead <= 0xF4
                        && second >= least
                        && second <= greatest
                        && isContinuation(bytes[at + 2])
                        && isContinuation(bytes[at + 3])
                ? at + 4
                : DOUBTFUL;
    }

    private static boolean isContinuation(int value) {
        return (value & 0xC0) == 0x80;
    }

    /**
     * The character that the escape here stands for, or {@link #DOUBTFUL}, also for half a surrogate pair. Takes as many
     * bytes as {@link #escapeLength} says.
     */
    static int escaped(byte[] bytes, int at) {
        return switch (bytes[at + 1]) {
            case '"', '\\', '/' -> bytes[at + 1];
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode(bytes, at);
            default -> DOUBTFUL;
        };
    }

    static int escapeLength(byte[] bytes, int at, int character) {
        if (bytes[at + 1] != 'u') {
            return 2;
        }
        return character > Character.MAX_VALUE ? 12 : 6;
    }

    private static int unicode(byte[] bytes, int at) {
        int unit = hexadecimal(bytes, at + 2);
        if (unit < Character.MIN_SURROGATE || unit > Character.MAX_SURROGATE) {
            return unit;
        }
        if (unit > Character.MAX_HIGH_SURROGATE || bytes[at + 6] != '\\' || bytes[at + 7] != 'u') {
            return DOUBTFUL;
        }
        int low = hexadecimal(bytes, at + 8);
        return low >= Character.MIN_LOW_SURROGATE && low <= Character.MAX_LOW_SURROGATE
                ? Character.toCodePoint((char) unit, (char) low)
                : DOUBTFUL;
    }

    private static int hexadecimal(byte[] bytes, int at) {
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

    /** How many bytes the character has in UTF-8. */
    static int encodedLength(int character) {
        if (character < 0x80) {
            return 1;
        }
        if (character < 0x800) {
            return 2;
        }
        return character < 0x10000 ? 3 : 4;
    }

    /** Replaces the escapes of a text that was found to be well-formed; gives the length of what it wrote. */
    static int unescape(byte[] bytes, int from, int to, byte[] target) {
        int out = 0;
        int at = from;
        while (at < to) {
            if (bytes[at] != '\\') {
                target[out++] = bytes[at++];
                continue;
            }
            int character = escaped(bytes, at);
            at += escapeLength(bytes, at, character);
            out = encode(character, target, out);
        }
        return out;
    }

    private static int encode(int character, byte[] target, int at) {
        int length = encodedLength(character);
        if (length == 1) {
            target[at] = (byte) character;
            return at + 1;
        }
        int rest = character;
        for (int i = length - 1; i > 0; i--) {
            target[at + i] = (byte) (0x80 | (rest & 0x3F));
            rest >>>= 6;
        }
        int lead = length == 2 ? 0xC0 : length == 3 ? 0xE0 : 0xF0;
        target[at] = (byte) (lead | rest);
        return at + length;
    }
}
