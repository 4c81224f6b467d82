package io.relata.transforms.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import org.apache.hadoop.conf.Configuration;

/**
 * Reads a split and hands its records to a scanner, in their order. Holds about half a mebibyte at a time, or as much as the
 * longest record takes.
 */
public final class SplitReader {

    private static final int CHUNK = 1 << 19;

    private SplitReader() {}

    /**
     * @param input the input that the split belongs to
     * @return how many bytes of decompressed text were read as records, and passed over between them
     * @throws IOException with the file's name and the offset in its decompressed content, when it cannot be read or
     *     decompressed; or what the scanner threw
     */
    public static long read(JsonSplit split, JsonInput input, Configuration configuration, RecordScanner scanner)
            throws IOException {
        return read(split, input, configuration, scanner, CHUNK);
    }

    static long read(JsonSplit split, JsonInput input, Configuration configuration, RecordScanner scanner, int chunk)
            throws IOException {
        long bytes = 0;
        Window window = new Window(chunk, input.limits().recordBytes());
        RecordScanner taking = taking(input, scanner);
        for (FilePart part : split.parts()) {
            // One byte back, to see whether a line begins where the part does.
            long offset = Math.max(0, part.start() - 1);
            try (InputStream content = open(part.path(), offset, configuration)) {
                if (part.layout() == FileLayout.LINES) {
                    window.begin(part.path(), content, offset);
                    bytes += new LineRecords(part, input.limits(), window, taking).read();
                } else {
                    bytes += readDocuments(part, content, input, window, taking);
                }
            }
        }
        return bytes;
    }

    private static RecordScanner taking(JsonInput input, RecordScanner scanner) {
        return input.choice().isPresent() ? new ChosenRecords(input.choice().get(), scanner) : scanner;
    }

    private static long readDocuments(
            FilePart part, InputStream content, JsonInput input, Window window, RecordScanner scanner)
            throws IOException {
        PushbackInputStream text = new PushbackInputStream(content, TextEncoding.HEAD);
        TextEncoding encoding;
        try {
            encoding = TextEncoding.of(text);
        } catch (IOException | RuntimeException e) {
            throw Window.unreadable(part.path(), 0, e);
        }
        window.begin(part.path(), encoding.asUtf8(text), 0);
        return new DocumentRecords(part, encoding, input, window, scanner).read();
    }

    private static InputStream open(String path, long offset, Configuration configuration) throws IOException {
        try {
            return InputFile.open(path, offset, configuration);
        } catch (IOException | RuntimeException e) {
            throw Window.unreadable(path, offset, e);
        }
    }
}
