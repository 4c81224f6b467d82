package io.relata.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratedDataTest {

    private static final Instant LONG_AGO = Instant.parse("2001-01-01T00:00:00Z");

    @TempDir
    private Path work;

    @Test
    void sameSeedGivesTheSameBytesAndAnotherSeedOthers() throws IOException {
        Path once = GeneratedData.in(work.resolve("once"), new Orders(), 1, 7).folder();
        Path again = GeneratedData.in(work.resolve("again"), new Orders(), 1, 7).folder();
        Path other = GeneratedData.in(work.resolve("other"), new Orders(), 1, 8).folder();

        for (int file = 0; file < 8; file++) {
            String name = "part-0" + file + ".json";
            assertThat(Files.mismatch(once.resolve(name), again.resolve(name))).isEqualTo(-1);
            assertThat(Files.mismatch(once.resolve(name), other.resolve(name))).isNotEqualTo(-1);
        }
    }

    @Test
    void hasTheSizeAskedForToTheRecord() {
        long bytes = GeneratedData.in(work, new Games(), 2, 1).manifest().bytes();

        assertThat(bytes).isBetween(2_000_000L, 2_010_000L);
    }

    @Test
    void wholeDataIsUsedAgain() throws IOException {
        GeneratedData data = GeneratedData.in(work, new Games(), 1, 1);
        Path file = data.folder().resolve("part-03.json");
        Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));

        GeneratedData again = GeneratedData.in(work, new Games(), 1, 1);

        assertThat(Files.getLastModifiedTime(file).toInstant()).isEqualTo(LONG_AGO);
        assertThat(again.manifest()).isEqualTo(data.manifest());
    }

    @Test
    void dataThatIsCutShortIsMadeAnew() throws IOException {
        GeneratedData data = GeneratedData.in(work, new Games(), 1, 1);
        Path file = data.folder().resolve("part-03.json");
        byte[] whole = Files.readAllBytes(file);
        Files.writeString(file, "{}\n");

        GeneratedData.in(work, new Games(), 1, 1);

        assertThat(file).hasBinaryContent(whole);
    }

    @Test
    void dataWithoutManifestIsMadeAnew() throws IOException {
        GeneratedData data = GeneratedData.in(work, new Games(), 1, 1);
        Path file = data.folder().resolve("part-03.json");
        Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
        Files.delete(data.folder().resolve("_manifest.json"));

        GeneratedData.in(work, new Games(), 1, 1);

        assertThat(Files.getLastModifiedTime(file).toInstant()).isAfter(LONG_AGO);
    }
}
