package io.relata.jobs.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What the log of a Delta table says that the table consists of. Read from the commits themselves, from version 0 on, and
 * not asked of Delta, which would tell what it remembers.
 */
final class DeltaLog {

    private final JsonMapper json = new JsonMapper();
    private final NavigableSet<String> files = new TreeSet<>();

    /** What a reader has to know beside the files' columns; empty where that is nothing. */
    private Optional<String> demand = Optional.empty();

    private DeltaLog() {}

    /** @throws IOException when there is no log, or it cannot be read */
    static DeltaLog read(String location, Configuration configuration) throws IOException {
        Path log = new Path(location, "_delta_log");
        FileSystem system = log.getFileSystem(configuration);
        DeltaLog read = new DeltaLog();
        long version = 0;
        Path commit = commit(log, version);
        do {
            read.replay(system, commit);
            version++;
            commit = commit(log, version);
        } while (system.exists(commit));
        return read;
    }

    private static Path commit(Path log, long version) {
        return new Path(log, "%020d.json".formatted(version));
    }

    /** The live files by their paths below the table's folder, in order. */
    NavigableSet<String> files() {
        return files;
    }

    /** Why readers that see the files alone would read the table wrongly; empty when they would not. */
    Optional<String> demand() {
        return demand;
    }

    private void replay(FileSystem system, Path commit) throws IOException {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(system.open(commit), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode action = json.readTree(line);
                look(action);
                if (action.has("remove")) {
                    files.remove(path(action.path("remove")));
                }
                if (action.has("add")) {
                    files.add(path(action.path("add")));
                }
            }
        } catch (JsonProcessingException e) {
            throw new IOException("the commit " + commit.getName() + " of the Delta log is not JSON lines", e);
        }
    }

    private void look(JsonNode action) {
        int reader = action.path("protocol").path("minReaderVersion").asInt(1);
        JsonNode settings = action.path("metaData").path("configuration");
        if (reader > 1) {
            demand = Optional.of("reader version " + reader);
        } else if (settings.path("delta.enableDeletionVectors").asBoolean(false)
                || action.path("add").hasNonNull("deletionVector")) {
            demand = Optional.of("deletion vectors");
        } else if (!settings.path("delta.columnMapping.mode").asText("none").equals("none")) {
            demand = Optional.of("column mapping");
        }
    }

    private static String path(JsonNode action) throws IOException {
        String path = action.path("path").asText();
        try {
            URI uri = new URI(path);
            if (uri.getPath() != null && !uri.isAbsolute()) {
                return uri.getPath();
            }
        } catch (URISyntaxException e) {
            throw new IOException("the Delta log names a file by " + path + ", which is not a URI", e);
        }
        throw new IOException("the Delta log names the file " + path + " outside the table's folder");
    }
}
