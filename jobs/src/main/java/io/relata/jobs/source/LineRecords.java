package io.relata.jobs.source;

import io.relata.transforms.json.FilePart;
import io.relata.transforms.json.InputFile;
import io.relata.transforms.json.JsonLimits;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;

/**
 * The lines of one part of a file as rows of {@link FoundRecord#SCHEMA}, read as a stream: one line at a time is held,
 * and of one that is too long no more than a record may have. Lines of white space are passed over.
 */
final class LineRecords extends RecordRows {

    private static final int CHUNK = 64 << 10;
    private static final int END = -1;
    private static final int[] MARK = {0xEF, 0xBB, 0xBF};

    private final FilePart part;
    private final JsonLimits limits;
    private final InputStream in;
    private final byte[] chunk = new byte[CHUNK];
    private int filled;
    private int at;
    private long offset;
    private long lineStart;
    private byte[] line = new byte[CHUNK];

    private LineRecords(FilePart part, JsonLimits limits, InputStream in, long offset) {
        this.part = part;
        this.limits = limits;
        this.in = in;
        this.offset = offset;
    }

    static LineRecords open(FilePart part, JsonLimits limits, Configuration settings) throws IOException {
        // One byte back, to see whether a line begins where the part does.
        long start = Math.max(0, part.start() - 1);
        InputStream content;
        try {
            content = InputFile.open(part.path(), start, settings);
        } catch (IOException | RuntimeException e) {
            throw unreadable(part, start, e);
        }
        try {
            LineRecords records = new LineRecords(part, limits, content, start);
            if (part.start() > 0) {
                records.passLine();
            } else {
                records.passMark();
            }
            return records;
        } catch (IOException | RuntimeException e) {
            content.close();
            throw e;
        }
    }

    @Override
    void closeStream() throws IOException {
        in.close();
    }

    @Override
    Optional<Row> advance() throws IOException {
        while (lineStart < part.end()) {
            int first = take();
            while (first == ' ' || first == '\t' || first == '\r') {
                first = take();
            }
            if (first == END) {
                return Optional.empty();
            }
            if (first != '\n') {
                return Optional.of(found(first));
            }
            lineStart = offset;
        }
        return Optional.empty();
    }

    private Row found(int first) throws IOException {
        long start = offset - 1;
        int kept = 0;
        int character = first;
        while (character != '\n' && character != END) {
            if (kept < Math.max(limits.recordBytes(), JsonLimits.RAW_BYTES)) {
                line = kept < line.length ? line : Arrays.copyOf(line, 2 * line.length);
                line[kept++] = (byte) character;
            }
            character = take();
        }
        lineStart = offset;
        long length = offset - start - (character == END ? 0 : 1);
        return LineText.found(Arrays.copyOf(line, kept), length, part.path(), start, limits);
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
        if (at == filled) {
            fill();
        }
        if (at == filled) {
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
