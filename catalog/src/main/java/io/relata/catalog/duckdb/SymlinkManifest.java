package io.relata.catalog.duckdb;

import io.relata.PartitionValues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Reads the manifest that Redshift Spectrum reads of a Delta table, or of one of its partitions: a file's URI on each
 * line.
 */
final class SymlinkManifest {

    private static final String FOLDER = "_symlink_format_manifest";

    private SymlinkManifest() {}

    static List<DataFile> files(Path folder) throws IOException, TableLayoutException {
        return files(folder, List.of());
    }

    /** The files of one partition. */
    static List<DataFile> files(Path folder, PartitionValues partition) throws IOException, TableLayoutException {
        return files(
                folder, partition.values().stream().map(PartitionFolders::value).toList());
    }

    private static List<DataFile> files(Path folder, List<Optional<String>> partition)
            throws IOException, TableLayoutException {
        Path manifest = folder.resolve("manifest");
        if (!Files.isRegularFile(manifest)) {
            throw new TableLayoutException("there is no manifest");
        }
        Path runs = runs(folder.toAbsolutePath().normalize());
        List<DataFile> files = new ArrayList<>();
        for (String line : Files.readAllLines(manifest, StandardCharsets.UTF_8)) {
            Path file = EarlierRuns.file(runs, line)
                    .orElseThrow(() -> new TableLayoutException(
                            "its manifest names " + line + ", which is not a file of " + runs));
            files.add(new DataFile(file, partition));
        }
        files.sort(Comparator.comparing(DataFile::path));
        return files;
    }

    /** The folder that holds the table's runs, in one of which the manifest lies. */
    private static Path runs(Path folder) throws TableLayoutException {
        for (Path above = folder; above != null && above.getFileName() != null; above = above.getParent()) {
            boolean isManifests = above.getFileName().toString().equals(FOLDER);
            Path run = isManifests ? above.getParent() : null;
            if (run != null && run.getParent() != null && run.getParent().getFileName() != null) {
                return run.getParent();
            }
        }
        throw new TableLayoutException("the manifest is not in a folder " + FOLDER + " of a run of a table");
    }
}
