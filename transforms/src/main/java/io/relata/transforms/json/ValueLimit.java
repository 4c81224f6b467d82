package io.relata.transforms.json;

/**
 * Tells scanners which records a complete parser has to count: those that may hold more values than are allowed. Costs
 * nothing for records that are too short for that. Stateless and safe for use by several threads.
 */
public record ValueLimit(int values, int depth) {

    /** A value with its comma. */
    private static final int SHORTEST = 2;

    public static ValueLimit of(JsonLimits limits) {
        return new ValueLimit(limits.values(), limits.depth());
    }

    /** Whether the record that begins at {@code start} may hold too many values, or is no JSON and so not countable. */
    public boolean mayBeExceeded(byte[] bytes, int start, int limit) {
        if ((limit - start) / SHORTEST < values) {
            return false;
        }
        int end = JsonChecker.end(bytes, start, limit, depth);
        if (end < 0) {
            return true;
        }
        return (end - start) / SHORTEST >= values && mostValues(bytes, start, end) > values;
    }

    /** No fewer than there are: what looks like structure within a text counts too. */
    private static int mostValues(byte[] bytes, int start, int end) {
        int found = 1;
        for (int at = start; at < end; at++) {
            byte next = bytes[at];
            if (next == ',' || next == '[' || next == '{') {
                found++;
            }
        }
        return found;
    }
}
