package io.relata.jobs.bookmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.relata.Problem;
import io.relata.RelataException;
import io.relata.jobs.publish.TargetLayout;
import io.relata.transforms.json.ListedFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** The lists of files that bookmarks name: compressed, a JSON object on each line, never held in memory. */
final class SegmentFiles {

    private static final ObjectReader LINES = new ObjectMapper().readerFor(JsonNode.class);
    private static final int BUFFER = 1 << 16;

    private final TargetLayout layout;
    private final Configuration configuration;

    SegmentFiles(TargetLayout layout, Configuration configuration) {
        this.layout = layout;
        this.configuration = configuration;
    }

    /**
     * Tells of each file of a list, in the order they were written.
     *
     * @throws RelataException when it cannot be read, or does not list as many files as it is said to
     */
    void each(Segment segment, Consumer<ListedFile> file) {
        Path path = path(segment.name());
        long found = 0;
        try (InputStream stored = path.getFileSystem(configuration).open(path);
                InputStream text = new GZIPInputStream(stored, BUFFER);
                MappingIterator<JsonNode> lines = LINES.readValues(text)) {
            while (lines.hasNextValue()) {
                file.accept(read(lines.nextValue()));
                found++;
            }
        } catch (IOException e) {
            throw unreadable(path, String.valueOf(e.getMessage()), e);
        }
        if (found != segment.files()) {
            throw unreadable(
                    path, "it lists " + found + " files, and its bookmark says " + segment.files(), new IOException());
        }
    }

    private static ListedFile read(JsonNode line) throws IOException {
        JsonNode path = line.path("path");
        if (!path.isTextual()
                || !line.path("bytes").canConvertToLong()
                || !line.path("modified").canConvertToLong()) {
            throw new IOException("a line of it describes no file");
        }
        return new ListedFile(
                path.textValue(),
                line.path("bytes").longValue(),
                line.path("modified").longValue(),
                Optional.ofNullable(line.path("etag").textValue()));
    }

    /** A list of this name to be written; nobody reads it before a bookmark names it. */
    SegmentWriter create(String name) throws IOException {
        Path path = path(name);
        return new SegmentWriter(name, path.getFileSystem(configuration).create(path, true));
    }

    private Path path(String name) {
        return new Path(layout.bookmarkFiles(), name);
    }

    private static RelataException unreadable(Path path, String why, IOException cause) {
        return RelataException.failed(
                new Problem(
                        "Cannot read which files were taken",
                        path.toString(),
                        why,
                        "Restore the file from an earlier version of the object; or run bookmark reset, which says what"
                                + " the next run will take"),
                cause);
    }
}
