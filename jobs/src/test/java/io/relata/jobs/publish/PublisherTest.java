package io.relata.jobs.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.relata.CatalogVersion;
import io.relata.Problem;
import io.relata.RelataException;
import io.relata.RunId;
import io.relata.TableDefinition;
import io.relata.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublisherTest {

    private static final String[] TABLES = {"a", "b", "c"};

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
    void allTablesMoveToTheRun() {
        publish(Runs.FIRST, TABLES);
        Publication publication = publish(Runs.SECOND, TABLES);
        assertThat(catalog.shown())
                .containsExactly(shows("a", Runs.SECOND), shows("b", Runs.SECOND), shows("c", Runs.SECOND));
        assertThat(catalog.find(name("b")).orElseThrow().definition())
                .isEqualTo(Runs.definition(target, Runs.SECOND, "b"));
        assertThat(publication.moved()).containsExactly(name("a"), name("b"), name("c"));
        assertThat(publication.alreadyThere()).isEmpty();
        assertThat(publication.notRefreshed()).isEmpty();
        assertThat(manifests.find(Runs.SECOND)).contains(publication.manifest());
        assertThat(publication.manifest().state()).isEqualTo(RunManifest.State.PUBLISHED);
        assertThat(publication.manifest().updated()).isEqualTo(Runs.NOW);
    }

    @Test
    void theManifestTellsAllBeforeTheFirstTableMoves() {
        publish(Runs.FIRST, "a");
        List<RunManifest> seen = new ArrayList<>();
        catalog.beforePut(definition -> seen.add(manifests.find(Runs.SECOND).orElseThrow()));
        publish(Runs.SECOND, "a", "b");
        RunManifest first = seen.get(0);
        assertThat(first.state()).isEqualTo(RunManifest.State.PUBLISHING);
        assertThat(first.tables().get(0).before().orElseThrow().table().definition())
                .isEqualTo(Runs.definition(target, Runs.FIRST, "a"));
        assertThat(first.tables().get(0).before().orElseThrow().table().version())
                .isEqualTo(new CatalogVersion("v1"));
        assertThat(first.tables().get(1).before()).isEmpty();
    }

    @Test
    void publishingAgainChangesNothing() {
        publish(Runs.FIRST, TABLES);
        Publication again = publish(Runs.FIRST, TABLES);
        assertThat(catalog.changes()).hasSize(3);
        assertThat(again.moved()).isEmpty();
        assertThat(again.alreadyThere()).containsExactly(name("a"), name("b"), name("c"));
    }

    @Test
    void aRunWhoseProcessDiedIsFinishedByPublishingItAgain() {
        publish(Runs.FIRST, TABLES);
        dieAt("c", Runs.SECOND);
        assertThat(catalog.shown())
                .containsExactly(shows("a", Runs.SECOND), shows("b", Runs.SECOND), shows("c", Runs.FIRST));
        Publication finished = publish(Runs.SECOND, TABLES);
        assertThat(catalog.shown())
                .containsExactly(shows("a", Runs.SECOND), shows("b", Runs.SECOND), shows("c", Runs.SECOND));
        assertThat(finished.alreadyThere()).containsExactly(name("a"), name("b"));
        assertThat(finished.moved()).containsExactly(name("c"));
        assertThat(finished.manifest().state()).isEqualTo(RunManifest.State.PUBLISHED);
    }

    @Test
    void aDeadRunIsFinishedBeforeTheNextOneMovesItsTables() {
        publish(Runs.FIRST, TABLES);
        dieAt("c", Runs.SECOND);
        publish(Runs.THIRD, TABLES);
        assertThat(catalog.changes().subList(5, 9))
                .containsExactly(
                        "put db.c " + Runs.SECOND,
                        "put db.a " + Runs.THIRD,
                        "put db.b " + Runs.THIRD,
                        "put db.c " + Runs.THIRD);
        assertThat(manifests.find(Runs.SECOND).orElseThrow().state()).isEqualTo(RunManifest.State.PUBLISHED);
        assertThat(publish(Runs.SECOND, TABLES).moved()).isEmpty();
        assertThat(catalog.shown())
                .containsExactly(shows("a", Runs.THIRD), shows("b", Runs.THIRD), shows("c", Runs.THIRD));
    }

    @Test
    void aDeadRunWhoseTablesAnotherProgramChangedIsNotFinished() {
        publish(Runs.FIRST, TABLES);
        dieAt("c", Runs.SECOND);
        for (String table : TABLES) {
            catalog.set(Runs.definition(target, Runs.THIRD, table));
        }
        assertThatThrownBy(() -> publish(Runs.SECOND, TABLES))
                .hasMessage("Cannot publish run 20261121t110000z-00000002 (table db.a): run 20261121t120000z-00000003"
                        + " published it at the same time; tables moved back to their earlier state: 0."
                        + " Run again when run 20261121t120000z-00000003 has ended.");
        assertThat(catalog.shown())
                .containsExactly(shows("a", Runs.THIRD), shows("b", Runs.THIRD), shows("c", Runs.THIRD));
    }

    @Test
    void aRunThatAnotherProcessHasFinishedIsNotUndoneForALaterOne() {
        publish(Runs.FIRST, TABLES);
        before("b", () -> {
            catalog.beforePut(definition -> {});
            publish(Runs.THIRD, TABLES);
        });
        Publication publication = publish(Runs.SECOND, TABLES);
        assertThat(publication.manifest().state()).isEqualTo(RunManifest.State.PUBLISHED);
        assertThat(publication.moved()).isEmpty();
        assertThat(catalog.shown())
                .containsExactly(shows("a", Runs.THIRD), shows("b", Runs.THIRD), shows("c", Runs.THIRD));
    }

    @Test
    void theLoserOfTwoRunsMovesItsTablesBackAndNamesTheWinner() {
        publish(Runs.FIRST, "a", "b", "d");
        before("d", () -> catalog.set(Runs.definition(target, Runs.THIRD, "d")));
        assertThatThrownBy(() -> publish(Runs.SECOND, "a", "b", "c", "d"))
                .asInstanceOf(type(RelataException.class))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(RelataException.Kind.TARGET_HELD))
                .extracting(RelataException::getMessage)
                .isEqualTo("Cannot publish run 20261121t110000z-00000002 (table db.d): run"
                        + " 20261121t120000z-00000003 published it at the same time; tables moved back to their"
                        + " earlier state: 3. Run again when run 20261121t120000z-00000003 has ended.");
        assertThat(catalog.shown())
                .containsExactly(shows("a", Runs.FIRST), shows("b", Runs.FIRST), shows("d", Runs.THIRD));
        assertThat(catalog.changes().subList(6, 9))
                .containsExactly("drop db.c", "put db.b " + Runs.FIRST, "put db.a " + Runs.FIRST);
        assertThat(manifests.find(Runs.SECOND).orElseThrow().state()).isEqualTo(RunManifest.State.UNDONE);
    }

    @Test
    void aTableThatTheWinnerTookMeanwhileIsLeftToIt() {
        publish(Runs.FIRST, "a", "b");
        before("b", () -> {
            catalog.set(Runs.definition(target, Runs.THIRD, "a"));
            catalog.set(Runs.definition(target, Runs.THIRD, "b"));
        });
        assertThatThrownBy(() -> publish(Runs.SECOND, "a", "b"))
                .hasMessageContaining("tables moved back to their earlier state: 0.");
        assertThat(catalog.shown()).containsExactly(shows("a", Runs.THIRD), shows("b", Runs.THIRD));
    }

    @Test
    void aTableTakenWhileItIsMovedBackIsLeftToTheWinner() {
        publish(Runs.FIRST, "a", "b");
        catalog.beforePut(definition -> {
            if (is(definition, "b", Runs.SECOND)) {
                catalog.set(Runs.definition(target, Runs.THIRD, "b"));
            }
            if (is(definition, "a", Runs.FIRST)) {
                catalog.set(Runs.definition(target, Runs.THIRD, "a"));
            }
        });
        assertThatThrownBy(() -> publish(Runs.SECOND, "a", "b"))
                .hasMessageContaining("tables moved back to their earlier state: 0.");
        assertThat(catalog.shown()).containsExactly(shows("a", Runs.THIRD), shows("b", Runs.THIRD));
        assertThat(manifests.find(Runs.SECOND).orElseThrow().state()).isEqualTo(RunManifest.State.UNDONE);
    }

    @Test
    void aChangeByHandIsAConflictWithoutAWinner() {
        publish(Runs.FIRST, "a", "b");
        before("b", () -> catalog.set(Runs.definition(target, Runs.FIRST, "b")));
        assertThatThrownBy(() -> publish(Runs.SECOND, "a", "b"))
                .hasMessage("Cannot publish run 20261121t110000z-00000002 (table db.b): it was changed at the same"
                        + " time; tables moved back to their earlier state: 1. Run again.");
    }

    @Test
    void anUndoneRunIsNotPublishedAgain() {
        publish(Runs.FIRST, "a");
        before("a", () -> catalog.set(Runs.definition(target, Runs.THIRD, "a")));
        assertThatThrownBy(() -> publish(Runs.SECOND, "a")).isInstanceOf(RelataException.class);
        assertThatThrownBy(() -> publish(Runs.SECOND, "a"))
                .hasMessage("Cannot publish run 20261121t110000z-00000002 (" + target
                        + "/_relata/runs/20261121t110000z-00000002.json): its publishing was undone at"
                        + " 2026-11-21T12:30:00Z. Run the job again; it gets a new run id.");
    }

    @Test
    void whenTheCatalogFailsTheTablesAreMovedBack() {
        publish(Runs.FIRST, TABLES);
        before("c", () -> {
            throw denied();
        });
        assertThatThrownBy(() -> publish(Runs.SECOND, TABLES))
                .asInstanceOf(type(RelataException.class))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(RelataException.Kind.FAILED))
                .extracting(RelataException::getMessage)
                .isEqualTo("Cannot publish run 20261121t110000z-00000002 (table db.c): Cannot update (glue): access"
                        + " denied. Ask; tables moved back to their earlier state: 2. Run again when the catalog takes the"
                        + " table.");
        assertThat(catalog.shown())
                .containsExactly(shows("a", Runs.FIRST), shows("b", Runs.FIRST), shows("c", Runs.FIRST));
    }

    @Test
    void aMoveWhoseAnswerWasLostIsUndoneToo() {
        publish(Runs.FIRST, TABLES);
        catalog.afterPut(definition -> {
            if (is(definition, "b", Runs.SECOND)) {
                throw denied();
            }
        });
        assertThatThrownBy(() -> publish(Runs.SECOND, TABLES))
                .hasMessageContaining("tables moved back to their earlier state: 2.");
        assertThat(catalog.shown())
                .containsExactly(shows("a", Runs.FIRST), shows("b", Runs.FIRST), shows("c", Runs.FIRST));
    }

    @Test
    void whenUndoingFailsTooTheRunStaysUnfinishedAndSaysSo() {
        publish(Runs.FIRST, TABLES);
        catalog.beforePut(definition -> {
            if (!is(definition, "a", Runs.SECOND)) {
                throw denied();
            }
        });
        assertThatThrownBy(() -> publish(Runs.SECOND, TABLES))
                .hasMessage("Cannot publish run 20261121t110000z-00000002, nor undo it (table db.b): moving tables back"
                        + " failed: Cannot update (glue): access denied. Ask; it was to be undone since: Cannot update"
                        + " (glue): access denied. Ask. Readers may see tables of two runs: publish this run again"
                        + " when the catalog answers.");
        assertThat(manifests.find(Runs.SECOND).orElseThrow().state()).isEqualTo(RunManifest.State.PUBLISHING);
        catalog.beforePut(definition -> {});
        assertThat(publish(Runs.SECOND, TABLES).moved()).containsExactly(name("b"), name("c"));
    }

    @Test
    void tablesThatTheJobNoLongerWritesAreKeptAndReported() {
        publish(Runs.FIRST, "a", "b", "c");
        assertThat(publish(Runs.SECOND, "a", "b").notRefreshed()).containsExactly(name("c"));
        assertThat(publish(Runs.THIRD, "a").notRefreshed()).containsExactly(name("b"), name("c"));
        assertThat(catalog.shown())
                .containsExactly(shows("a", Runs.THIRD), shows("b", Runs.SECOND), shows("c", Runs.FIRST));
    }

    @Test
    void droppedTablesAndOtherJobsTablesAreNotReported() {
        publish(Runs.FIRST, "a", "b");
        catalog.drop(name("b"), catalog.find(name("b")).orElseThrow().version());
        RunManifest other = Runs.manifest(target, Runs.SECOND, "other");
        publisher.publish(
                RunManifest.staged(Runs.SECOND, "another job", Runs.CATALOG, Runs.NOW, other.tables(), List.of()),
                catalog);
        assertThat(publish(Runs.THIRD, "a").notRefreshed()).isEmpty();
    }

    @Test
    void abandoningDeletesTheRunsFilesAndNothingElse() throws IOException {
        Path mine = write("a/" + Runs.SECOND + "/part-0.parquet");
        write("b~x/" + Runs.SECOND + "/_temporary/0/part");
        Path staging = write("_relata/staging/" + Runs.SECOND + "/rows");
        Path earlier = write("a/" + Runs.FIRST + "/part-0.parquet");
        Path othersStaging = write("_relata/staging/" + Runs.FIRST + "/rows");
        Path strange = write("b~x/" + Runs.SECOND + "/part");
        assertThat(publisher.abandon(Runs.SECOND, List.of(name("a"), name("never written"))))
                .containsExactly(target + "/a/" + Runs.SECOND, target + "/_relata/staging/" + Runs.SECOND);
        assertThat(mine.getParent()).doesNotExist();
        assertThat(staging.getParent()).doesNotExist();
        assertThat(earlier).exists();
        assertThat(othersStaging).exists();
        assertThat(strange).exists();
    }

    @Test
    void abandoningAStagedRunEndsIt() throws IOException {
        write("a/" + Runs.FIRST + "/part-0.parquet");
        manifests.create(Runs.manifest(target, Runs.FIRST, "a"));
        assertThat(publisher.abandon(Runs.FIRST, List.of(name("a")))).containsExactly(target + "/a/" + Runs.FIRST);
        assertThat(manifests.find(Runs.FIRST).map(RunManifest::state)).isEqualTo(Optional.of(RunManifest.State.UNDONE));
        assertThatThrownBy(() -> publish(Runs.FIRST, "a")).isInstanceOf(RelataException.class);
    }

    @Test
    void whatReadersMaySeeIsNotAbandoned() throws IOException {
        Path file = write("a/" + Runs.FIRST + "/part-0.parquet");
        publish(Runs.FIRST, "a");
        assertThat(publisher.abandon(Runs.FIRST, List.of(name("a")))).isEmpty();
        dieAt("a", Runs.SECOND);
        Path second = write("a/" + Runs.SECOND + "/part-0.parquet");
        assertThat(publisher.abandon(Runs.SECOND, List.of(name("a")))).isEmpty();
        assertThat(file).exists();
        assertThat(second).exists();
    }

    @Test
    void aRunThatAnotherProcessUndoesMeanwhileIsUndoneAsAWhole() {
        publish(Runs.FIRST, TABLES);
        before("c", () -> {
            catalog.set(Runs.definition(target, Runs.FIRST, "b"));
            catalog.set(Runs.definition(target, Runs.FIRST, "a"));
        });
        assertThatThrownBy(() -> publish(Runs.SECOND, TABLES))
                .hasMessage("Cannot publish run 20261121t110000z-00000002 (table db.a): another process moved table"
                        + " db.a back to its earlier state; tables moved back to their earlier state: 1. Run again when"
                        + " the catalog takes the table.");
        assertThat(catalog.shown())
                .containsExactly(shows("a", Runs.FIRST), shows("b", Runs.FIRST), shows("c", Runs.FIRST));
    }

    @Test
    void aTableThatAnotherProcessMovesAgainWhileTheRunIsUndoneIsMovedBackToo() {
        publish(Runs.FIRST, TABLES);
        catalog.beforePut(definition -> {
            if (is(definition, "b", Runs.SECOND)) {
                throw denied();
            }
            if (is(definition, "a", Runs.FIRST)) {
                catalog.beforePut(any -> {});
                catalog.afterPut(any -> {
                    catalog.afterPut(none -> {});
                    catalog.set(Runs.definition(target, Runs.SECOND, "c"));
                });
            }
        });
        assertThatThrownBy(() -> publish(Runs.SECOND, TABLES))
                .hasMessageContaining("tables moved back to their earlier state: 2.");
        assertThat(catalog.shown())
                .containsExactly(shows("a", Runs.FIRST), shows("b", Runs.FIRST), shows("c", Runs.FIRST));
    }

    @Test
    void aTableThatALaterRunTakesRightAwayIsLeftToIt() {
        publish(Runs.FIRST, TABLES);
        before("c", () -> catalog.set(Runs.definition(target, Runs.THIRD, "a")));
        publish(Runs.SECOND, TABLES);
        assertThat(catalog.shown())
                .containsExactly(shows("a", Runs.THIRD), shows("b", Runs.SECOND), shows("c", Runs.SECOND));
    }

    private Publication publish(RunId run, String... tables) {
        return publisher.publish(Runs.manifest(target, run, tables), catalog);
    }

    /** The process ends before it moves this table: nothing is caught and nothing undone. */
    private void dieAt(String table, RunId run) {
        before(table, () -> {
            throw new ProcessDied();
        });
        assertThatThrownBy(() -> publish(run, TABLES)).isInstanceOf(ProcessDied.class);
        catalog.beforePut(definition -> {});
    }

    private void before(String table, Runnable action) {
        catalog.beforePut(definition -> {
            if (definition.name().equals(name(table))) {
                action.run();
            }
        });
    }

    private static boolean is(TableDefinition definition, String table, RunId run) {
        return definition.name().equals(name(table)) && definition.run().equals(run);
    }

    private Path write(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "x");
    }

    private static RelataException denied() {
        return RelataException.failed(new Problem("Cannot update", "glue", "access denied", "Ask"));
    }

    private static TableName name(String table) {
        return new TableName("db", table);
    }

    private static String shows(String table, RunId run) {
        return "db." + table + " " + run;
    }

    private static final class ProcessDied extends Error {
        private static final long serialVersionUID = 1L;
    }
}
