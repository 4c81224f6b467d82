package io.relata.transforms.survey;

/**
 * Tells whether text is a timestamp as ISO 8601 writes it: date, {@code T}, hours and minutes, perhaps seconds with up to
 * six digits behind the point, perhaps an offset; without one it counts as UTC.
 */
final class TimestampText {

    private static final int SHORTEST = "2026-11-21T10:00".length();
    private static final int LONGEST_OFFSET_HOURS = 18;
    private static final int MICROSECOND_DIGITS = 6;

    private TimestampText() {}

    static boolean isAt(byte[] bytes, int from, int to) {
        if (to - from < SHORTEST
                || bytes[from + 4] != '-'
                || bytes[from + 7] != '-'
                || bytes[from + 10] != 'T'
                || bytes[from + 13] != ':') {
            return false;
        }
        int year = number(bytes, from, 4);
        int month = number(bytes, from + 5, 2);
        int day = number(bytes, from + 8, 2);
        boolean isMoment = year >= 1
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= daysOf(year, month)
                && isWithin(bytes, from + 11, 23)
                && isWithin(bytes, from + 14, 59);
        return isMoment && isOffset(bytes, secondsEnd(bytes, from + SHORTEST, to), to);
    }

    /** The index behind the seconds, if there are any; beyond {@code to} when they are none. */
    private static int secondsEnd(byte[] bytes, int from, int to) {
        if (from == to || bytes[from] != ':') {
            return from;
        }
        int end = from + 3;
        if (end > to || !isWithin(bytes, from + 1, 59)) {
            return Integer.MAX_VALUE;
        }
        if (end == to || bytes[end] != '.') {
            return end;
        }
        int digits = 0;
        while (end + 1 + digits < to && bytes[end + 1 + digits] >= '0' && bytes[end + 1 + digits] <= '9') {
            digits++;
        }
        return digits >= 1 && digits <= MICROSECOND_DIGITS ? end + 1 + digits : Integer.MAX_VALUE;
    }

    private static boolean isOffset(byte[] bytes, int from, int to) {
        if (from >= to) {
            return from == to;
        }
        if (bytes[from] == 'Z') {
            return from + 1 == to;
        }
        int length = to - from;
        if ((bytes[from] != '+' && bytes[from] != '-') || length < 3 || length > 6 || length == 4) {
            return false;
        }
        int hours = number(bytes, from + 1, 2);
        int minutes = length == 3 ? 0 : number(bytes, to - 2, 2);
        boolean isJoined = length != 6 || bytes[from + 3] == ':';
        return isJoined
                && hours >= 0
                && minutes >= 0
                && minutes <= 59
                && hours * 60 + minutes <= LONGEST_OFFSET_HOURS * 60;
    }

    private static boolean isWithin(byte[] bytes, int at, int most) {
        int value = number(bytes, at, 2);
        return value >= 0 && value <= most;
    }

    private static int number(byte[] bytes, int from, int digits) {
        int value = 0;
        for (int at = from; at < from + digits; at++) {
            if (bytes[at] < '0' || bytes[at] > '9') {
                return -1;
            }
            value = value * 10 + bytes[at] - '0';
        }
        return value;
    }

    private static int daysOf(int year, int month) {
        return switch (month) {
            case 4, 6, 9, 11 -> 30;
            case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
            default -> 31;
        };
    }
}
