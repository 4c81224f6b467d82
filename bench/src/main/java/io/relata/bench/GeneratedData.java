package io.relata.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Records in a folder of NDJSON files. The same shape, size and seed give the same bytes.
 *
 * @param folder holds the files and nothing else that Spark would read
 */
record GeneratedData(RecordShape shape, Path folder, Manifest manifest) {

    private static final int GENERATOR = 1;
    private static final int FILES = 8;
    private static final long MILLION = 1_000_000;

    /** The records of the folder below {@code work} that is named by shape, size and seed; made unless whole. */
    static GeneratedData in(Path work, RecordShape shape, int megabytes, long seed) {
        long origin = shape.origin();
        Path folder = work.resolve(shape.name() + "-" + megabytes + "mb-seed-" + seed);
        Optional<Manifest> present = Manifest.of(folder)
                .filter(manifest -> manifest.generator() == GENERATOR
                        && manifest.seed() == seed
                        && manifest.megabytes() == megabytes
                        && manifest.origin() == origin);
        return new GeneratedData(shape, folder, present.orElseGet(() -> generate(folder, shape, megabytes, seed)));
    }

    String[] paths() {
        return files().map(file -> file.toUri().toString()).toArray(String[]::new);
    }

    Stream<Path> files() {
        return manifest.files().stream().map(file -> folder.resolve(file.name()));
    }

    private static Manifest generate(Path folder, RecordShape shape, int megabytes, long seed) {
        try {
            OutputFolder.at(folder).delete();
            Files.createDirectories(folder);
            List<Manifest.DataFile> files = new ArrayList<>();
            Map<String, TableCounts> tables = new LinkedHashMap<>();
            long number = 0;
            for (int file = 0; file < FILES; file++) {
                Path path = folder.resolve("part-%02d.json".formatted(file));
                SplittableRandom random = new SplittableRandom(seed * FILES + file);
                try (NdjsonWriter out = new NdjsonWriter(Files.newOutputStream(path), shape.root())) {
                    while (out.bytes() < megabytes * MILLION / FILES) {
                        shape.write(number++, random, out);
                    }
                    files.add(new Manifest.DataFile(path.getFileName().toString(), out.bytes()));
                    out.counts().forEach((table, counts) -> tables.merge(table, counts, TableCounts::plus));
                }
            }
            Manifest manifest = new Manifest(GENERATOR, seed, megabytes, shape.origin(), files, tables);
            manifest.write(folder);
            return manifest;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
