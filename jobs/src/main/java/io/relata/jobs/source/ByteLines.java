package io.relata.jobs.source;

import io.relata.transforms.json.FilePart;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * The lines that begin in one part of a file, read as a stream: one line at a time is held, and of one that is too long
 * only its first bytes. A mark at the file's start that says it is UTF-8 belongs to no line.
 */
final class ByteLines implements Closeable {

    private static final int CHUNK = 64 << 10;
    private static final int END = -1;
    private static final int[] MARK = {0xEF, 0xBB, 0xBF};

    private final FilePart part;
    private final int most;
    private final InputStream in;
    private final byte[] chunk = new byte[CHUNK];
    private int filled;
    private int at;
    private long offset;

    /** Where the next line begins, a mark before it counted. */
    private long lineStart;

    private byte[] line = new byte[CHUNK];

    /** One line. */
    static final class Line {

        private final byte[] bytes;
        private final long start;
        private final long length;

        private Line(byte[] bytes, long start, long length) {
            this.bytes = bytes;
            this.start = start;
            this.length = length;
        }

        /** The line without its line feed, or its first bytes; not a copy. */
        byte[] bytes() {
            return bytes;
        }

        /** The offset of its first byte. */
        long start() {
            return start;
        }

        /** How many bytes it has in the file, without its line feed. */
        long length() {
            return length;
        }

        /** Whether all its bytes are here. */
        boolean isWhole() {
            return bytes.length == length;
        }
    }

    private ByteLines(FilePart part, int most, InputStream in, long offset) {
        this.part = part;
        this.most = most;
        this.in = in;
        this.offset = offset;
    }

    /** Opens a file from an offset on. */
    @FunctionalInterface
    interface Opening {
        InputStream at(long start) throws IOException;
    }

    /** @param most how many bytes of a line are kept */
    static ByteLines open(FilePart part, int most, Opening opening) throws IOException {
        // One byte back, to see whether a line begins where the part does.
        long start = Math.max(0, part.start() - 1);
        InputStream content;
        try {
            content = opening.at(start);
        } catch (IOException | RuntimeException e) {
            throw unreadable(part, start, e);
        }
        try {
            ByteLines lines = new ByteLines(part, most, content, start);
            if (part.start() > 0) {
                lines.passLine();
            } else {
                lines.passMark();
            }
            return lines;
        } catch (IOException | RuntimeException e) {
            content.close();
            throw e;
        }
    }

    /** The next line that begins in the part. */
    Optional<Line> next() throws IOException {
        return lineStart < part.end() && isMore() ? Optional.of(line()) : Optional.empty();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean isMore() throws IOException {
        if (at == filled) {
            fill();
        }
        return at < filled;
    }

    private Line line() throws IOException {
        long start = offset;
        int kept = 0;
        int character = take();
        while (character != '\n' && character != END) {
            if (kept < most) {
                line = kept < line.length ? line : Arrays.copyOf(line, 2 * line.length);
                line[kept++] = (byte) character;
            }
            character = take();
        }
        lineStart = offset;
        return new Line(Arrays.copyOf(line, kept), start, offset - start - (character == END ? 0 : 1));
    }

    private void passLine() throws IOException {
        int character = take();
        while (character != '\n' && character != END) {
            character = take();
        }
        lineStart = offset;
    }

    private void passMark() throws IOException {
        fill();
        boolean isThere = filled >= MARK.length;
        for (int i = 0; isThere && i < MARK.length; i++) {
            isThere = (chunk[i] & 0xFF) == MARK[i];
        }
        if (isThere) {
            at = MARK.length;
            offset = MARK.length;
        }
    }

    private int take() throws IOException {
        if (!isMore()) {
            return END;
        }
        offset++;
        return chunk[at++] & 0xFF;
    }

    private void fill() throws IOException {
        at = 0;
        filled = 0;
        try {
            // As much as there is room for, so that a mark is never read in pieces.
            filled = in.readNBytes(chunk, 0, CHUNK);
        } catch (IOException | RuntimeException e) {
            // Decompressors answer to some broken files with unchecked exceptions.
            throw unreadable(part, offset, e);
        }
    }

    private static IOException unreadable(FilePart part, long offset, Exception cause) {
        return new IOException(
                "Cannot read %s past byte %d: %s".formatted(part.path(), offset, cause.getMessage()), cause);
    }
}
