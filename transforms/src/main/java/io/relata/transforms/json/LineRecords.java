package io.relata.transforms.json;

import java.io.IOException;
import java.util.OptionalLong;

/**
 * Hands the lines of one part of a file to a scanner.
 *
 * <p>Invariant: when more is read, the window begins where a line of this part does, or behind white space at its start.
 */
final class LineRecords {

    /** How much is read at first of the last line's rest, beyond the part's end. */
    private static final int TAIL = 64 << 10;

    private final FilePart part;
    private final int longest;
    private final Window window;
    private final RecordScanner scanner;
    private boolean finished;

    LineRecords(FilePart part, JsonLimits limits, Window window, RecordScanner scanner) {
        this.part = part;
        this.longest = limits.recordBytes();
        this.window = window;
        this.scanner = scanner;
    }

    /**
     * The window's stream stands at the part's start, or one byte before it where that is not the file's.
     *
     * @return how many bytes the part's lines are
     */
    long read() throws IOException {
        scanner.framing(Framing.LINES);
        if (part.start() > 0) {
            passLine();
        } else if (window.startsWithMark()) {
            window.drop(3);
        }
        long first = window.offset(0);
        while (!finished) {
            fill();
            int end = completeEnd();
            if (end > 0) {
                scan(end);
                scanner.release();
                window.drop(end);
            } else if (window.isFull()) {
                tooLong();
            }
            finished |= window.ended() && window.filled() == 0;
        }
        return window.offset(0) - first;
    }

    private void scan(int limit) throws IOException {
        byte[] bytes = window.bytes();
        scanner.origin(place(0));
        int at = JsonChecker.behindSpace(bytes, 0, limit);
        while (at < limit) {
            int next = scanner.scan(bytes, at, limit);
            if (next == RecordScanner.REFUSED) {
                next = judge(bytes, at, limit);
            }
            at = JsonChecker.behindSpace(bytes, next, limit);
        }
    }

    private int judge(byte[] bytes, int start, int limit) throws IOException {
        int feed = LineFeeds.next(bytes, start, limit);
        int end = feed == LineFeeds.NONE ? limit : feed;
        scanner.judge(bytes, start, end, place(start));
        return end;
    }

    /** Up to the part's end, and from there on in steps that grow, since each looks at the whole line again. */
    private void fill() throws IOException {
        long left = part.end() - window.offset(window.filled());
        window.fill(left > 0 ? left : Math.max(TAIL, window.filled()));
    }

    /** Where the complete lines of this part end. */
    private int completeEnd() {
        byte[] bytes = window.bytes();
        int filled = window.filled();
        long lastOwned = Math.max(0, part.end() - 1 - window.offset(0));
        if (lastOwned < filled) {
            int feed = LineFeeds.next(bytes, (int) lastOwned, filled);
            if (feed != LineFeeds.NONE) {
                finished = true;
                return feed + 1;
            }
        }
        int behindLast = LineFeeds.last(bytes, filled) + 1;
        return window.ended() && filled - behindLast <= longest ? filled : behindLast;
    }

    /** One line fills all the window that there may be. */
    private void tooLong() throws IOException {
        int start = JsonChecker.behindSpace(window.bytes(), 0, window.filled());
        if (start == 0) {
            scanner.reject(new JsonReject(
                    Rejects.raw(window.bytes(), 0, window.filled()),
                    RejectReason.TOO_LARGE,
                    "a record of more than %,d bytes".formatted(longest),
                    place(0)));
            passLine();
        } else {
            window.drop(start);
        }
    }

    /** Goes behind the next line feed; where that is beyond the part's end, the part is finished. */
    private void passLine() throws IOException {
        while (true) {
            int feed = LineFeeds.next(window.bytes(), 0, window.filled());
            window.drop(feed == LineFeeds.NONE ? window.filled() : feed + 1);
            finished = window.offset(0) >= part.end();
            if (feed != LineFeeds.NONE || finished || (window.ended() && window.filled() == 0)) {
                return;
            }
            fill();
        }
    }

    private RecordPlace place(int index) {
        return new RecordPlace(part.path(), OptionalLong.of(window.offset(index)));
    }
}
