package io.relata.catalog.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitionFoldersTest {

    @TempDir
    Path table;

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "plain, plain",
                "a%2Fb, a/b",
                "a%2fb%3D, a/b=",
                "100%, 100%",
                "%zz%41, %zzA",
                "%4, %4",
                "%25%34%31, %41",
                "%E6%BC%A2, 漢",
                "漢%20字, 漢 字",
                "``, ``"
            })
    void hiveEscapesAreUndone(String folder, String value) {
        assertThat(PartitionFolders.decoded(folder)).isEqualTo(value);
    }

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
