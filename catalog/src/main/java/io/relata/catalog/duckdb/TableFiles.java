package io.relata.catalog.duckdb;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.TableDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds the data files that are a table at this moment. */
final class TableFiles {

    private TableFiles() {}

    /**
     * The files in path order; none for a table without rows.
     *
     * @throws RelataException when the location cannot be read or does not have the table's layout
     */
    static List<DataFile> of(TableDefinition table) {
        Path location = folder(table);
        try {
            return switch (table.format()) {
                case PARQUET -> PartitionFolders.files(location, table.partitionKeys());
                case DELTA -> DeltaLog.files(location, table.partitionKeys());
            };
        } catch (IOException | UncheckedIOException e) {
            throw RelataException.failed(problem(table, e.getClass().getSimpleName() + ": " + e.getMessage()), e);
        } catch (TableLayoutException e) {
            throw RelataException.failed(problem(table, String.valueOf(e.getMessage())), e);
        }
    }

    /** A location is what Hadoop takes as a path: after {@code file:} nothing is percent-encoded. */
    private static Path folder(TableDefinition table) {
        String location = table.location();
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
            throw RelataException.failed(problem(table, "there is no such folder"));
        }
        return folder;
    }

    private static Problem problem(TableDefinition table, String why) {
        return new Problem(
                "Cannot expose table " + table.name(),
                "at " + table.location(),
                why,
                "Run the job that publishes the table again, or drop the table from the catalog");
    }
}
