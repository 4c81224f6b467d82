package io.relata.jobs.source;

import io.relata.jobs.source.CsvFormat.LineEnds;
import io.relata.transforms.json.FilePart;
import io.relata.transforms.json.InputFile;
import io.relata.transforms.json.JsonLimits;
import io.relata.transforms.json.RejectReason;
import io.relata.transforms.json.Utf8InputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;

/** The records of one part of a CSV file as cells, one at a time. Lines without a character are passed over. */
final class CsvText implements Closeable {

    private static final int ASCII = 128;

    private final CsvFormat format;
    private final JsonLimits limits;
    private final Charset charset;
    private final boolean knowsOffsets;
    private final ByteLines lines;
    private final CsvCells cells;

    /**
     * A record, or what is none.
     *
     * @param cells what could be told apart of it
     * @param raw its text, cut where it is long
     * @param start the offset of its first byte in what was read of the file
     * @param position the same in the decompressed file; empty where that is unknown
     * @param defect why it is no record
     */
    record Found(List<CsvCells.Cell> cells, String raw, long start, OptionalLong position, Optional<Defect> defect) {}

    private CsvText(CsvFormat format, JsonLimits limits, Charset charset, boolean knowsOffsets, ByteLines lines) {
        this.format = format;
        this.limits = limits;
        this.charset = charset;
        this.knowsOffsets = knowsOffsets;
        this.lines = lines;
        this.cells = new CsvCells(format);
    }

    static CsvText open(FilePart part, CsvFormat format, JsonLimits limits, Configuration settings) throws IOException {
        Charset stored = Charset.forName(format.encoding());
        boolean isPlain = isReadByLines(stored);
        int most = Math.max(limits.recordBytes(), JsonLimits.RAW_BYTES);
        ByteLines lines = ByteLines.open(part, most, start -> {
            InputStream content = InputFile.open(part.path(), start, settings);
            return isPlain ? content : new Utf8InputStream(content, stored);
        });
        return new CsvText(format, limits, isPlain ? stored : StandardCharsets.UTF_8, isPlain, lines);
    }

    /** Whether a line feed is one byte that is no part of another character, so that files can be cut at lines. */
    static boolean isReadByLines(Charset charset) {
        byte[] bytes = new byte[ASCII];
        for (int i = 0; i < ASCII; i++) {
            bytes[i] = (byte) i;
        }
        return new String(bytes, charset).equals(new String(bytes, StandardCharsets.US_ASCII));
    }

    Optional<Found> next() throws IOException {
        Optional<ByteLines.Line> line = lines.next();
        while (line.isPresent() && line.get().isWhole() && length(line.get()) == 0) {
            line = lines.next();
        }
        return line.isPresent() ? Optional.of(found(line.get())) : Optional.empty();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private Found found(ByteLines.Line first) throws IOException {
        CsvRaw raw = new CsvRaw(limits, charset);
        CsvCells.State state = cells.begin(raw.add(first, length(first)));
        Optional<ByteLines.Line> last = Optional.of(first);
        while (state == CsvCells.State.OPEN && format.lineEnds() == LineEnds.MAYBE_OF_CELLS) {
            String end = length(last.orElseThrow()) < last.orElseThrow().bytes().length ? "\r\n" : "\n";
            last = lines.next();
            if (last.isEmpty()) {
                break;
            }
            if (raw.isTooLarge()) {
                cells.forget();
            }
            state = cells.goOn(end + raw.add(last.get(), length(last.get())));
        }
        OptionalLong position = knowsOffsets ? OptionalLong.of(first.start()) : OptionalLong.empty();
        Optional<Defect> broken = broken(state);
        return new Found(
                cells.cells(),
                raw.shown(),
                first.start(),
                position,
                raw.defect().or(() -> broken));
    }

    private Optional<Defect> broken(CsvCells.State state) {
        return switch (state) {
            case WHOLE -> Optional.empty();
            case BROKEN -> Optional.of(malformed("a closing quote that no delimiter follows"));
            case OPEN ->
                Optional.of(malformed(
                        format.lineEnds() == LineEnds.OF_RECORDS
                                ? "an opening quote without a closing one on its line"
                                : "an opening quote without a closing one; nothing from here to the end of the file could"
                                        + " be read"));
        };
    }

    private static Defect malformed(String detail) {
        return new Defect(RejectReason.MALFORMED, detail);
    }

    /** Without the carriage return of a line that ends with one. */
    private static int length(ByteLines.Line line) {
        int length = line.bytes().length;
        return line.isWhole() && length > 0 && line.bytes()[length - 1] == '\r' ? length - 1 : length;
    }
}
