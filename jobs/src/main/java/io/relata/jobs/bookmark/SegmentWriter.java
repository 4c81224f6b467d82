package io.relata.jobs.bookmark;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.relata.transforms.json.ListedFile;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/** Writes a list of files. */
final class SegmentWriter implements AutoCloseable {

    private static final JsonFactory JSON = new JsonFactory();

    private final String name;
    private final JsonGenerator lines;
    private long files;

    SegmentWriter(String name, OutputStream stored) throws IOException {
        this.name = name;
        lines = JSON.createGenerator(new GZIPOutputStream(stored, 1 << 16), JsonEncoding.UTF8);
        lines.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
    }

    void add(ListedFile file) throws IOException {
        lines.writeStartObject();
        lines.writeStringField("path", file.path());
        lines.writeNumberField("bytes", file.bytes());
        lines.writeNumberField("modified", file.modified());
        if (file.etag().isPresent()) {
            lines.writeStringField("etag", file.etag().get());
        }
        lines.writeEndObject();
        files++;
    }

    /** What was written, once it is closed. */
    Segment segment() {
        return new Segment(name, files);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
