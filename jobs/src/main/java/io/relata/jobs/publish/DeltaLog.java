package io.relata.jobs.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.relata.PartitionValues;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What the log of a Delta table says that the table consists of. Read from the commits themselves, from version 0 on, and
 * not asked of Delta, which would tell what it remembers. A table lies in the folder of one run, and files of earlier runs
 * in folders beside it.
 */
final class DeltaLog {

    private static final String COMMITS = "_delta_log";

    private final JsonMapper json = new JsonMapper();
    private final String location;
    private final NavigableMap<String, LiveFile> live = new TreeMap<>();
    private final List<String> partitionColumns = new ArrayList<>();

    /** What a reader has to know beside the files' columns; empty where that is nothing. */
    private Optional<String> demand = Optional.empty();

    private long versions;

    private DeltaLog(String location) {
        this.location = location;
    }

    /**
     * A file that belongs to the table.
     *
     * @param location where it lies, without escapes
     * @param rows as the log counts them; empty where it does not
     * @param add what the log says of it
     */
    record LiveFile(String location, PartitionValues partition, long bytes, OptionalLong rows, JsonNode add) {

        /** Stands for the one partition of a table without partition columns. */
        static final PartitionValues WHOLE = new PartitionValues(List.of("all"));

        /** The folder that it lies in. */
        FolderPath folder() {
            return FolderPath.of(location.substring(0, location.lastIndexOf('/')));
        }

        /** The folder of the run that wrote it. */
        String runFolder(String runs) {
            return location.substring(0, location.indexOf('/', runs.length() + 1));
        }

        /** The folder of its partition below that of its run. */
        String partitionFolder(String runs) {
            return location.substring(runFolder(runs).length() + 1, location.lastIndexOf('/'));
        }
    }

    /**
     * Reads all of it.
     *
     * @throws FileNotFoundException when there is no log
     * @throws IOException when it cannot be read, or not from its beginning
     */
    static DeltaLog read(String location, Configuration configuration) throws IOException {
        DeltaLog read = new DeltaLog(location);
        FileSystem system = new Path(location).getFileSystem(configuration);
        Path commit = new Path(commit(location, 0));
        if (!system.exists(commit) && system.exists(commit.getParent())) {
            throw new IOException("the Delta log lacks its first commit, which only a checkpoint still holds");
        }
        do {
            read.replay(system, commit);
            read.versions++;
            commit = new Path(read.nextCommit());
        } while (system.exists(commit));
        return read;
    }

    /** The file that a version's commit has to be. */
    private static String commit(String location, long version) {
        return location + "/" + COMMITS + "/%020d.json".formatted(version);
    }

    /** The first commit of a table. */
    static String firstCommit(String location) {
        return commit(location, 0);
    }

    /** The file of the commit that is to follow. */
    String nextCommit() {
        return commit(location, versions);
    }

    /** The live files that lie in the table's own folder, by their paths below it, in order. */
    NavigableSet<String> files() {
        NavigableSet<String> names = new TreeSet<>();
        for (LiveFile file : live.values()) {
            if (file.location().startsWith(location + "/")) {
                names.add(file.location().substring(location.length() + 1));
            }
        }
        return names;
    }

    /** All live files, by location. */
    List<LiveFile> live() {
        return List.copyOf(live.values());
    }

    /** All live files of each partition. */
    SortedMap<PartitionValues, List<LiveFile>> byPartition() {
        return live.values().stream()
                .collect(Collectors.groupingBy(LiveFile::partition, TreeMap::new, Collectors.toList()));
    }

    /** Those that earlier runs wrote. */
    List<LiveFile> ofEarlierRuns() {
        return live.values().stream()
                .filter(file -> !file.location().startsWith(location + "/"))
                .toList();
    }

    /** Why readers that see the files alone would read the table wrongly; empty when they would not. */
    Optional<String> demand() {
        return demand;
    }

    private void replay(FileSystem system, Path commit) throws IOException {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(system.open(commit), StandardCharsets.UTF_8))) {
            // In one commit the columns may come after the files.
            List<JsonNode> added = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode action = json.readTree(line);
                look(action);
                if (action.has("remove")) {
                    live.remove(location(action.path("remove")));
                }
                if (action.has("add")) {
                    added.add(action.path("add"));
                }
            }
            for (JsonNode add : added) {
                LiveFile file = file(add);
                live.put(file.location(), file);
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
        if (action.has("metaData")) {
            partitionColumns.clear();
            action.path("metaData").path("partitionColumns").forEach(column -> partitionColumns.add(column.asText()));
        }
    }

    private LiveFile file(JsonNode add) throws IOException {
        List<String> values = new ArrayList<>();
        for (String column : partitionColumns) {
            String value = add.path("partitionValues").path(column).asText("");
            // In a Delta log the empty text stands for null too.
            values.add(
                    add.path("partitionValues").path(column).isNull() || value.isEmpty()
                            ? PartitionValues.NULL
                            : value);
        }
        return new LiveFile(
                location(add),
                values.isEmpty() ? LiveFile.WHOLE : new PartitionValues(values),
                add.path("size").asLong(),
                rows(add),
                add);
    }

    private OptionalLong rows(JsonNode add) throws IOException {
        JsonNode rows = json.readTree(add.path("stats").asText("{}")).path("numRecords");
        return rows.isIntegralNumber() ? OptionalLong.of(rows.asLong()) : OptionalLong.empty();
    }

    private String location(JsonNode action) throws IOException {
        String path = action.path("path").asText();
        URI uri;
        try {
            uri = new URI(path);
        } catch (URISyntaxException e) {
            throw new IOException("the Delta log names a file by " + path + ", which is not a URI", e);
        }
        Optional<String> found = Optional.ofNullable(uri.getPath())
                .filter(decoded -> !decoded.isEmpty() && !("/" + decoded + "/").contains("/../"))
                .flatMap(decoded -> uri.isAbsolute() ? beside(path) : Optional.of(location + "/" + decoded));
        return found.orElseThrow(
                () -> new IOException("the Delta log names the file " + path + " outside the table's folders"));
    }

    /** In the spelling of the table's own location, whatever scheme an earlier run wrote through. */
    private Optional<String> beside(String path) {
        String runs = TargetLayout.runs(location);
        String file = FolderPath.of(new Path(URI.create(path)).toString()).path();
        String folder = FolderPath.of(runs).path() + "/";
        return file.startsWith(folder) ? Optional.of(runs + "/" + file.substring(folder.length())) : Optional.empty();
    }
}
