package io.relata.jobs.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.RelataException;
import io.relata.RunId;
import io.relata.TableDefinition;
import io.relata.TableFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollbackTest {

    private static final RunId FOURTH = new RunId("20261121t123000z-00000004");
    private static final RunId FIFTH = new RunId("20261121t124000z-00000005");
    private static final RunId SIXTH = new RunId("20261121t125000z-00000006");

    @TempDir
    private Path folder;

    private String target;
    private RunManifests manifests;
    private Publisher publisher;
    private final FakeCatalog catalog = new FakeCatalog();

    @BeforeEach
    void open() throws IOException {
        target = folder.toString();
        manifests = new RunManifests(new TargetLayout(target, Runs.FIRST), new Configuration());
        publisher = new Publisher(manifests, Runs.CLOCK);
        publish(Runs.FIRST, "a", "b");
        publish(Runs.SECOND, "a", "b");
        publish(Runs.THIRD, "a", "b", "c");
    }

    @Test
    void allTablesOfTheRunAreShownAgainAndOthersStay() {
        Publication done = rollback(Runs.FIRST, FOURTH);
        assertThat(catalog.shown()).containsExactly("db.a " + Runs.FIRST, "db.b " + Runs.FIRST, "db.c " + Runs.THIRD);
        assertThat(done.manifest().run()).isEqualTo(FOURTH);
        assertThat(done.manifest().restores()).isEqualTo(Optional.of(Runs.FIRST));
        assertThat(done.notRefreshed()).extracting(Object::toString).containsExactly("db.c");
        assertThat(manifests.find(FOURTH)).contains(done.manifest());
    }

    @Test
    void aRollbackIsItselfRolledBack() {
        rollback(Runs.FIRST, FOURTH);
        rollback(Runs.THIRD, FIFTH);
        assertThat(catalog.shown()).containsExactly("db.a " + Runs.THIRD, "db.b " + Runs.THIRD, "db.c " + Runs.THIRD);
    }

    @Test
    void rollingBackToARollbackShowsWhatItShowed() {
        rollback(Runs.FIRST, FOURTH);
        rollback(FOURTH, FIFTH);
        assertThat(catalog.shown()).contains("db.a " + Runs.FIRST, "db.b " + Runs.FIRST);
        assertThat(manifests.find(FIFTH).orElseThrow().restores()).isEqualTo(Optional.of(Runs.FIRST));
    }

    @Test
    void whatIsShownAlreadyStaysShown() {
        rollback(Runs.THIRD, FOURTH);
        assertThat(catalog.shown()).containsExactly("db.a " + Runs.THIRD, "db.b " + Runs.THIRD, "db.c " + Runs.THIRD);
        assertThat(manifests.find(FOURTH).orElseThrow().state()).isEqualTo(RunManifest.State.PUBLISHED);
    }

    @Test
    void aRollbackThatDiesIsFinishedByRecovery() {
        catalog.beforePut(definition -> {
            if (definition.name().table().equals("b")) {
                throw new ProcessDied();
            }
        });
        assertThatThrownBy(() -> rollback(Runs.FIRST, FOURTH)).isInstanceOf(ProcessDied.class);
        catalog.beforePut(definition -> {});
        assertThat(new Recovery(manifests, publisher).recover(catalog, Runs.CATALOG))
                .containsExactly(new Recovered(FOURTH, Recovered.Outcome.FINISHED));
        assertThat(catalog.shown()).contains("db.a " + Runs.FIRST, "db.b " + Runs.FIRST);
    }

    @Test
    void runsThatCannotBeShownAreRefusedAndNothingChanges() throws IOException {
        assertRefused(FOURTH, "the target knows no run of this id");
        manifests.create(Runs.manifest(target, FOURTH, "a"));
        assertRefused(FOURTH, "it was never published: it is STAGED");
        Files.delete(folder.resolve("b/" + Runs.FIRST + "/part-1.parquet"));
        assertRefused(Runs.FIRST, "1 of the files of table db.b were removed, part-1.parquet among them");
        assertThat(catalog.shown()).containsExactly("db.a " + Runs.THIRD, "db.b " + Runs.THIRD, "db.c " + Runs.THIRD);
    }

    @Test
    void aDeltaTableIsNotShownAgainWithoutItsLog() throws IOException {
        publishDelta();
        assertRefused(
                FOURTH, "1 of the files of table db.d were removed, _delta_log/00000000000000000000.json among them");
    }

    @Test
    void aDeltaTableIsNotShownAgainWithoutTheFilesThatItHasOfEarlierRuns() throws IOException {
        Path log = Files.createDirectories(publishDelta().resolve("_delta_log"));
        String earlier = target + "/d/" + Runs.FIRST;
        Files.writeString(
                log.resolve("00000000000000000000.json"),
                "{\"add\":{\"path\":\"part-0.parquet\"}}\n{\"add\":{\"path\":\"file:" + earlier + "/old.parquet\"}}\n");
        assertRefused(FOURTH, "the files of table db.d were removed");
        Path old = Files.createDirectories(Path.of(earlier)).resolve("old.parquet");
        try (VacuumMarks.Mark mark = manifests.vacuums().write(Runs.SECOND, List.of("file:" + earlier))) {
            assertRefused(
                    FOURTH,
                    "1 of the files that table db.d has of runs before it were removed, " + old + " among them");
            Files.writeString(old, "x");
            assertThatThrownBy(() -> rollback(FOURTH, FIFTH))
                    .isInstanceOf(RelataException.class)
                    .hasMessage("Cannot roll back to run " + FOURTH + " (table db.d): vacuum " + mark.vacuum()
                            + " is removing files that it would show. Run again when that vacuum has ended; if it died,"
                            + " run vacuum again, which ends it.");
        }
        assertThat(rollback(FOURTH, SIXTH).manifest().state()).isEqualTo(RunManifest.State.PUBLISHED);
    }

    /** A table of one file and without a log, and its folder. */
    private Path publishDelta() throws IOException {
        TableDefinition rows = Runs.definition(target, FOURTH, "d");
        TableDefinition delta = new TableDefinition(
                rows.name(),
                rows.columns(),
                rows.partitionColumns(),
                rows.location(),
                TableFormat.DELTA,
                rows.parent(),
                rows.run(),
                rows.statistics());
        DataFile file = new DataFile("part-0.parquet", 1, OptionalLong.empty());
        publisher.publish(
                RunManifest.staged(
                        FOURTH,
                        "games",
                        Runs.CATALOG,
                        Runs.NOW,
                        List.of(StagedTable.of(delta, List.of(file))),
                        List.of()),
                catalog);
        Path location = Files.createDirectories(folder.resolve("d/" + FOURTH));
        Files.writeString(location.resolve("part-0.parquet"), "x");
        return location;
    }

    @Test
    void aRunOfAnotherCatalogIsRefused() {
        assertThatThrownBy(() -> new Rollback(manifests, publisher, Runs.CLOCK)
                        .to(Runs.FIRST, FOURTH, catalog, "local /elsewhere"))
                .hasMessageContaining("it was published to another catalog: local /catalog.");
    }

    private void assertRefused(RunId run, String why) {
        assertThatThrownBy(() -> rollback(run, FIFTH))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot roll back to run " + run + " (" + target + "/_relata/runs/" + run + ".json): " + why
                        + ". Choose a run whose manifest says PUBLISHED and whose files are kept; target.retain says"
                        + " how many are.");
    }

    private Publication rollback(RunId earlier, RunId run) {
        return new Rollback(manifests, publisher, Runs.CLOCK).to(earlier, run, catalog, Runs.CATALOG);
    }

    private void publish(RunId run, String... tables) throws IOException {
        publisher.publish(Runs.manifest(target, run, tables), catalog);
        for (String table : tables) {
            Path location = folder.resolve(table).resolve(run.value());
            Files.createDirectories(location);
            Files.writeString(location.resolve("part-0.parquet"), "x");
            Files.writeString(location.resolve("part-1.parquet"), "x");
        }
    }

    private static final class ProcessDied extends Error {
        private static final long serialVersionUID = 1L;
    }
}
