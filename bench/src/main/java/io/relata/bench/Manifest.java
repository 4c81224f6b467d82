package io.relata.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was generated; written last, so that a folder with a manifest is whole.
 *
 * @param generator the number of the generator; data of another number is made anew
 * @param seed what chance began with
 * @param megabytes the size asked for, in millions of bytes
 * @param origin what {@link RecordShape#origin()} was; a manifest without it is of records from chance
 * @param files name and size of each file
 * @param tables by table what the records hold
 */
record Manifest(
        int generator, long seed, int megabytes, long origin, List<DataFile> files, Map<String, TableCounts> tables) {

    /**
     * A file of records.
     *
     * @param name its name in the folder
     * @param bytes its size
     */
    record DataFile(String name, long bytes) {}

    private static final String NAME = "_manifest.json";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    Manifest {
        files = List.copyOf(files);
    }

    long bytes() {
        return files.stream().mapToLong(DataFile::bytes).sum();
    }

    /** The manifest of a folder; empty when it has none or a file is missing or has another size. */
    static Optional<Manifest> of(Path folder) {
        Path file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Manifest manifest = JSON.readValue(file.toFile(), Manifest.class);
            for (DataFile data : manifest.files) {
                Path path = folder.resolve(data.name);
                if (!Files.exists(path) || Files.size(path) != data.bytes) {
                    return Optional.empty();
                }
            }
            return Optional.of(manifest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(Path folder) {
        try {
            Path unfinished = folder.resolve(NAME + ".unfinished");
            JSON.writeValue(unfinished.toFile(), this);
            Files.move(unfinished, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
