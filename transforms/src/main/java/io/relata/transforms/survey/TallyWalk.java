package io.relata.transforms.survey;

import io.relata.transforms.json.Framing;
import io.relata.transforms.json.JsonLimits;

/**
 * Walks the bytes of one record and counts its values, without an object per value.
 *
 * <p>Invariant: a method that reads something at an index gives the index behind it, or {@link #REFUSED} when a complete
 * parser has to decide: the text is not plainly well-formed, or a key comes twice. Indices only grow, so one behind the
 * limit leads to a refusal at the record's end at the latest, and nothing is read more than 16 bytes behind it. What a
 * walk does hangs on nothing but the bytes and on which places are known, so that walking the same bytes again with
 * counts of the opposite sign takes a refused record back. A count is zero only before the first value of its kind, so
 * that this is noted without a look at anything else.
 */
final class TallyWalk {

    static final int REFUSED = -1;

    private static final int NULL = 'n' | 'u' << 8 | 'l' << 16 | 'l' << 24;
    private static final int TRUE = 't' | 'r' << 8 | 'u' << 16 | 'e' << 24;
    private static final int ALSE = 'a' | 'l' << 8 | 's' << 16 | 'e' << 24;

    /** How many keys may be missing before the one that is guessed. */
    private static final int GUESSES = 4;

    /** Integers of fewer digits are exact as doubles. */
    private static final int EXACT_DIGITS = 15;

    private final TallyTree tree;
    private final TallyUndo undo;
    private final FirstMet firsts;
    private final int depth;
    private final int numberLength;
    private final boolean seeksTimestamps;
    private byte[] bytes = {};
    private byte[] unescaped = {};
    private int limit;
    private boolean lines;
    private long delta;
    private int level;
    private long object;

    /** How many bytes shorter the text read last is without its escapes; -1 when it has none. */
    private int saved;

    TallyWalk(TallyTree tree, FirstMet firsts, JsonLimits limits, SurveyOptions.Timestamps timestamps) {
        this.tree = tree;
        this.undo = tree.undo;
        this.firsts = firsts;
        this.depth = limits.depth();
        this.numberLength = limits.numberLength();
        this.seeksTimestamps = timestamps == SurveyOptions.Timestamps.INFER;
    }

    void framing(Framing framing) {
        lines = framing == Framing.LINES;
    }

    /** Counts the record that begins at {@code start}; a refused one leaves no trace. */
    int record(byte[] source, int start, int end) {
        bytes = source;
        limit = end;
        delta = 1;
        int behind = walk(start);
        if (behind == REFUSED) {
            delta = -1;
            walk(start);
            tree.undo();
        } else {
            undo.clear();
        }
        return behind;
    }

    private int walk(int start) {
        level = 0;
        if (bytes[start] != '{') {
            return REFUSED;
        }
        int at = object(start, tree.root);
        return at < 0 || at > limit ? REFUSED : recordEnd(at);
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
            boolean isBlank = next == ' ' || next == '\t' || next == '\r' || (next == '\n' && !lines);
            if (!isBlank) {
                return at;
            }
            at++;
        }
        return limit;
    }

    private int value(int at, PlaceTally place) {
        byte first = bytes[at];
        if (first == '"') {
            return text(at + 1, place);
        }
        if (first <= '9' && first >= '-') {
            return number(at, place);
        }
        if (at >= limit) {
            return REFUSED;
        }
        return switch (first) {
            case '{' -> object(at, place);
            case '[' -> array(at, place);
            case 'n' -> nothing(at, place);
            case 't', 'f' -> flag(at, place);
            default -> REFUSED;
        };
    }

    private int nothing(int at, PlaceTally place) {
        place.nulls += delta;
        return (int) TextBytes.word(bytes, at) == NULL ? at + 4 : REFUSED;
    }

    private int flag(int at, PlaceTally place) {
        if (place.booleans == 0) {
            firsts.met(place, Kind.BOOLEAN);
        }
        place.booleans += delta;
        if ((int) TextBytes.word(bytes, at) == TRUE) {
            return at + 4;
        }
        return bytes[at] == 'f' && (int) TextBytes.word(bytes, at + 1) == ALSE ? at + 5 : REFUSED;
    }

    @SuppressWarnings("ReferenceEquality") // places have identity
    private int object(int start, PlaceTally place) {
        byte[] source = bytes;
        if (++level > depth) {
            return REFUSED;
        }
        if (place.objects == 0) {
            firsts.met(place, Kind.OBJECT);
        }
        place.objects += delta;
        long number = ++object;
        PlaceTally previous = PlaceTally.NONE;
        PlaceTally guess = place.first;
        boolean isBlank = true;
        int at = start + 1;
        if (source[at] <= ' ') {
            at = space(at);
        }
        if (source[at] == '}') {
            level--;
            place.blankObjects += delta;
            return at + 1;
        }
        while (source[at] == '"' && at < limit) {
            at++;
            PlaceTally member = guess.standsAt(source, at, limit) ? guess : guess(guess.next, at);
            if (member != PlaceTally.NONE) {
                at += member.quotedLength;
            } else {
                int end = textEnd(at);
                if (end < 0) {
                    return REFUSED;
                }
                member = member(place, previous, at, end);
                at = end + 1;
            }
            if (member != tree.others) {
                if (member.seenIn == number) {
                    return REFUSED;
                }
                member.seenIn = number;
                previous = member;
                guess = member.next;
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
            isBlank &= source[at] == 'n';
            at = value(at, member);
            if (at < 0) {
                return REFUSED;
            }
            if (source[at] <= ' ') {
                at = space(at);
            }
            if (source[at] != ',') {
                break;
            }
            at++;
            if (source[at] <= ' ') {
                at = space(at);
            }
            if (source[at] == '}') {
                return REFUSED;
            }
        }
        if (source[at] != '}' || at >= limit) {
            return REFUSED;
        }
        level--;
        if (isBlank) {
            place.blankObjects += delta;
        }
        return at + 1;
    }

    private PlaceTally guess(PlaceTally first, int at) {
        PlaceTally guess = first;
        for (int i = 1; i < GUESSES; i++) {
            if (guess.standsAt(bytes, at, limit)) {
                return guess;
            }
            guess = guess.next;
        }
        return PlaceTally.NONE;
    }

    /** The member of the key from {@code at} to {@code end}, which was read just now. */
    @SuppressWarnings("ReferenceEquality")
    private PlaceTally member(PlaceTally place, PlaceTally previous, int at, int end) {
        if (place == tree.others) {
            return place;
        }
        PlaceTally member;
        if (saved < 0) {
            member = tree.member(place, previous, bytes, at, end);
        } else {
            int length = unescape(at, end);
            member = tree.member(place, previous, unescaped, 0, length);
        }
        if (member == tree.others) {
            place.otherMembers += delta;
        }
        return member;
    }

    private int unescape(int from, int to) {
        if (unescaped.length < to - from) {
            unescaped = new byte[Math.max(to - from, 2 * unescaped.length)];
        }
        return TextBytes.unescape(bytes, from, to, unescaped);
    }

    private int array(int start, PlaceTally place) {
        byte[] source = bytes;
        if (++level > depth) {
            return REFUSED;
        }
        if (place.arrays == 0) {
            firsts.met(place, Kind.ARRAY);
        }
        place.arrays += delta;
        int at = start + 1;
        if (source[at] <= ' ') {
            at = space(at);
        }
        if (source[at] == ']') {
            level--;
            place.emptyArrays += delta;
            return at + 1;
        }
        PlaceTally element = tree.element(place);
        while (at < limit) {
            at = value(at, element);
            if (at < 0) {
                return REFUSED;
            }
            if (source[at] <= ' ') {
                at = space(at);
            }
            if (source[at] != ',') {
                break;
            }
            at++;
            if (source[at] <= ' ') {
                at = space(at);
            }
        }
        if (source[at] != ']' || at >= limit) {
            return REFUSED;
        }
        level--;
        return at + 1;
    }

    private int text(int from, PlaceTally place) {
        int end = textEnd(from);
        if (end < 0) {
            return REFUSED;
        }
        if (place.strings == 0) {
            firsts.met(place, Kind.STRING);
        }
        place.strings += delta;
        int length = saved < 0 ? end - from : end - from - saved;
        if (length > place.longestText) {
            undo.growing(place);
            place.longestText = length;
        }
        if (!seeksTimestamps || !isTimestamp(from, end)) {
            place.plainTexts += delta;
        }
        return end + 1;
    }

    private boolean isTimestamp(int from, int end) {
        if (saved < 0) {
            return TimestampText.isAt(bytes, from, end);
        }
        int length = unescape(from, end);
        return TimestampText.isAt(unescaped, 0, length);
    }

    /** The closing quote of the text that begins here. */
    private int textEnd(int from) {
        byte[] source = bytes;
        saved = -1;
        int at = from;
        while (at < limit) {
            long stops = TextBytes.stops(TextBytes.word(source, at));
            if (stops == 0) {
                at += Long.BYTES;
                continue;
            }
            at += TextBytes.first(stops);
            byte stop = source[at];
            if (stop == '"') {
                return at < limit ? at : REFUSED;
            }
            at = special(at);
            if (at < 0) {
                return REFUSED;
            }
        }
        return REFUSED;
    }

    /** The end of the escape here, or of the characters beyond ASCII. */
    private int special(int from) {
        int at = from;
        if (bytes[at] == '\\') {
            int character = at < limit ? TextBytes.escaped(bytes, at) : TextBytes.DOUBTFUL;
            if (character < 0) {
                return REFUSED;
            }
            int length = TextBytes.escapeLength(bytes, at, character);
            saved = Math.max(saved, 0) + length - TextBytes.encodedLength(character);
            return at + length;
        }
        while (bytes[at] < 0) {
            at = at < limit ? TextBytes.characterEnd(bytes, at) : REFUSED;
            if (at < 0) {
                return REFUSED;
            }
        }
        return at == from ? REFUSED : at;
    }

    private int number(int start, PlaceTally place) {
        byte[] source = bytes;
        int first = source[start] == '-' ? start + 1 : start;
        int at = digitsEnd(first);
        int digits = at - first;
        if (digits == 0 || (source[first] == '0' && digits > 1)) {
            return REFUSED;
        }
        byte next = source[at];
        if (next == '.') {
            int point = at;
            at = digitsEnd(point + 1);
            int fraction = at - point - 1;
            next = source[at];
            if ((next | 0x20) == 'e' || fraction == 0 || at - start > EXACT_DIGITS * 2) {
                return unusual(start, at, place);
            }
            if (place.fractions == 0) {
                firsts.met(place, Kind.NUMBER);
            }
            place.fractions += delta;
            if (digits > place.fractionWholeDigits || fraction > place.fractionDigits) {
                NumberTally.grow(place, digits, fraction, undo);
            }
        } else {
            if ((next | 0x20) == 'e' || digits > EXACT_DIGITS) {
                return unusual(start, at, place);
            }
            if (place.longs == 0) {
                firsts.met(place, Kind.NUMBER);
            }
            place.longs += delta;
            if (digits > place.wholeDigits) {
                undo.growing(place);
                place.wholeDigits = digits;
            }
        }
        return at - start > numberLength ? REFUSED : at;
    }

    private int digitsEnd(int from) {
        byte[] source = bytes;
        int at = from;
        while (at < limit && source[at] >= '0' && source[at] <= '9') {
            at++;
        }
        return at;
    }

    /** A number of many digits or with an exponent, of which everything up to {@code at} was read. */
    private int unusual(int start, int at, PlaceTally place) {
        int end = at;
        if (bytes[at - 1] == '.') {
            return REFUSED;
        }
        if ((bytes[end] | 0x20) == 'e' && end < limit) {
            int sign = bytes[end + 1] == '-' || bytes[end + 1] == '+' ? 2 : 1;
            int exponent = end + sign;
            end = digitsEnd(exponent);
            if (end == exponent) {
                return REFUSED;
            }
        }
        if (end - start > numberLength || end > limit) {
            return REFUSED;
        }
        if (place.numbers() == 0) {
            firsts.met(place, Kind.NUMBER);
        }
        NumberTally.count(place, bytes, start, end, delta, undo);
        return end;
    }
}
