package io.relata.transforms.shred;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.relata.transforms.columns.BytesValues;
import io.relata.transforms.columns.NumberValues;
import io.relata.transforms.json.Framing;
import io.relata.transforms.json.JsonChecker;
import io.relata.transforms.json.JsonValue;
import java.util.Optional;

/**
 * Walks the bytes of one record beside its places and sets the columns, without an object per value.
 *
 * <p>Invariant: a method that reads something at an index answers the index behind it, or {@link #REFUSED} when a
 * complete parser has to decide: the text is not plainly well-formed, a key comes twice, a value is not of the kind its
 * place takes. What was set until then is the caller's to take back. No index is trusted beyond {@code limit}: reading
 * may run into the padding, and then the record's end lies behind the limit.
 */
final class ByteScanner {

    static final int REFUSED = -1;

    private static final int NULL = word("null");
    private static final int TRUE = word("true");
    private static final int FALSE_TAIL = word("alse");
    private static final int DIGITS_OF_LONG = 19;
    private static final long EXACT_IN_DOUBLE = 1L << 53;
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private final ArrayIds ids;
    private final int depth;
    private final int numberLength;
    private byte[] bytes = new byte[0];
    private int limit;
    private boolean lines;
    private int level;

    /**
     * @param ids gives arrays their ids
     * @param depth how many containers may lie inside one another
     * @param numberLength the most characters of a number
     */
    ByteScanner(ArrayIds ids, int depth, int numberLength) {
        this.ids = ids;
        this.depth = depth;
        this.numberLength = numberLength;
    }

    private static int word(String letters) {
        byte[] four = letters.getBytes(ISO_8859_1);
        return four[0] | (four[1] << 8) | (four[2] << 16) | (four[3] << 24);
    }

    void framing(Framing framing) {
        lines = framing == Framing.LINES;
    }

    /** Reads the record that begins at {@code start} into this row of the root, and the white space behind it. */
    int record(byte[] source, int start, int end, Place.ObjectPlace root, int row) {
        bytes = source;
        limit = end;
        if (source[start] != '{') {
            return REFUSED;
        }
        level = 0;
        int at = object(start, root, row);
        return at < 0 || at > end ? REFUSED : recordEnd(at);
    }

    private int recordEnd(int from) {
        for (int at = from; at < limit; at++) {
            byte next = bytes[at];
            if (next == '\n' && lines) {
                return at + 1;
            }
            if (next != ' ' && next != '\t' && next != '\r' && next != '\n') {
                return REFUSED;
            }
        }
        return limit;
    }

    private int space(int from) {
        int at = from;
        while (at < limit) {
            byte next = bytes[at];
            boolean blank = next == ' ' || next == '\t' || next == '\r' || (next == '\n' && !lines);
            if (!blank) {
                return at;
            }
            at++;
        }
        return limit;
    }

    private int value(int at, Place place, int row) {
        return switch (place.kind) {
            case TEXT -> text(at, ((Place.Text) place).column, row);
            case WHOLE -> whole(at, (Place.Whole) place, row);
            case DOUBLE -> fractional(at, (Place.DoubleNumber) place, row);
            case FLAG -> flag(at, ((Place.Flag) place).column, row);
            case OBJECT -> bytes[at] == '{' ? object(at, (Place.ObjectPlace) place, row) : nothing(at, place, row);
            case ARRAY -> bytes[at] == '[' ? array(at, (Place.ArrayPlace) place, row) : nothing(at, place, row);
            case UNWANTED -> unwanted(at);
            case VARIANTS -> variant(at, (Place.VariantsPlace) place, row);
            case SCALAR -> scalar(at, (Place.Scalar) place, row);
            case JSON, ENTRIES, ONLY_NULL -> nothing(at, place, row);
            case NONE -> REFUSED;
        };
    }

    private int object(int start, Place.ObjectPlace place, int row) {
        MemberTable members = place.members;
        long object = members.nextObject();
        MemberTable.Member previous = MemberTable.NONE;
        byte[] source = bytes;
        if (place.tellsPresence() || ++level > depth) {
            return REFUSED;
        }
        int at = start + 1;
        if (source[at] <= ' ') {
            at = space(at);
        }
        if (source[at] == '}') {
            level--;
            return at + 1;
        }
        while (source[at] == '"' && at < limit) {
            at++;
            MemberTable.Member member = members.guess(previous, source, at);
            if (member == MemberTable.NONE) {
                int end = Utf8Text.plainEnd(source, at, limit);
                if (source[end] != '"') {
                    end = keyEnd(end);
                    if (end < 0) {
                        return REFUSED;
                    }
                }
                member = members.find(previous, source, at, end);
                at = end + 1;
            } else {
                at += member.quotedLength();
            }
            if (source[at] != ':') {
                at = space(at);
                if (source[at] != ':') {
                    return REFUSED;
                }
            }
            at++;
            if (source[at] <= ' ') {
                at = space(at);
            }
            if (member == MemberTable.NONE) {
                at = place.unknownKeys == UnknownKeys.SKIPPED ? unwanted(at) : nothing(at);
            } else {
                if (!member.firstIn(object)) {
                    return REFUSED;
                }
                previous = member;
                at = value(at, member.place(), row);
            }
            if (at < 0) {
                return REFUSED;
            }
            if (source[at] <= ' ') {
                at = space(at);
            }
            if (source[at] != ',') {
                level--;
                return source[at] == '}' && at < limit ? at + 1 : REFUSED;
            }
            at++;
            if (source[at] <= ' ') {
                at = space(at);
            }
        }
        return REFUSED;
    }

    /** The closing quote of a key with characters beyond ASCII and no escape. */
    private int keyEnd(int from) {
        int at = from;
        while (at < limit && bytes[at] < 0) {
            at = Utf8Text.characterEnd(bytes, at);
            if (at < 0) {
                return REFUSED;
            }
            at = Utf8Text.plainEnd(bytes, at, limit);
        }
        return at < limit && bytes[at] == '"' ? at : REFUSED;
    }

    private int array(int start, Place.ArrayPlace place, int row) {
        Place.ChildRows rows = place.rows;
        if (++level > depth) {
            return REFUSED;
        }
        int at = start + 1;
        if (bytes[at] <= ' ') {
            at = space(at);
        }
        int count = 0;
        if (bytes[at] == ']') {
            rows.begin(ids, row, 0);
            at++;
        } else {
            long id = rows.begin(ids, row, 1);
            while (true) {
                ids.enter(count);
                at = value(at, place.element, rows.child().beginRow(id, count));
                ids.leave();
                if (at < 0) {
                    return REFUSED;
                }
                count++;
                if (bytes[at] <= ' ') {
                    at = space(at);
                }
                if (bytes[at] != ',' || at >= limit) {
                    break;
                }
                at++;
                if (bytes[at] <= ' ') {
                    at = space(at);
                }
            }
            if (bytes[at] != ']' || at >= limit) {
                return REFUSED;
            }
            at++;
            rows.child().called(count);
        }
        if (rows.size().isPresent()) {
            rows.size().get().set(row, count);
        }
        level--;
        return at;
    }

    private int unwanted(int at) {
        int end = JsonChecker.end(bytes, at, limit, depth - level);
        if (end < 0 || (end - at > numberLength && hasLongNumber(at, end))) {
            return REFUSED;
        }
        boolean isContainer = bytes[at] == '{' || bytes[at] == '[';
        return lines && isContainer && hasLineFeed(at, end) ? REFUSED : end;
    }

    /** Whether there may be a number beyond the limit; a long run of digits within a text is taken for one. */
    private boolean hasLongNumber(int from, int to) {
        int run = 0;
        for (int at = from; at < to; at++) {
            byte next = bytes[at];
            boolean isOfNumber = isDigit(next) || next == '.' || next == '-' || next == '+' || (next | 0x20) == 'e';
            run = isOfNumber ? run + 1 : 0;
            if (run > numberLength) {
                return true;
            }
        }
        return false;
    }

    private boolean hasLineFeed(int from, int to) {
        for (int at = from; at < to; at++) {
            if (bytes[at] == '\n') {
                return true;
            }
        }
        return false;
    }

    /** A null, or something that the place does not take. */
    private int nothing(int at, Place place, int row) {
        if (!isNull(at)) {
            return REFUSED;
        }
        place.absent(row);
        return at + 4;
    }

    private int nothing(int at) {
        return isNull(at) ? at + 4 : REFUSED;
    }

    private boolean isNull(int at) {
        return (int) Utf8Text.word(bytes, at) == NULL;
    }

    private int text(int start, BytesValues column, int row) {
        if (bytes[start] != '"') {
            return nothing(start);
        }
        int from = start + 1;
        int end = Utf8Text.plainEnd(bytes, from, limit);
        if (bytes[end] == '"') {
            column.setRange(row, from, end - from);
            return end + 1;
        }
        return specialText(from, end, column, row);
    }

    private int specialText(int from, int special, BytesValues column, int row) {
        int at = special;
        boolean escaped = false;
        while (at < limit && bytes[at] != '"') {
            if (bytes[at] == '\\') {
                escaped = true;
                at += 2;
            } else if (bytes[at] < 0) {
                at = Utf8Text.characterEnd(bytes, at);
                if (at < 0) {
                    return REFUSED;
                }
            } else {
                return REFUSED;
            }
            at = Utf8Text.plainEnd(bytes, at, limit);
        }
        if (at >= limit) {
            return REFUSED;
        }
        if (!escaped) {
            column.setRange(row, from, at - from);
            return at + 1;
        }
        int place = column.reserve(at - from);
        int end = unescape(from, at, column.copies(), place);
        if (end < 0) {
            return REFUSED;
        }
        column.setReserved(row, end - place);
        return at + 1;
    }

    private int unescape(int from, int to, byte[] target, int place) {
        int out = place;
        int at = from;
        while (at < to) {
            byte next = bytes[at];
            if (next != '\\') {
                target[out++] = next;
                at++;
            } else if (bytes[at + 1] != 'u') {
                int character = Utf8Text.escaped(bytes[at + 1]);
                if (character < 0) {
                    return REFUSED;
                }
                target[out++] = (byte) character;
                at += 2;
            } else {
                int character = at + 6 <= to ? Utf8Text.hexadecimal(bytes, at + 2) : REFUSED;
                at += 6;
                if (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE) {
                    character = pair(character, at, to);
                    at += 6;
                }
                if (character < 0) {
                    return REFUSED;
                }
                out = Utf8Text.encode(character, target, out);
            }
        }
        return out;
    }

    /** The character of a surrogate pair whose second half is escaped at {@code at}. */
    private int pair(int high, int at, int to) {
        if (high > Character.MAX_HIGH_SURROGATE || at + 6 > to || bytes[at] != '\\' || bytes[at + 1] != 'u') {
            return REFUSED;
        }
        int low = Utf8Text.hexadecimal(bytes, at + 2);
        return low >= Character.MIN_LOW_SURROGATE && low <= Character.MAX_LOW_SURROGATE
                ? Character.toCodePoint((char) high, (char) low)
                : REFUSED;
    }

    private int whole(int start, Place.Whole place, int row) {
        int at = start;
        boolean negative = bytes[at] == '-';
        if (negative) {
            at++;
        }
        int first = at;
        long value = 0;
        while (at < limit) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            value = value * 10 + digit;
            at++;
        }
        int digits = at - first;
        if (digits == 0) {
            return nothing(start);
        }
        byte next = bytes[at];
        if (digits > DIGITS_OF_LONG || (bytes[first] == '0' && digits > 1) || next == '.' || (next | 0x20) == 'e') {
            return REFUSED;
        }
        // 19 digits fit an unsigned long, so a value beyond a signed one shows as negative
        if (negative) {
            value = -value;
            if (value > 0) {
                return REFUSED;
            }
        } else if (value < 0) {
            return REFUSED;
        }
        if (value < place.least || value > place.greatest) {
            return REFUSED;
        }
        place.column.set(row, value);
        return at;
    }

    private int fractional(int start, Place.DoubleNumber place, int row) {
        int at = start;
        boolean negative = bytes[at] == '-';
        if (negative) {
            at++;
        }
        int first = at;
        long mantissa = 0;
        int power = 0;
        while (at < limit && isDigit(bytes[at])) {
            mantissa = mantissa * 10 + bytes[at++] - '0';
        }
        int digits = at - first;
        if (digits == 0) {
            return nothing(start);
        }
        if (bytes[first] == '0' && digits > 1) {
            return REFUSED;
        }
        if (bytes[at] == '.') {
            int point = ++at;
            while (at < limit && isDigit(bytes[at])) {
                mantissa = mantissa * 10 + bytes[at++] - '0';
            }
            power = point - at;
            if (power == 0) {
                return REFUSED;
            }
            digits -= power;
        }
        boolean exponent = (bytes[at] | 0x20) == 'e';
        if (exponent) {
            at = exponentEnd(at + 1);
        }
        if (at < 0 || at - start > numberLength) {
            return REFUSED;
        }
        double value;
        if (!exponent && digits < DIGITS_OF_LONG && mantissa <= EXACT_IN_DOUBLE && power >= -22) {
            // both are exact, so the quotient is the nearest double
            value = mantissa / POWERS[-power];
            value = negative ? -value : value;
        } else {
            value = Double.parseDouble(new String(bytes, start, at - start, ISO_8859_1));
            if (Double.isInfinite(value) || (place.isExact && power == 0 && !exponent)) {
                return REFUSED;
            }
        }
        place.column.setDouble(row, value);
        return at;
    }

    private int exponentEnd(int from) {
        int at = bytes[from] == '+' || bytes[from] == '-' ? from + 1 : from;
        int first = at;
        while (at < limit && isDigit(bytes[at])) {
            at++;
        }
        return at == first ? REFUSED : at;
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }

    private int flag(int at, NumberValues column, int row) {
        int word = (int) Utf8Text.word(bytes, at);
        if (word == TRUE) {
            column.set(row, 1);
            return at + 4;
        }
        if (bytes[at] == 'f' && (int) Utf8Text.word(bytes, at + 1) == FALSE_TAIL) {
            column.set(row, 0);
            return at + 5;
        }
        return nothing(at);
    }

    private int variant(int at, Place.VariantsPlace place, int row) {
        Place taken = switch (bytes[at]) {
            case '"' -> place.text;
            case '{' -> place.object;
            case '[' -> place.array;
            case 't', 'f' -> place.flag;
            case 'n' -> place;
            default -> place.number;
        };
        if (taken == place) {
            return nothing(at, place, row);
        }
        return value(at, taken, row);
    }

    private int scalar(int start, Place.Scalar place, int row) {
        if (isNull(start)) {
            return start + 4;
        }
        boolean isText = bytes[start] == '"';
        int end = JsonChecker.end(bytes, start, limit, 0);
        if (end < 0 || end - start > numberLength) {
            return REFUSED;
        }
        String literal = new String(bytes, start, end - start, ISO_8859_1);
        if (isText && Utf8Text.plainEnd(bytes, start + 1, limit) != end - 1) {
            return REFUSED;
        }
        JsonValue value = isText
                ? new JsonValue.TextValue(literal.substring(1, literal.length() - 1))
                : JsonScalars.literal(literal);
        Optional<Object> converted = place.cell.conversion().apply(value);
        if (converted.isEmpty()) {
            return REFUSED;
        }
        place.cell.setting().set(converted.get(), row);
        return end;
    }
}
