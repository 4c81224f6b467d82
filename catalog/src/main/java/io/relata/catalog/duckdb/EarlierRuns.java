package io.relata.catalog.duckdb;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds the files that a table names in the folders of its runs, which lie beside each other. They are found there also
 * when the bucket of the names is mounted on this machine.
 */
final class EarlierRuns {

    private EarlierRuns() {}

    /**
     * The file on this machine; empty when the name is not one of a file there, or of a file elsewhere.
     *
     * @param runs the folder that holds a folder for each run of the table
     * @param name a path or URI without escapes
     */
    static Optional<Path> file(Path runs, String name) {
        String folder = "/" + runs.getFileName() + "/";
        int at = name.lastIndexOf(folder);
        if (at < 0) {
            return Optional.empty();
        }
        Path file = runs.resolve(name.substring(at + folder.length()));
        boolean isBelow = file.equals(file.normalize()) && file.startsWith(runs);
        return Optional.of(file).filter(found -> isBelow && Files.isRegularFile(found));
    }
}
