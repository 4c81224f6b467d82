package io.relata.jobs.source;

import io.relata.transforms.json.FilePart;
import io.relata.transforms.json.InputFile;
import io.relata.transforms.json.JsonLimits;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;

/**
 * The lines of one part of a file as rows of {@link FoundRecord#SCHEMA}. Lines of white space are passed over.
 */
final class LineRecords extends RecordRows {

    private final FilePart part;
    private final JsonLimits limits;
    private final ByteLines lines;

    private LineRecords(FilePart part, JsonLimits limits, ByteLines lines) {
        this.part = part;
        this.limits = limits;
        this.lines = lines;
    }

    static LineRecords open(FilePart part, JsonLimits limits, Configuration settings) throws IOException {
        int most = Math.max(limits.recordBytes(), JsonLimits.RAW_BYTES);
        ByteLines lines = ByteLines.open(part, most, start -> InputFile.open(part.path(), start, settings));
        return new LineRecords(part, limits, lines);
    }

    @Override
    void closeStream() throws IOException {
        lines.close();
    }

    @Override
    Optional<Row> advance() throws IOException {
        Optional<ByteLines.Line> line = lines.next();
        while (line.isPresent()) {
            Optional<Row> row = found(line.get());
            if (row.isPresent()) {
                return row;
            }
            line = lines.next();
        }
        return Optional.empty();
    }

    private Optional<Row> found(ByteLines.Line line) {
        byte[] bytes = line.bytes();
        int first = 0;
        while (first < bytes.length && isSpace(bytes[first])) {
            first++;
        }
        if (first == bytes.length && line.isWhole()) {
            return Optional.empty();
        }
        byte[] text = first == 0 ? bytes : Arrays.copyOfRange(bytes, first, bytes.length);
        return Optional.of(LineText.found(text, line.length() - first, part.path(), line.start() + first, limits));
    }

    private static boolean isSpace(byte character) {
        return character == ' ' || character == '\t' || character == '\r';
    }
}
