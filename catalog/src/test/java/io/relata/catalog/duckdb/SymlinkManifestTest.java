package io.relata.catalog.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.PartitionValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymlinkManifestTest {

    @TempDir
    private Path target;

    private Path table;
    private Path folder;

    @BeforeEach
    void make() throws IOException {
        table = Files.createDirectories(target.resolve("t/a run"));
        folder = Files.createDirectory(table.resolve("_symlink_format_manifest"));
        Files.createFile(table.resolve("a.parquet"));
        Files.createFile(table.resolve("b%20.parquet"));
        Files.createFile(table.resolve("unnamed.parquet"));
    }

    @Test
    void filesAreThoseThatItNamesWhereverTheirBucketIsMounted() throws Exception {
        manifest("s3://bucket/t/a run/b%20.parquet\nfile:/elsewhere/t/a run/a.parquet\n");

        assertThat(SymlinkManifest.files(folder))
                .extracting(DataFile::path)
                .containsExactly(table.resolve("a.parquet"), table.resolve("b%20.parquet"));
    }

    @Test
    void filesOfEarlierRunsAndOfPartitionsAreFound() throws Exception {
        Path partition = Files.createDirectories(folder.resolve("k=x"));
        Path earlier = Files.createDirectories(target.resolve("t/before/k=x"));
        Files.createFile(earlier.resolve("c.parquet"));
        Files.writeString(
                partition.resolve("manifest"), "s3://bucket/t/before/k=x/c.parquet\ns3://bucket/t/a run/a.parquet\n");

        assertThat(SymlinkManifest.files(partition, new PartitionValues(List.of("x"))))
                .containsExactly(
                        new DataFile(table.resolve("a.parquet"), List.of(Optional.of("x"))),
                        new DataFile(earlier.resolve("c.parquet"), List.of(Optional.of("x"))));
    }

    @Test
    void emptyManifestIsATableWithoutFiles() throws Exception {
        manifest("");

        assertThat(SymlinkManifest.files(folder)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3://bucket/t/another run/a.parquet",
                "s3://bucket/t/a run/gone.parquet",
                "s3://bucket/t/a run/../a run/a.parquet",
                "s3://bucket/t/../t/a run/a.parquet/../a.parquet",
                "a.parquet",
                "s3://bucket/t/a run/"
            })
    void fileThatIsNotBesideItIsRefused(String line) throws Exception {
        manifest(line + "\n");

        assertThatThrownBy(() -> SymlinkManifest.files(folder))
                .isInstanceOf(TableLayoutException.class)
                .hasMessage("its manifest names " + line + ", which is not a file of " + target.resolve("t"));
    }

    @Test
    void folderWithoutManifestIsRefused() {
        assertThatThrownBy(() -> SymlinkManifest.files(folder))
                .isInstanceOf(TableLayoutException.class)
                .hasMessage("there is no manifest");
    }

    private void manifest(String text) throws IOException {
        Files.writeString(folder.resolve("manifest"), text);
    }
}
