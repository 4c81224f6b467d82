package io.relata.catalog.duckdb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Replays the JSON commits of a Delta log, from version 0 on. A log whose first commits were cleaned up, and features
 * that change what a file's rows are, are refused: they need Delta itself.
 */
final class DeltaLog {

    private static final Pattern COMMIT = Pattern.compile("\\d{20}\\.json");

    /** Reader features that are either harmless here or checked where they are used. */
    private static final Set<String> KNOWN_FEATURES =
            Set.of("timestampNtz", "columnMapping", "deletionVectors", "v2Checkpoint", "vacuumProtocolCheck");

    private final Path location;
    private final List<String> keys;
    private final JsonMapper json = new JsonMapper();
    private final Map<String, DataFile> active = new TreeMap<>();

    private DeltaLog(Path location, List<String> keys) {
        this.location = location;
        this.keys = keys;
    }

    static List<DataFile> files(Path location, List<String> keys) throws IOException, TableLayoutException {
        DeltaLog log = new DeltaLog(location, keys);
        List<Path> commits = commits(location.resolve("_delta_log"));
        for (int version = 0; version < commits.size(); version++) {
            if (!commits.get(version).endsWith("%020d.json".formatted(version))) {
                throw new TableLayoutException("its Delta log lacks the commit of version " + version
                        + ", which only a checkpoint still holds");
            }
            log.replay(commits.get(version));
        }
        return log.active.values().stream()
                .sorted(Comparator.comparing(DataFile::path))
                .toList();
    }

    private static List<Path> commits(Path log) throws IOException, TableLayoutException {
        if (!Files.isDirectory(log)) {
            throw new TableLayoutException("there is no Delta log");
        }
        try (Stream<Path> files = Files.list(log)) {
            List<Path> commits = files.filter(file ->
                            COMMIT.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList();
            if (commits.isEmpty()) {
                throw new TableLayoutException("its Delta log has no commit");
            }
            return commits;
        }
    }

    private void replay(Path commit) throws IOException, TableLayoutException {
        try (BufferedReader lines = Files.newBufferedReader(commit)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode action = json.readTree(line);
                // In one commit a path is either added or removed, so their order does not matter.
                protocol(action.path("protocol"));
                metadata(action.path("metaData"));
                if (action.has("remove")) {
                    active.remove(action.path("remove").path("path").asText());
                }
                if (action.has("add")) {
                    add(action.path("add"));
                }
            }
        } catch (JsonProcessingException e) {
            throw new TableLayoutException("its Delta commit " + commit.getFileName() + " is not JSON lines", e);
        }
    }

    private static void protocol(JsonNode protocol) throws TableLayoutException {
        int reader = protocol.path("minReaderVersion").asInt();
        if (reader > 3) {
            throw new TableLayoutException("its Delta log asks for reader version " + reader);
        }
        for (JsonNode feature : protocol.path("readerFeatures")) {
            if (!KNOWN_FEATURES.contains(feature.asText())) {
                throw new TableLayoutException("its Delta log uses " + feature.asText() + ", which is not read here");
            }
        }
    }

    private void metadata(JsonNode metadata) throws TableLayoutException {
        if (metadata.isMissingNode()) {
            return;
        }
        String mapping =
                metadata.path("configuration").path("delta.columnMapping.mode").asText("none");
        if (!mapping.equals("none")) {
            throw new TableLayoutException("its Delta log maps column names, which is not read here");
        }
        List<String> found = new ArrayList<>();
        metadata.path("partitionColumns").forEach(column -> found.add(column.asText()));
        if (!String.join("\n", found).equalsIgnoreCase(String.join("\n", keys))) {
            throw new TableLayoutException(
                    "its Delta log has the partition keys " + found + " and the catalog has " + keys);
        }
    }

    private void add(JsonNode add) throws TableLayoutException {
        String path = add.path("path").asText();
        if (add.hasNonNull("deletionVector")) {
            throw new TableLayoutException("its Delta log deletes single rows of " + path + ", which is not read here");
        }
        List<Optional<String>> values = new ArrayList<>();
        for (String key : keys) {
            values.add(partitionValue(add.path("partitionValues"), key));
        }
        active.put(path, new DataFile(resolve(path), values));
    }

    /** In a Delta log the empty text stands for null too. */
    private static Optional<String> partitionValue(JsonNode values, String key) {
        return values.properties().stream()
                .filter(value -> value.getKey().equalsIgnoreCase(key))
                .map(value -> value.getValue().asText(""))
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    /** What stays of earlier runs keeps the place where they wrote it. */
    private Path earlier(String path) throws TableLayoutException {
        Path runs = location.toAbsolutePath().normalize().getParent();
        return Optional.ofNullable(runs)
                .filter(folder -> folder.getFileName() != null)
                .flatMap(folder -> EarlierRuns.file(folder, path))
                .orElseThrow(() -> new TableLayoutException(
                        "its Delta log names the file " + path + ", which is not one of the table's runs"));
    }

    private Path resolve(String path) throws TableLayoutException {
        try {
            URI uri = new URI(path);
            if (uri.getPath() != null && uri.isAbsolute()) {
                return earlier(uri.getPath());
            }
            if (uri.getPath() != null) {
                Path file = location.resolve(uri.getPath()).normalize();
                if (file.startsWith(location.normalize())) {
                    return file;
                }
            }
        } catch (URISyntaxException e) {
            throw new TableLayoutException("its Delta log names a file by " + path + ", which is not a URI", e);
        }
        throw new TableLayoutException("its Delta log names the file " + path + " outside the table's folder");
    }
}
