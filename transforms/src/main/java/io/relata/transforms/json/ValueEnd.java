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

    /** The index behind the value that begins at {@code start}, or {@link #OPEN}. */
    int find(byte[] bytes, int start, int limit) {
        return bare ? bareEnd(bytes, start, limit) : closedEnd(bytes, start, limit);
    }

    private int closedEnd(byte[] bytes, int start, int limit) {
        int at = start + passed;
        long open = depth;
        boolean quoted = inString;
        while (at < limit) {
            long word = Words.at(bytes, at);
            long stops = quoted ? Words.quotesAndEscapes(word) : Words.quotesAndBrackets(word);
            if (stops == 0) {
                at += Long.BYTES;
                continue;
            }
            at += Words.first(stops);
            if (at >= limit) {
                break;
            }
            byte stop = bytes[at];
            if (stop == '\\') {
                if (at + 1 == limit) {
                    break;
                }
                at += 2;
                continue;
            }
            at++;
            if (stop == '"') {
                quoted = !quoted;
            } else {
                open += (stop & 0x04) == 0 ? 1 : -1;
            }
            if (open == 0 && !quoted) {
                return at;
            }
        }
        passed = Math.min(at, limit) - start;
        depth = open;
        inString = quoted;
        return OPEN;
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
