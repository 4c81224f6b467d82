package io.relata.transforms.shred;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What a committed write wrote.
 *
 * @param files by table its files, empty for a table that is not there
 * @param counts what the tasks counted
 */
record WriteOutcome(List<List<WrittenFile>> files, Counts counts) {

    void save(Path path) throws IOException {
        new JsonMapper().writeValue(path.toFile(), this);
    }

    static WriteOutcome load(Path path) throws IOException {
        return new JsonMapper().readValue(path.toFile(), WriteOutcome.class);
    }

    long rows(int table) {
        return files.get(table).stream().mapToLong(WrittenFile::rows).sum();
    }

    long bytes(int table) {
        return files.get(table).stream().mapToLong(WrittenFile::bytes).sum();
    }
}
