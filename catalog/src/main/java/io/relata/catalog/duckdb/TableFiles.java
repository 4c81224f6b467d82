package io.relata.catalog.duckdb;

import io.relata.Partition;
import io.relata.Problem;
import io.relata.RelataException;
import io.relata.TableDefinition;
import io.relata.TableFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds the data files that are a table at this moment. */
final class TableFiles {

    private TableFiles() {}

    /**
     * The files in path order; none for a table without rows. Where partitions are registered, exactly the files at
     * their locations, in the order of the partitions; else what lies at the table's location.
     *
     * @throws RelataException when a location cannot be read or does not have the table's layout
     */
    static List<DataFile> of(TableDefinition table, List<Partition> registered) {
        if (registered.isEmpty()) {
            return at(table, table.location(), folder -> switch (table.format()) {
                case PARQUET -> PartitionFolders.files(folder, table.partitionKeys());
                case DELTA -> DeltaLog.files(folder, table.partitionKeys());
                case SYMLINK -> SymlinkManifest.files(folder);
            });
        }
        Set<Path> folders = new HashSet<>();
        List<DataFile> files = new ArrayList<>();
        for (Partition partition : registered) {
            files.addAll(at(table, partition.location(), folder -> {
                if (!folders.add(folder.normalize())) {
                    throw new TableLayoutException(
                            "partition " + partition.values() + " is registered at the folder of another partition");
                }
                return table.format() == TableFormat.SYMLINK
                        ? SymlinkManifest.files(folder, partition.values())
                        : PartitionFolders.files(folder, partition.values());
            }));
        }
        return files;
    }

    private interface Layout {
        List<DataFile> files(Path folder) throws IOException, TableLayoutException;
    }

    private static List<DataFile> at(TableDefinition table, String location, Layout layout) {
        Path folder = folder(table, location);
        try {
            return layout.files(folder);
        } catch (IOException | UncheckedIOException e) {
            throw RelataException.failed(
                    problem(table, location, e.getClass().getSimpleName() + ": " + e.getMessage()), e);
        } catch (TableLayoutException e) {
            throw RelataException.failed(problem(table, location, String.valueOf(e.getMessage())), e);
        }
    }

    /** A location is what Hadoop takes as a path: after {@code file:} nothing is percent-encoded. */
    private static Path folder(TableDefinition table, String location) {
        String path = location;
        if (location.startsWith("file://")) {
            path = location.substring("file://".length());
        } else if (location.startsWith("file:")) {
            path = location.substring("file:".length());
        }
        boolean hasScheme = path.matches("(?s)[A-Za-z][A-Za-z0-9+.-]+:.*");
        if (hasScheme || (!path.equals(location) && !path.startsWith("/"))) {
            throw RelataException.failed(new Problem(
                    "Cannot expose table " + table.name(),
                    "at " + location,
                    "DuckDB reads the local file system only",
                    "Use a target on the local file system, or a warehouse that reads the one it is on"));
        }
        Path folder = Path.of(path).toAbsolutePath();
        if (!Files.isDirectory(folder)) {
            throw RelataException.failed(problem(table, location, "there is no such folder"));
        }
        return folder;
    }

    private static Problem problem(TableDefinition table, String location, String why) {
        return new Problem(
                "Cannot expose table " + table.name(),
                "at " + location,
                why,
                "Run the job that publishes the table again, or drop the table from the catalog");
    }
}
