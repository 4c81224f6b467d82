package io.relata.transforms.survey;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Counts the numbers that take more than a look: of many digits, or with an exponent. */
final class NumberTally {

    private static final int MOST_DIGITS_OF_LONG = 19;
    private static final long LARGEST_EXACT = 1L << 53;

    /** Fewer digits before the point than this never overflow a double. */
    private static final int DIGITS_OF_ANY_DOUBLE = 308;

    /** No number of a record has as many digits; keeps sums of an exponent and a length within an int. */
    private static final int MOST_DIGITS = 1 << 28;

    private NumberTally() {}

    /**
     * Counts a number.
     *
     * @param from where it begins, a number as JSON writes it
     * @param to where it ends
     * @param delta 1, or -1 to take it back
     */
    static void count(PlaceTally place, byte[] bytes, int from, int to, long delta, TallyUndo undo) {
        int first = bytes[from] == '-' ? from + 1 : from;
        int at = digitsEnd(bytes, first, to);
        if (at == to) {
            countWhole(place, bytes, from, first, to, delta, undo);
        } else {
            countFraction(place, bytes, from, first, to, delta, undo);
        }
    }

    private static void countWhole(
            PlaceTally place, byte[] bytes, int from, int first, int to, long delta, TallyUndo undo) {
        int digits = to - first;
        if (isLong(bytes, from, first, to)) {
            place.longs += delta;
            long value = Long.parseLong(text(bytes, from, to));
            if (value > LARGEST_EXACT || value < -LARGEST_EXACT) {
                place.inexactLongs += delta;
            }
        } else {
            place.bigIntegers += delta;
            if (digits > DIGITS_OF_ANY_DOUBLE && isBeyondDouble(bytes, from, to)) {
                place.beyondDouble += delta;
            }
        }
        if (digits > place.wholeDigits) {
            undo.growing(place);
            place.wholeDigits = digits;
        }
    }

    private static boolean isLong(byte[] bytes, int from, int first, int to) {
        if (to - first != MOST_DIGITS_OF_LONG) {
            return to - first < MOST_DIGITS_OF_LONG;
        }
        // The 19 digits compare as their number does.
        String bound = from == first ? "9223372036854775807" : "9223372036854775808";
        return text(bytes, first, to).compareTo(bound) <= 0;
    }

    private static void countFraction(
            PlaceTally place, byte[] bytes, int from, int first, int to, long delta, TallyUndo undo) {
        int wholeEnd = digitsEnd(bytes, first, to);
        int fractionEnd = wholeEnd < to && bytes[wholeEnd] == '.' ? digitsEnd(bytes, wholeEnd + 1, to) : wholeEnd;
        int whole = wholeEnd - first;
        int fraction = Math.max(0, fractionEnd - wholeEnd - 1);
        int exponent = fractionEnd == to ? 0 : exponent(bytes, fractionEnd + 1, to);
        place.fractions += delta;
        if ((exponent > 0 || whole > DIGITS_OF_ANY_DOUBLE) && isBeyondDouble(bytes, from, to)) {
            place.beyondDouble += delta;
        }
        grow(place, Math.max(1, whole + exponent), Math.max(0, fraction - exponent), undo);
    }

    /** Takes note of how many digits a number has before and behind the point. */
    static void grow(PlaceTally place, int whole, int fraction, TallyUndo undo) {
        if (whole > place.fractionWholeDigits || fraction > place.fractionDigits) {
            undo.growing(place);
            place.fractionWholeDigits = Math.max(whole, place.fractionWholeDigits);
            place.fractionDigits = Math.max(fraction, place.fractionDigits);
        }
    }

    private static int exponent(byte[] bytes, int from, int to) {
        boolean hasSign = bytes[from] == '-' || bytes[from] == '+';
        long value = 0;
        for (int at = hasSign ? from + 1 : from; at < to && value < MOST_DIGITS; at++) {
            value = value * 10 + bytes[at] - '0';
        }
        int bounded = (int) Math.min(MOST_DIGITS, value);
        return bytes[from] == '-' ? -bounded : bounded;
    }

    private static int digitsEnd(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        return at;
    }

    private static boolean isBeyondDouble(byte[] bytes, int from, int to) {
        return Double.isInfinite(Double.parseDouble(text(bytes, from, to)));
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, ISO_8859_1);
    }
}
