package io.relata.jobs.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.Catalog;
import io.relata.RunId;
import io.relata.catalog.local.LocalCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a vacuum removes of tables that are partitioned by columns. */
class VacuumPartitionsTest {

    @TempDir
    private Path folder;

    private String target;
    private RunManifests manifests;
    private Publisher publisher;
    private Catalog catalog;

    @BeforeEach
    void open() {
        target = folder.toString();
        manifests = new RunManifests(new TargetLayout(target, Runs.FIRST), new Configuration());
        publisher = new Publisher(manifests, Runs.CLOCK);
        catalog = new LocalCatalog(folder.resolve("_catalog"));
    }

    private Vacuum vacuum() {
        return new Vacuum(new TargetLayout(target, Runs.FIRST), manifests, Runs.CLOCK);
    }

    @Test
    void partitionsThatNobodyNeedsGoAndOthersOfTheSameRunStay() throws IOException {
        publishDays(Runs.FIRST, Optional.empty(), "1", "2", "3");
        publishDays(Runs.SECOND, Optional.of(Runs.FIRST), "2");
        publishDays(Runs.THIRD, Optional.of(Runs.SECOND), "3");
        assertThat(vacuum().removals("games", catalog, "db", 2))
                .extracting(this::below)
                .containsExactly("a/" + Runs.FIRST + "/day=2");
        vacuum().remove("games", catalog, "db", 1, removal -> {});
        assertThat(days(Runs.FIRST)).containsExactly("day=1");
        assertThat(days(Runs.SECOND)).containsExactly("day=2");
        assertThat(days(Runs.THIRD)).containsExactly("day=3");
        assertThat(vacuum().removals("games", catalog, "db", 1)).isEmpty();
    }

    @Test
    void whatAKeptSnapshotHasOfAnEarlierRunStaysThoughNoTableShowsThatRun() throws IOException {
        publishDays(Runs.FIRST, Optional.empty(), "1", "2");
        publishDays(Runs.SECOND, Optional.of(Runs.FIRST), "2");
        publishDays(Runs.THIRD, Optional.of(Runs.SECOND), "1");
        vacuum().remove("games", catalog, "db", 2, removal -> {});
        assertThat(days(Runs.FIRST)).containsExactly("day=1");
        assertThat(days(Runs.SECOND)).containsExactly("day=2");
    }

    /** Of a Delta table the logs say so, not the manifests of runs. */
    @Test
    void whatTheLogOfAKeptSnapshotNamesStaysThoughTheShownOneDoesNotNameIt() throws IOException {
        publishDelta(Runs.FIRST, Optional.empty(), Map.of("1", Runs.FIRST, "2", Runs.FIRST, "3", Runs.FIRST));
        publishDelta(Runs.SECOND, Optional.of(Runs.FIRST), Map.of("1", Runs.FIRST, "2", Runs.SECOND, "3", Runs.SECOND));
        publishDelta(Runs.THIRD, Optional.of(Runs.SECOND), Map.of("1", Runs.THIRD, "2", Runs.SECOND, "3", Runs.SECOND));
        vacuum().remove("games", catalog, "db", 2, removal -> {});
        // The log of a run goes with the last of its folder.
        assertThat(days(Runs.FIRST)).containsExactly("_delta_log", "day=1");
        vacuum().remove("games", catalog, "db", 1, removal -> {});
        assertThat(runs("a")).containsExactly(Runs.SECOND.value(), Runs.THIRD.value());
    }

    private void publishDelta(RunId run, Optional<RunId> follows, Map<String, RunId> runs) throws IOException {
        StagedTable delta = PartitionedRuns.writtenDelta(folder, run, "a", follows, runs);
        publisher.publish(RunManifest.staged(run, "games", Runs.CATALOG, Runs.NOW, List.of(delta), List.of()), catalog);
    }

    @Test
    void aRunsFolderGoesWhenAllItsPartitionsAreReplacedThoughAnotherTableNeedsTheRun() throws IOException {
        StagedTable a = days(Runs.FIRST, "a", Optional.empty(), "1");
        StagedTable b = days(Runs.FIRST, "b", Optional.empty(), "1", "2");
        publisher.publish(
                RunManifest.staged(Runs.FIRST, "games", Runs.CATALOG, Runs.NOW, List.of(a, b), List.of()), catalog);
        publisher.publish(
                RunManifest.staged(
                        Runs.SECOND,
                        "games",
                        Runs.CATALOG,
                        Runs.NOW,
                        List.of(
                                days(Runs.SECOND, "a", Optional.of(Runs.FIRST), "1"),
                                days(Runs.SECOND, "b", Optional.of(Runs.FIRST), "1")),
                        List.of()),
                catalog);
        vacuum().remove("games", catalog, "db", 1, removal -> {});
        assertThat(runs("a")).containsExactly(Runs.SECOND.value());
        assertThat(runs("b")).containsExactly(Runs.FIRST.value(), Runs.SECOND.value());
    }

    @Test
    void partitionsThatReadersSeeStayThoughNoKeptRunWroteTheirTable() throws IOException {
        StagedTable b = days(Runs.FIRST, "b", Optional.empty(), "1", "2");
        publisher.publish(
                RunManifest.staged(Runs.FIRST, "games", Runs.CATALOG, Runs.NOW, List.of(b), List.of()), catalog);
        StagedTable replaced = days(Runs.SECOND, "b", Optional.of(Runs.FIRST), "2");
        publisher.publish(
                RunManifest.staged(Runs.SECOND, "games", Runs.CATALOG, Runs.NOW, List.of(replaced), List.of()),
                catalog);
        publishDays(Runs.THIRD, Optional.empty(), "1");
        vacuum().remove("games", catalog, "db", 1, removal -> {});
        assertThat(folder.resolve("b/" + Runs.FIRST + "/day=1/part-0.parquet")).exists();
        assertThat(folder.resolve("b/" + Runs.FIRST + "/day=2")).doesNotExist();
        assertThat(folder.resolve("b/" + Runs.SECOND + "/day=2/part-0.parquet")).exists();
    }

    private void publishDays(RunId run, Optional<RunId> follows, String... days) throws IOException {
        publisher.publish(
                RunManifest.staged(
                        run, "games", Runs.CATALOG, Runs.NOW, List.of(days(run, "a", follows, days)), List.of()),
                catalog);
    }

    private StagedTable days(RunId run, String table, Optional<RunId> follows, String... days) throws IOException {
        return PartitionedRuns.written(folder, run, table, follows, days);
    }

    private List<String> days(RunId run) throws IOException {
        try (var files = Files.list(folder.resolve("a").resolve(run.value()))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private String below(Removal removal) {
        return removal.folder().substring(removal.folder().indexOf(target) + target.length() + 1);
    }

    private List<String> runs(String table) throws IOException {
        try (var files = Files.list(folder.resolve(table))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
