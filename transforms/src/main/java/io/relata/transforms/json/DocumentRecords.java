package io.relata.transforms.json;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Hands the records of a file of documents to a scanner: the elements of the list at the records path of each document;
 * without a path the elements of each list at the top, and all other values there. Where the text stops being JSON, one
 * reject stands for the rest of the file. Stops at the first record that begins behind the part's end.
 */
final class DocumentRecords {

    private final FilePart part;
    private final Optional<RecordsPath> records;
    private final JsonLimits limits;
    private final TextEncoding encoding;
    private final RecordScanner scanner;
    private final DocumentCursor cursor;
    private boolean listFound;
    private long origin = -1;

    /** The window's stream stands at the file's start and gives UTF-8. */
    DocumentRecords(FilePart part, TextEncoding encoding, JsonInput input, Window window, RecordScanner scanner)
            throws IOException {
        this.part = part;
        this.encoding = encoding;
        this.records = input.records();
        this.limits = input.limits();
        this.scanner = scanner;
        this.cursor = new DocumentCursor(window, encoding, limits, scanner);
    }

    /** Gives how many bytes of text were passed over. */
    long read() throws IOException {
        scanner.framing(Framing.RANGES);
        try {
            while (cursor.peek() != DocumentCursor.END && !isBehindEnd()) {
                document();
            }
        } catch (BrokenDocument e) {
            scanner.reject(new JsonReject(e.raw(), RejectReason.MALFORMED, e.detail(), place(e.position())));
        }
        scanner.release();
        return cursor.position();
    }

    private boolean isBehindEnd() {
        return cursor.position() >= part.end();
    }

    private void document() throws IOException, BrokenDocument {
        if (records.isEmpty()) {
            if (cursor.peek() == '[') {
                list();
            } else {
                record();
            }
            return;
        }
        long start = cursor.position();
        listFound = false;
        alongPath(records.get().keys());
        if (!listFound && !isBehindEnd()) {
            scanner.reject(new JsonReject(
                    "",
                    RejectReason.RECORDS_PATH_MISSING,
                    "the document holds no list at %s".formatted(records.get()),
                    place(start)));
        }
    }

    /** Passes over a value, and over the records in it that these keys lead to. */
    private void alongPath(List<String> keys) throws IOException, BrokenDocument {
        int first = cursor.peek();
        if (keys.isEmpty() && first == '[') {
            list();
        } else if (!keys.isEmpty() && first == '{') {
            object(keys.get(0), keys.subList(1, keys.size()));
        } else {
            cursor.skip();
        }
    }

    private void object(String step, List<String> further) throws IOException, BrokenDocument {
        cursor.pass('{', "where an object must begin");
        boolean more = cursor.peek() != '}';
        while (more) {
            if (cursor.key().equals(step)) {
                alongPath(further);
            } else {
                cursor.skip();
            }
            if (isBehindEnd()) {
                return;
            }
            more = cursor.peek() == ',';
            if (more) {
                cursor.pass(',', "");
            }
        }
        cursor.pass('}', "where a comma or the end of the object must follow");
    }

    private void list() throws IOException, BrokenDocument {
        listFound = true;
        cursor.pass('[', "where a list must begin");
        boolean more = cursor.peek() != ']';
        while (more) {
            cursor.peek();
            if (isBehindEnd()) {
                return;
            }
            record();
            more = cursor.peek() == ',';
            if (more) {
                cursor.pass(',', "");
            }
        }
        cursor.pass(']', "where a comma or the end of the list must follow");
    }

    private void record() throws IOException, BrokenDocument {
        int end = cursor.valueEnd();
        if (end == DocumentCursor.TOO_LONG) {
            tooLong();
            return;
        }
        byte[] bytes = cursor.bytes();
        int start = cursor.index();
        originAt(cursor.position() - start);
        if (scanner.scan(bytes, start, end) == RecordScanner.REFUSED) {
            scanner.judge(bytes, start, end, place(cursor.position()));
        }
        cursor.moveTo(end);
    }

    private void originAt(long position) {
        if (position != origin) {
            origin = position;
            scanner.origin(place(position));
        }
    }

    private void tooLong() throws IOException, BrokenDocument {
        RecordPlace place = place(cursor.position());
        String raw = cursor.rawOfTooLong();
        long length = cursor.passTooLong();
        scanner.reject(new JsonReject(
                raw,
                RejectReason.TOO_LARGE,
                "a record of %,d bytes, of at most %,d".formatted(length, limits.recordBytes()),
                place));
    }

    /** Known in UTF-8 only: the bytes that are counted are those of the text in it. */
    private RecordPlace place(long position) {
        return new RecordPlace(
                part.path(), encoding == TextEncoding.UTF_8 ? OptionalLong.of(position) : OptionalLong.empty());
    }
}
