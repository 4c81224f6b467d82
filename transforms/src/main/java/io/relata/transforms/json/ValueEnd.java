package io.relata.transforms.json;

/**
 * Finds where a value ends, by quotes and the number of brackets alone, over as many windows as it takes. What lies
 * within the end that it finds may be malformed; a value that is well formed does end there.
 */
final class ValueEnd {

    /** The value goes on beyond what there is. */
    static final int OPEN = -1;

    private int passed;
    private long depth;
    private boolean inString;
    private boolean bare;

    /** A value that begins with this byte; nothing of it has been passed yet. */
    void begin(byte first) {
        passed = 0;
        depth = 0;
        inString = false;
        bare = first != '"' && first != '{' && first != '[';
    }

    /** Whether it is neither a string nor in brackets, so that its end is seen from what follows it. */
    boolean isBare() {
        return bare;
    }

    /** How many bytes of the value have been looked at. */
    int passed() {
        return passed;
    }

    /** What has been looked at is dropped: the value goes on at the start that is given next. */
    void forgetPassed() {
        passed = 0;
    }

    /** The index behind the value that begins at {@code start}, and again when asked again; or {@link #OPEN}. */
    int find(byte[] bytes, int start, int limit) {
        return bare ? bareEnd(bytes, start, limit) : closedEnd(bytes, start, limit);
    }

    private int closedEnd(byte[] bytes, int start, int limit) {
        long depthBefore = depth;
        boolean inStringBefore = inString;
        int at = start + passed;
        while (at < limit) {
            at = behindWords(bytes, at, limit);
            int stop = Math.min(limit, at + Long.BYTES);
            while (at < stop) {
                byte character = bytes[at];
                boolean escapes = inString && character == '\\';
                if (escapes && at + 1 == limit) {
                    passed = at - start;
                    return OPEN;
                }
                at += escapes ? 2 : 1;
                if (ends(character)) {
                    depth = depthBefore;
                    inString = inStringBefore;
                    return at;
                }
            }
        }
        passed = at - start;
        return OPEN;
    }

    /** Takes note of a character, and tells whether the value ends behind it. */
    private boolean ends(byte character) {
        if (character == '"') {
            inString = !inString;
        } else if (!inString && ((character | 0x20) == '{' || (character | 0x20) == '}')) {
            depth += (character | 0x20) == '{' ? 1 : -1;
        } else {
            return false;
        }
        return depth == 0 && !inString;
    }

    /** Passes over whole words, up to one that holds a backslash or in which the value may end. */
    private int behindWords(byte[] bytes, int start, int limit) {
        int at = start;
        long open = depth;
        long quoted = inString ? Words.HIGH_BITS : 0;
        while (at + Long.BYTES <= limit) {
            long word = Words.at(bytes, at);
            long inside = Words.inStrings(word) ^ quoted;
            int closed = Long.bitCount(Words.closing(word) & ~inside);
            if (open <= closed || Words.hasBackslash(word)) {
                break;
            }
            open += Long.bitCount(Words.opening(word) & ~inside) - closed;
            quoted = inside >> (Long.SIZE - 1) & Words.HIGH_BITS;
            at += Long.BYTES;
        }
        depth = open;
        inString = quoted != 0;
        return at;
    }

    private int bareEnd(byte[] bytes, int start, int limit) {
        int at = start + passed;
        while (at < limit) {
            switch (bytes[at]) {
                case ' ', '\t', '\r', '\n', ',', ':', '[', ']', '{', '}', '"' -> {
                    return at;
                }
                default -> at++;
            }
        }
        passed = at - start;
        return OPEN;
    }
}
