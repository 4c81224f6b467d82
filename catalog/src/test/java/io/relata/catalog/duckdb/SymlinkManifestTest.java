package io.relata.catalog.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        table = Files.createDirectories(target.resolve("a run"));
        folder = Files.createDirectory(table.resolve("_symlink_format_manifest"));
        Files.createFile(table.resolve("a.parquet"));
        Files.createFile(table.resolve("b%20.parquet"));
        Files.createFile(table.resolve("unnamed.parquet"));
    }

    @Test
    void filesAreThoseThatItNamesWhereverTheirBucketIsMounted() throws Exception {
        manifest("s3://bucket/t/a run/b%20.parquet\nfile:/elsewhere/a run/a.parquet\n");

        assertThat(SymlinkManifest.files(folder))
                .extracting(DataFile::path)
                .containsExactly(table.resolve("a.parquet"), table.resolve("b%20.parquet"));
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
                "s3://bucket/t/a run/../a.parquet",
                "a.parquet",
                "s3://bucket/t/a run/"
            })
    void fileThatIsNotBesideItIsRefused(String line) throws Exception {
        manifest(line + "\n");

        assertThatThrownBy(() -> SymlinkManifest.files(folder))
                .isInstanceOf(TableLayoutException.class)
                .hasMessage("its manifest names " + line + ", which is not a file of " + table);
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
