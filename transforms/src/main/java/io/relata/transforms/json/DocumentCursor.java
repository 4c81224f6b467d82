package io.relata.transforms.json;

import java.io.IOException;

/**
 * Goes over a file of documents piece by piece. The bytes behind {@link #index} stay until the cursor moves; all before
 * them are released when more must be read.
 */
final class DocumentCursor {

    /** What {@link #peek} gives at the end of the file. */
    static final int END = -1;

    /** What {@link #valueEnd} gives for a value that is longer than a record may be. */
    static final int TOO_LONG = -1;

    private final Window window;
    private final TextEncoding encoding;
    private final int longest;
    private final RecordScanner scanner;
    private final ValueEnd value = new ValueEnd();
    private int at;

    DocumentCursor(Window window, TextEncoding encoding, JsonLimits limits, RecordScanner scanner) throws IOException {
        this.window = window;
        this.encoding = encoding;
        this.longest = limits.recordBytes();
        this.scanner = scanner;
        at = window.startsWithMark() ? 3 : 0;
    }

    byte[] bytes() {
        return window.bytes();
    }

    /** Where in {@link #bytes} the cursor stands. */
    int index() {
        return at;
    }

    /** Where in the text the cursor stands. */
    long position() {
        return window.offset(at);
    }

    void moveTo(int index) {
        at = index;
    }

    /** Passes over white space; what stands behind it, or {@link #END}. */
    int peek() throws IOException, BrokenDocument {
        do {
            at = JsonChecker.behindSpace(window.bytes(), at, window.filled());
            if (at < window.filled()) {
                return window.bytes()[at] & 0xFF;
            }
        } while (more());
        if (window.undecodable()) {
            throw broken(noText());
        }
        return END;
    }

    /** Passes over this character. */
    void pass(char expected, String place) throws IOException, BrokenDocument {
        if (peek() != expected) {
            throw unexpected(place);
        }
        at++;
    }

    /** The index behind the value here, which may yet be malformed inside, or {@link #TOO_LONG}. */
    int valueEnd() throws IOException, BrokenDocument {
        if (peek() == END) {
            throw unexpected("where a value must begin");
        }
        value.begin(window.bytes()[at]);
        while (true) {
            int end = value.find(window.bytes(), at, window.filled());
            if (end == ValueEnd.OPEN && !more()) {
                end = endOfFile();
                if (end == ValueEnd.OPEN) {
                    return TOO_LONG;
                }
            }
            if (end != ValueEnd.OPEN) {
                return end - at > longest ? TOO_LONG : checked(end);
            }
        }
    }

    /** Passes over the value that {@link #valueEnd} found too long; how long it is. */
    long passTooLong() throws IOException, BrokenDocument {
        long start = position();
        String raw = rawOfTooLong();
        while (true) {
            int end = value.find(window.bytes(), at, window.filled());
            if (end != ValueEnd.OPEN) {
                at = end;
                return position() - start;
            }
            at += value.passed();
            value.forgetPassed();
            if (!more()) {
                if (value.isBare() && !window.undecodable()) {
                    return position() - start;
                }
                throw new BrokenDocument(window.undecodable() ? noText() : "the file ends inside a value", start, raw);
            }
        }
    }

    /** The start of a value that {@link #valueEnd} found too long. */
    String rawOfTooLong() {
        return Rejects.raw(window.bytes(), at, at + longest + 1);
    }

    /** Passes over a value; what is no longer than a record may be is checked. */
    void skip() throws IOException, BrokenDocument {
        int end = valueEnd();
        if (end == TOO_LONG) {
            passTooLong();
        } else if (JsonChecker.end(window.bytes(), at, end, Integer.MAX_VALUE) == end) {
            at = end;
        } else {
            throw broken("a value that is not JSON");
        }
    }

    /** Passes over a key and its colon. */
    String key() throws IOException, BrokenDocument {
        if (peek() != '"') {
            throw unexpected("where a key must begin");
        }
        int end = valueEnd();
        if (end == TOO_LONG) {
            throw broken("a key of more than %,d bytes".formatted(longest));
        }
        if (JsonString.end(window.bytes(), at + 1, end) != end) {
            throw broken("a key that is not JSON");
        }
        String key = JsonString.text(window.bytes(), at + 1, end - 1);
        at = end;
        pass(':', "where a colon must follow a key");
        return key;
    }

    BrokenDocument unexpected(String place) throws IOException, BrokenDocument {
        int found = peek();
        String shown = found == END
                ? "the end of the file"
                : found > ' ' && found < 0x7F ? "'%c'".formatted(found) : "the byte 0x%02x".formatted(found);
        return broken(shown + " " + place);
    }

    private BrokenDocument broken(String why) throws IOException {
        boolean grows = true;
        while (grows && window.filled() - at < JsonLimits.RAW_BYTES + 1) {
            grows = more();
        }
        return new BrokenDocument(why, position(), Rejects.raw(window.bytes(), at, window.filled()));
    }

    /** Neither a string nor in brackets: what it is can be told at once, and nothing after it could be trusted. */
    private int checked(int end) throws IOException, BrokenDocument {
        if (end == at) {
            throw unexpected("where a value must begin");
        }
        if (value.isBare() && JsonChecker.end(window.bytes(), at, end, 0) != end) {
            throw broken("neither a number nor true, false or null");
        }
        return end;
    }

    private int endOfFile() throws IOException, BrokenDocument {
        if (!window.ended()) {
            return ValueEnd.OPEN;
        }
        if (value.isBare() && !window.undecodable()) {
            return window.filled();
        }
        throw broken(window.undecodable() ? noText() : "the file ends inside a value");
    }

    private String noText() {
        return "this is no text in " + encoding;
    }

    /** Reads on; false where there is nothing more, or no room for more behind the cursor. */
    private boolean more() throws IOException {
        if (window.ended()) {
            return false;
        }
        scanner.release();
        window.drop(at);
        at = 0;
        if (window.isFull()) {
            return false;
        }
        int before = window.filled();
        window.fill(Long.MAX_VALUE);
        return window.filled() > before;
    }
}
