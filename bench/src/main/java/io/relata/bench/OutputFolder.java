package io.relata.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder that one run fills. */
record OutputFolder(Path path) {

    static OutputFolder at(Path path) {
        return new OutputFolder(path);
    }

    /**
     * How much lies in it, marker and checksum files left out.
     *
     * @param files the number of files
     * @param bytes their size together
     */
    record Size(int files, long bytes) {}

    Size size() {
        List<Path> files = paths().stream()
                .filter(file -> Files.isRegularFile(file) && isData(file))
                .toList();
        return new Size(
                files.size(), files.stream().mapToLong(OutputFolder::bytes).sum());
    }

    /** Removes it with all it holds; nothing happens when it is not there. */
    void delete() {
        for (Path path : paths().stream().sorted(Comparator.reverseOrder()).toList()) {
            try {
                Files.delete(path);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private List<Path> paths() {
        if (!Files.exists(path)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(path)) {
            return paths.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isData(Path file) {
        String name = file.getFileName().toString();
        return !name.startsWith("_") && !name.startsWith(".");
    }

    private static long bytes(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
