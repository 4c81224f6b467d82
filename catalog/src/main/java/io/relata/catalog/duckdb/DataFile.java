package io.relata.catalog.duckdb;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A Parquet file of a table.
 *
 * @param partition the value of each partition key, in order; SQL's null is the empty optional
 */
record DataFile(Path path, List<Optional<String>> partition) {

    DataFile {
        partition = List.copyOf(partition);
    }
}
