package io.relata.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("any-spark")
class LineageProblemsTest {

    private JobFolder folder;

    @BeforeEach
    void folder(@TempDir Path temporary) {
        folder = new JobFolder(temporary);
    }

    private Optional<LineageSpec> read(String lineage) {
        return folder.read(JobFolder.SMALLEST + "lineage: {" + lineage + "}\n").lineage();
    }

    private String problems(String lineage) {
        return folder.problems(JobFolder.SMALLEST + "lineage: {" + lineage + "}\n");
    }

    @Test
    void aFolderIsInTheTargetWhereNothingElseIsSaid() {
        assertThat(read("type: file"))
                .contains(new LineageSpec.Folder("relata", folder.folder() + "/out/_relata/lineage"));
    }

    @Test
    void aServerIsAskedForByItsWholeAddress() {
        assertThat(
                        read(
                                "type: http, url: \"http://marquez:5000/api/v1/lineage\", api-key-variable: KEY, namespace: lake"))
                .contains(new LineageSpec.Server("lake", "http://marquez:5000/api/v1/lineage", Optional.of("KEY")));
    }

    @Test
    void anAddressWithMoreThanAnAddressIsRefusedUnshown() {
        for (String url : List.of(
                "https://me:geheim@host/api",
                "https://host/api?key=geheim",
                "https://host/api#geheim",
                "file:///geheim",
                "https://-geheim/")) {
            assertThat(problems("type: http, url: \"" + url + "\"")).isEqualTo("""
                            job.yaml:6:28: lineage.url: it is more or less than http:// or https://, a host, a port and a path. Write for example https://lineage.example.com/api/v1/lineage; api-key-variable is a key of its own.""");
        }
    }

    @Test
    void eachTypeHasItsOwnKeys() {
        assertThat(problems("type: http, path: lin")).isEqualTo("""
                        job.yaml:6:10: lineage.url: it is missing. Give the whole address that takes events.
                        job.yaml:6:29: lineage.path: lineage of type http has no such key. Remove it, or write type: file.""");
    }

    @Test
    void eventsAreNotWrittenIntoASource() {
        assertThat(folder.problems(
                        JobFolder.SMALLEST.replace("in/players.json", "in/") + "lineage: {type: file, path: in/x}\n"))
                .endsWith(
                        "lineage.path: it lies inside what the source players reads, so a run would read its own output."
                                + " Write to a folder outside of it.");
    }
}
