package io.relata.catalog.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartitionFoldersTest {

    @TempDir
    Path table;

    @Test
    void onlyNamesOfDataAreRead() throws Exception {
        for (String name : List.of("_SUCCESS", ".part.crc", "_k=1", "part.parquet")) {
            Files.createDirectories(table.resolve("_Key=1"));
            Files.writeString(table.resolve("_Key=1").resolve(name), "");
        }
        Files.createDirectories(table.resolve("_temporary/0"));
        Files.writeString(table.resolve("_temporary/0/part.parquet"), "");
        Files.createDirectories(table.resolve(".hidden"));
        Files.createDirectories(table.resolve("_KEY=__HIVE_DEFAULT_PARTITION__"));
        Files.writeString(table.resolve("_KEY=__HIVE_DEFAULT_PARTITION__/a"), "");

        assertThat(PartitionFolders.files(table, List.of("_key")))
                .containsExactly(
                        new DataFile(table.resolve("_KEY=__HIVE_DEFAULT_PARTITION__/a"), List.of(Optional.empty())),
                        new DataFile(table.resolve("_Key=1/_k=1"), List.of(Optional.of("1"))),
                        new DataFile(table.resolve("_Key=1/part.parquet"), List.of(Optional.of("1"))));
    }
}
