package io.relata.transforms.json;

/** Numbers of JSON: no plus sign, no leading zeros, digits on both sides of a point. */
final class JsonNumber {

    private JsonNumber() {}

    /** The index behind the longest number that begins here, or {@link JsonChecker#MALFORMED}. */
    static int end(byte[] bytes, int start, int limit) {
        int whole = start < limit && bytes[start] == '-' ? start + 1 : start;
        int at = digits(bytes, whole, limit);
        if (at == whole || (bytes[whole] == '0' && at > whole + 1)) {
            return JsonChecker.MALFORMED;
        }
        if (at < limit && bytes[at] == '.') {
            int fraction = at + 1;
            at = digits(bytes, fraction, limit);
            if (at == fraction) {
                return JsonChecker.MALFORMED;
            }
        }
        return at < limit && (bytes[at] | 0x20) == 'e' ? behindExponent(bytes, at + 1, limit) : at;
    }

    private static int behindExponent(byte[] bytes, int start, int limit) {
        int first = start < limit && (bytes[start] == '+' || bytes[start] == '-') ? start + 1 : start;
        int at = digits(bytes, first, limit);
        return at == first ? JsonChecker.MALFORMED : at;
    }

    private static int digits(byte[] bytes, int start, int limit) {
        int at = start;
        while (at < limit && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        return at;
    }
}
