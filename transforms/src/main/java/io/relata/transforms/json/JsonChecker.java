package io.relata.transforms.json;

import java.util.Arrays;

/**
 * Checks that bytes are JSON exactly as RFC 8259 has it, in strict UTF-8. Takes no stack and, up to 64 levels, no
 * memory.
 *
 * <p>Invariant: {@code kinds} has a bit for each open container of the last begun 64 levels, the innermost lowest, set
 * for objects; {@code outer} has those of the whole 64s of levels around them.
 */
public final class JsonChecker {

    /** What {@link #end} returns for what is no value. */
    public static final int MALFORMED = -1;

    private static final int LEVELS = Long.SIZE;
    private static final long[] NONE = {};

    private JsonChecker() {}

    /**
     * Checks one value. What follows it is not looked at, so {@code 1x} holds the value {@code 1}.
     *
     * @param bytes goes on for at least {@link RecordScanner#PADDING} bytes beyond {@code limit}
     * @param start the value's first byte: white space is none
     * @param limit where what may be used of the bytes ends
     * @param depth how many objects and lists may lie inside one another
     * @return the index behind the value; {@link #MALFORMED} when there is none, or it is not whole, or too deep
     */
    public static int end(byte[] bytes, int start, int limit, int depth) {
        int at = start;
        int level = 0;
        long kinds = 0;
        long[] outer = NONE;
        while (at < limit) {
            byte first = bytes[at];
            if (first == '{' || first == '[') {
                if (level == depth) {
                    return MALFORMED;
                }
                if (level != 0 && level % LEVELS == 0) {
                    outer = with(outer, level / LEVELS - 1, kinds);
                }
                level++;
                kinds = kinds << 1 | (first == '{' ? 1 : 0);
                at = behindSpace(bytes, at + 1, limit);
                if (at >= limit || bytes[at] != closing(first)) {
                    at = first == '{' ? behindKey(bytes, at, limit) : at;
                    if (at < 0) {
                        return MALFORMED;
                    }
                    continue;
                }
            } else {
                at = scalarEnd(bytes, at, limit);
                if (at < 0 || level == 0) {
                    return at;
                }
                at = behindSpace(bytes, at, limit);
            }
            while (at < limit && bytes[at] == ((kinds & 1) == 0 ? ']' : '}')) {
                level--;
                if (level == 0) {
                    return at + 1;
                }
                kinds = level % LEVELS == 0 ? outer[level / LEVELS - 1] : kinds >>> 1;
                at = behindSpace(bytes, at + 1, limit);
            }
            if (at >= limit || bytes[at] != ',') {
                return MALFORMED;
            }
            at = behindSpace(bytes, at + 1, limit);
            if ((kinds & 1) != 0) {
                at = behindKey(bytes, at, limit);
                if (at < 0) {
                    return MALFORMED;
                }
            }
        }
        return MALFORMED;
    }

    /** The index of the first byte that is not white space, at most {@code limit}. */
    static int behindSpace(byte[] bytes, int start, int limit) {
        int at = start;
        while (at < limit && isSpace(bytes[at])) {
            at++;
        }
        return at;
    }

    static boolean isSpace(byte character) {
        return character <= ' ' && (character == ' ' || character == '\n' || character == '\r' || character == '\t');
    }

    /** The index of the value that belongs to the key here. */
    private static int behindKey(byte[] bytes, int start, int limit) {
        if (start >= limit || bytes[start] != '"') {
            return MALFORMED;
        }
        int at = JsonString.end(bytes, start + 1, limit);
        if (at < 0) {
            return MALFORMED;
        }
        at = behindSpace(bytes, at, limit);
        return at < limit && bytes[at] == ':' ? behindSpace(bytes, at + 1, limit) : MALFORMED;
    }

    private static int scalarEnd(byte[] bytes, int start, int limit) {
        return switch (bytes[start]) {
            case '"' -> JsonString.end(bytes, start + 1, limit);
            case 't' -> literalEnd(bytes, start, limit, 't', 'r', 'u', 'e');
            case 'n' -> literalEnd(bytes, start, limit, 'n', 'u', 'l', 'l');
            case 'f' -> literalEnd(bytes, start + 1, limit, 'a', 'l', 's', 'e');
            default -> JsonNumber.end(bytes, start, limit);
        };
    }

    private static int literalEnd(byte[] bytes, int start, int limit, char a, char b, char c, char d) {
        boolean isLiteral = start + 4 <= limit
                && bytes[start] == a
                && bytes[start + 1] == b
                && bytes[start + 2] == c
                && bytes[start + 3] == d;
        return isLiteral ? start + 4 : MALFORMED;
    }

    private static int closing(byte opening) {
        return opening + 2;
    }

    private static long[] with(long[] words, int index, long word) {
        long[] room = index < words.length ? words : Arrays.copyOf(words, 2 * index + 1);
        room[index] = word;
        return room;
    }
}
