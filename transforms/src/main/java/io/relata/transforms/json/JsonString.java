package io.relata.transforms.json;

import java.nio.charset.StandardCharsets;

/** Strings of JSON in strict UTF-8. Halves of surrogate pairs may be escaped, as RFC 8259 allows. */
final class JsonString {

    private JsonString() {}

    /**
     * The index behind the closing quote, or {@link JsonChecker#MALFORMED}.
     *
     * @param start behind the opening quote
     */
    static int end(byte[] bytes, int start, int limit) {
        int at = start;
        while (at < limit) {
            long stops = Words.stringStops(Words.at(bytes, at));
            if (stops == 0) {
                at += Long.BYTES;
                continue;
            }
            at += Words.first(stops);
            if (at >= limit) {
                return JsonChecker.MALFORMED;
            }
            byte stop = bytes[at];
            if (stop == '"') {
                return at + 1;
            }
            at = stop < 0 ? behindCharacters(bytes, at, limit) : behindEscape(bytes, at, limit);
            if (at < 0) {
                return at;
            }
        }
        return JsonChecker.MALFORMED;
    }

    /**
     * The characters that a string stands for.
     *
     * @param start behind the opening quote of a string that is well formed
     * @param end at its closing quote
     */
    static String text(byte[] bytes, int start, int end) {
        StringBuilder text = new StringBuilder();
        int plain = start;
        int at = start;
        while (at < end) {
            if (bytes[at] != '\\') {
                at++;
                continue;
            }
            text.append(new String(bytes, plain, at - plain, StandardCharsets.UTF_8));
            if (bytes[at + 1] == 'u') {
                String digits = new String(bytes, at + 2, 4, StandardCharsets.US_ASCII);
                text.append((char) Integer.parseInt(digits, 16));
                at += 6;
            } else {
                text.append(unescaped(bytes[at + 1]));
                at += 2;
            }
            plain = at;
        }
        return text.append(new String(bytes, plain, end - plain, StandardCharsets.UTF_8))
                .toString();
    }

    private static char unescaped(byte letter) {
        return switch (letter) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> (char) letter;
        };
    }

    private static int behindEscape(byte[] bytes, int start, int limit) {
        if (bytes[start] != '\\' || start + 1 >= limit) {
            return JsonChecker.MALFORMED;
        }
        return switch (bytes[start + 1]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> start + 2;
            case 'u' -> start + 6 <= limit && isHex(bytes, start + 2) ? start + 6 : JsonChecker.MALFORMED;
            default -> JsonChecker.MALFORMED;
        };
    }

    private static boolean isHex(byte[] bytes, int start) {
        for (int i = start; i < start + 4; i++) {
            int letter = bytes[i] | 0x20;
            if (!isDigit(bytes[i]) && (letter < 'a' || letter > 'f')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }

    /** Passes over all characters beyond ASCII that stand here one after another. */
    private static int behindCharacters(byte[] bytes, int start, int limit) {
        int at = start;
        do {
            at = behindCharacter(bytes, at, limit);
        } while (at >= 0 && at < limit && bytes[at] < 0);
        return at;
    }

    private static int behindCharacter(byte[] bytes, int start, int limit) {
        int lead = bytes[start] & 0xFF;
        int second = bytes[start + 1] & 0xFF;
        int end;
        // The second byte's range is what keeps out overlong forms, surrogates and all beyond U+10FFFF.
        int least = 0x80;
        int most = 0xBF;
        if (lead < 0xE0) {
            end = lead < 0xC2 ? Integer.MAX_VALUE : start + 2;
        } else if (lead < 0xF0) {
            end = start + 3;
            least = lead == 0xE0 ? 0xA0 : 0x80;
            most = lead == 0xED ? 0x9F : 0xBF;
        } else {
            end = lead > 0xF4 ? Integer.MAX_VALUE : start + 4;
            least = lead == 0xF0 ? 0x90 : 0x80;
            most = lead == 0xF4 ? 0x8F : 0xBF;
        }
        if (end > limit || second < least || second > most) {
            return JsonChecker.MALFORMED;
        }
        for (int i = start + 2; i < end; i++) {
            if ((bytes[i] & 0xC0) != 0x80) {
                return JsonChecker.MALFORMED;
            }
        }
        return end;
    }
}
