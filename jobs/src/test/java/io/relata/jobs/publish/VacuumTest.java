package io.relata.jobs.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.relata.RelataException;
import io.relata.RunId;
import io.relata.TableDefinition;
import io.relata.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VacuumTest {

    private static final RunId FOURTH = new RunId("20261121t123000z-00000004");
    private static final Clock NEXT_WEEK = Clock.fixed(Instant.parse("2026-11-28T00:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private String target;
    private RunManifests manifests;
    private Publisher publisher;
    private final FakeCatalog catalog = new FakeCatalog();

    @BeforeEach
    void open() {
        target = folder.toString();
        manifests = new RunManifests(new TargetLayout(target, Runs.FIRST), new Configuration());
        publisher = new Publisher(manifests, Runs.CLOCK);
    }

    @Test
    void snapshotsBeyondTheKeptOnesAreRemoved() throws IOException {
        publish(Runs.FIRST, "a", "b");
        publish(Runs.SECOND, "a", "b");
        publish(Runs.THIRD, "a", "b");
        assertThat(removals(Runs.CLOCK, 2))
                .containsExactly(
                        new Removal("file:" + target + "/a/" + Runs.FIRST, Runs.FIRST, Removal.Reason.REPLACED, 2, 2),
                        new Removal("file:" + target + "/b/" + Runs.FIRST, Runs.FIRST, Removal.Reason.REPLACED, 2, 2));
        vacuum(Runs.CLOCK, 2);
        assertThat(runs("a")).containsExactly(Runs.SECOND.value(), Runs.THIRD.value());
        vacuum(Runs.CLOCK, 1);
        assertThat(runs("a")).containsExactly(Runs.THIRD.value());
        assertThat(runs("b")).containsExactly(Runs.THIRD.value());
        assertThat(removals(Runs.CLOCK, 1)).isEmpty();
    }

    @Test
    void whatTheCatalogShowsIsKeptHoweverOld() throws IOException {
        publish(Runs.FIRST, "a", "b");
        publish(Runs.SECOND, "a");
        publish(Runs.THIRD, "a");
        vacuum(NEXT_WEEK, 1);
        assertThat(runs("a")).containsExactly(Runs.THIRD.value());
        assertThat(runs("b")).containsExactly(Runs.FIRST.value());
    }

    @Test
    void aTableThatAnotherProgramPointsIntoASnapshotKeepsIt() throws IOException {
        publish(Runs.FIRST, "a");
        publish(Runs.SECOND, "a");
        var shown = Runs.definition(target, Runs.FIRST, "a");
        catalog.set(new TableDefinition(
                new TableName("db", "view of a"),
                shown.columns(),
                shown.partitionColumns(),
                "file://" + shown.location(),
                shown.format(),
                shown.parent(),
                shown.run(),
                shown.statistics()));
        assertThat(removals(NEXT_WEEK, 1)).isEmpty();
    }

    @Test
    void undoneRunsAreRemovedAtOnceAndUnendedOnesAfterADay() throws IOException {
        publish(Runs.FIRST, "a");
        publisher.abandon(undone(Runs.SECOND, "a"), List.of());
        write("a", Runs.THIRD);
        manifests.create(Runs.manifest(target, FOURTH, "a"));
        write("a", FOURTH);
        assertThat(removals(Runs.CLOCK, 1))
                .extracting(Removal::run, Removal::reason)
                .containsExactly(tuple(Runs.SECOND, Removal.Reason.UNDONE));
        assertThat(removals(NEXT_WEEK, 1))
                .extracting(Removal::run, Removal::reason)
                .containsExactly(
                        tuple(Runs.SECOND, Removal.Reason.UNDONE),
                        tuple(Runs.THIRD, Removal.Reason.NEVER_PUBLISHED),
                        tuple(FOURTH, Removal.Reason.NEVER_PUBLISHED));
    }

    @Test
    void aRunInTheMidstOfPublishingIsKept() throws IOException {
        publish(Runs.FIRST, "a", "b");
        publish(Runs.SECOND, "a", "b");
        catalog.beforePut(definition -> {
            throw new IllegalStateError();
        });
        assertThatThrownBy(() -> publish(Runs.THIRD, "a", "b")).isInstanceOf(IllegalStateError.class);
        write("a", Runs.THIRD);
        assertThat(removals(NEXT_WEEK, 1)).extracting(Removal::run).containsExactly(Runs.FIRST, Runs.FIRST);
    }

    @Test
    void whatARunInTheMidstOfPublishingMayMoveBackToIsKept() throws IOException {
        publish(Runs.FIRST, "a", "b");
        publish(Runs.SECOND, "b");
        catalog.beforePut(definition -> {
            if (definition.name().equals(name("b"))) {
                throw new IllegalStateError();
            }
        });
        assertThatThrownBy(() -> publish(Runs.THIRD, "a", "b")).isInstanceOf(IllegalStateError.class);
        assertThat(catalog.shown()).containsExactly("db.a " + Runs.THIRD, "db.b " + Runs.SECOND);
        assertThat(removals(NEXT_WEEK, 1))
                .extracting(Removal::folder)
                .containsExactly("file:" + target + "/b/" + Runs.FIRST);
    }

    @Test
    void otherJobsSnapshotsAreLeftToThem() throws IOException {
        publish(Runs.FIRST, "a");
        publish(Runs.SECOND, "a");
        assertThat(vacuum(NEXT_WEEK).removals("another job", catalog, "db", 1)).isEmpty();
    }

    @Test
    void stagingFoldersOfEndedRunsAreRemoved() throws IOException {
        publish(Runs.FIRST, "a");
        write("_relata/staging", Runs.FIRST);
        write("_relata/staging", Runs.SECOND);
        assertThat(removals(Runs.CLOCK, 1))
                .extracting(Removal::folder, Removal::reason)
                .containsExactly(tuple("file:" + target + "/_relata/staging/" + Runs.FIRST, Removal.Reason.STAGING));
        assertThat(removals(NEXT_WEEK, 1)).hasSize(2);
    }

    @Test
    void nothingButRunFoldersIsLookedInto() throws IOException {
        publish(Runs.FIRST, "a");
        for (String name : List.of("a/notes/x", "a/20269999t999999z-00000001/x", "x", "_other/" + Runs.FIRST + "/x")) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "x");
        }
        assertThat(removals(NEXT_WEEK, 1)).isEmpty();
    }

    @Test
    void anEmptyTargetHasNothingToRemove() {
        assertThat(removals(NEXT_WEEK, 1)).isEmpty();
    }

    @Test
    void theFolderOfATableThatIsLeftEmptyGoesToo() throws IOException {
        publish(Runs.FIRST, "a", "b");
        catalog.drop(name("b"), catalog.find(name("b")).orElseThrow().version());
        publish(Runs.SECOND, "a");
        vacuum(NEXT_WEEK, 1);
        assertThat(folder.resolve("b")).doesNotExist();
        assertThat(folder.resolve("a")).exists();
    }

    @Test
    void aRollbackKeepsTheSnapshotItShowsAndTheOneBefore() throws IOException {
        publish(Runs.FIRST, "a");
        publish(Runs.SECOND, "a");
        publish(Runs.THIRD, "a");
        rollback(Runs.FIRST);
        vacuum(NEXT_WEEK, 2);
        assertThat(runs("a")).containsExactly(Runs.FIRST.value(), Runs.THIRD.value());
        assertThat(catalog.shown()).containsExactly("db.a " + Runs.FIRST);
    }

    @Test
    void rollingBackToWhatWasRemovedIsRefused() throws IOException {
        publish(Runs.FIRST, "a");
        publish(Runs.SECOND, "a");
        vacuum(NEXT_WEEK, 1);
        assertThatThrownBy(() -> rollback(Runs.FIRST))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot roll back to run 20261121t100000z-00000001 (" + target
                        + "/_relata/runs/20261121t100000z-00000001.json): the files of table db.a were removed. Choose"
                        + " a run whose manifest says PUBLISHED and whose files are kept; target.retain says how many"
                        + " are.");
        assertThat(catalog.shown()).containsExactly("db.a " + Runs.SECOND);
    }

    @Test
    void aRollbackToWhatAVacuumIsRemovingIsRefusedAndChangesNothing() throws IOException {
        publish(Runs.FIRST, "a");
        publish(Runs.SECOND, "a");
        try (VacuumMarks.Mark mark =
                manifests.vacuums().write(Runs.THIRD, List.of("file:" + target + "/a/" + Runs.FIRST))) {
            assertThat(mark.vacuum()).isEqualTo(Runs.THIRD);
            assertThatThrownBy(() -> rollback(Runs.FIRST))
                    .isInstanceOfSatisfying(
                            RelataException.class,
                            failure -> assertThat(failure.kind()).isEqualTo(RelataException.Kind.TARGET_HELD))
                    .hasMessage("Cannot roll back to run " + Runs.FIRST + " (table db.a): vacuum " + Runs.THIRD
                            + " is removing files that it would show. Run again when that vacuum has ended; if it died,"
                            + " run vacuum again, which ends it.");
        }
        assertThat(catalog.shown()).containsExactly("db.a " + Runs.SECOND);
        assertThat(manifests.find(FOURTH).orElseThrow().state()).isEqualTo(RunManifest.State.UNDONE);
        assertThat(manifests.unfinished()).isEmpty();
    }

    @Test
    void whatARollbackIsAboutToShowIsKeptForADay() throws IOException {
        publish(Runs.FIRST, "a");
        publish(Runs.SECOND, "a");
        manifests.create(RunManifest.restoring(manifests.find(Runs.FIRST).orElseThrow(), FOURTH, Runs.CLOCK.instant()));
        assertThat(removals(Runs.CLOCK, 1)).isEmpty();
        assertThat(removals(NEXT_WEEK, 1)).extracting(Removal::run).containsExactly(Runs.FIRST);
    }

    @Test
    void theMarkOfADeadVacuumGoesWhenNothingOfItIsLeftOrAfterADay() throws IOException {
        publish(Runs.FIRST, "a");
        publish(Runs.SECOND, "a");
        manifests.vacuums().write(Runs.SECOND, List.of("file:" + target + "/a/" + Runs.FIRST));
        manifests.vacuums().write(Runs.THIRD, List.of("file:" + target + "/a/" + Runs.SECOND));
        vacuum(Runs.CLOCK, 1);
        assertThat(manifests.vacuums().all())
                .extracting(VacuumMarks.Mark::vacuum)
                .containsExactly(Runs.THIRD);
        vacuum(NEXT_WEEK, 1);
        assertThat(manifests.vacuums().all()).isEmpty();
        assertThat(runs("a")).containsExactly(Runs.SECOND.value());
    }

    private void rollback(RunId run) {
        new Rollback(manifests, publisher, Runs.CLOCK).to(run, FOURTH, catalog, Runs.CATALOG);
    }

    private RunId undone(RunId run, String table) throws IOException {
        write(table, run);
        manifests.create(Runs.manifest(target, run, table));
        return run;
    }

    private void publish(RunId run, String... tables) throws IOException {
        publisher.publish(Runs.manifest(target, run, tables), catalog);
        for (String table : tables) {
            write(table, run);
        }
    }

    private void write(String table, RunId run) throws IOException {
        Path location = folder.resolve(table).resolve(run.value());
        Files.createDirectories(location);
        Files.writeString(location.resolve("part-0.parquet"), "x");
        Files.writeString(location.resolve("part-1.parquet"), "x");
    }

    private Vacuum vacuum(Clock clock) {
        return new Vacuum(new TargetLayout(target, Runs.FIRST), manifests, clock);
    }

    private List<Removal> removals(Clock clock, int retain) {
        return vacuum(clock).removals("games", catalog, "db", retain);
    }

    private void vacuum(Clock clock, int retain) {
        vacuum(clock).remove("games", catalog, "db", retain, removal -> {});
    }

    private List<String> runs(String table) throws IOException {
        try (var files = Files.list(folder.resolve(table))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static TableName name(String table) {
        return new TableName("db", table);
    }

    private static final class IllegalStateError extends Error {
        private static final long serialVersionUID = 1L;
    }
}
