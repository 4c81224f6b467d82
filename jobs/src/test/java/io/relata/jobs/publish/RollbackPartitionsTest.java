package io.relata.jobs.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.Catalog;
import io.relata.Partition;
import io.relata.RelataException;
import io.relata.RunId;
import io.relata.TableName;
import io.relata.catalog.local.LocalCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a rollback asks for of tables whose partitions several runs wrote. */
class RollbackPartitionsTest {

    private static final RunId FOURTH = new RunId("20261121t123000z-00000004");

    @TempDir
    private Path folder;

    private String target;
    private RunManifests manifests;
    private Publisher publisher;
    private Catalog catalog;

    @BeforeEach
    void open() throws IOException {
        target = folder.toString();
        manifests = new RunManifests(new TargetLayout(target, Runs.FIRST), new Configuration());
        publisher = new Publisher(manifests, Runs.CLOCK);
        catalog = new LocalCatalog(folder.resolve("_catalog"));
        publish(Runs.FIRST, Optional.empty(), "1", "2");
        publish(Runs.SECOND, Optional.of(Runs.FIRST), "2");
        publish(Runs.THIRD, Optional.of(Runs.SECOND), "1");
    }

    @Test
    void partitionsOfAllRunsAreShownAgain() {
        rollback();
        assertThat(catalog.partitions(new TableName("db", "a")))
                .extracting(Partition::location)
                .containsExactly(target + "/a/" + Runs.FIRST + "/day=1", target + "/a/" + Runs.SECOND + "/day=2");
    }

    @Test
    void filesOfAnotherRunsPartitionThatAreGoneStopIt() throws IOException {
        Files.delete(folder.resolve("a/" + Runs.FIRST + "/day=1/part-0.parquet"));
        List<Partition> before = catalog.partitions(new TableName("db", "a"));
        assertThatThrownBy(this::rollback)
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot roll back to run " + Runs.SECOND + " (" + target + "/_relata/runs/" + Runs.SECOND
                        + ".json): of the 1 files of table db.a in partition (1), which run " + Runs.FIRST
                        + " wrote, 0 are left. Choose a run whose manifest says PUBLISHED and whose files are kept;"
                        + " target.retain says how many are.");
        assertThat(catalog.partitions(new TableName("db", "a"))).isEqualTo(before);
    }

    /** In {@link TwoRunsTest} both come in every order. */
    @Test
    void aVacuumThatIsAtAPartitionOfAnotherRunGoesFirst() {
        try (VacuumMarks.Mark vacuum =
                manifests.vacuums().write(FOURTH, List.of("file:" + target + "/a/" + Runs.FIRST + "/day=1"))) {
            assertThatThrownBy(this::rollback)
                    .isInstanceOf(RelataException.class)
                    .hasMessage(refusedFor("a", Runs.SECOND, vacuum));
        }
        rollback();
    }

    @Test
    void aVacuumThatIsAtAFolderThatADeltaLogNamesGoesFirst() throws IOException {
        RunId first = new RunId("20261121t130000z-00000005");
        RunId second = new RunId("20261121t140000z-00000006");
        publish(
                first,
                PartitionedRuns.writtenDelta(folder, first, "d", Optional.empty(), Map.of("1", first, "2", first)));
        publish(
                second,
                PartitionedRuns.writtenDelta(folder, second, "d", Optional.of(first), Map.of("1", first, "2", second)));
        try (VacuumMarks.Mark vacuum =
                manifests.vacuums().write(FOURTH, List.of("file:" + target + "/d/" + first + "/day=1"))) {
            assertThatThrownBy(() ->
                            new Rollback(manifests, publisher, Runs.CLOCK).to(second, FOURTH, catalog, Runs.CATALOG))
                    .isInstanceOf(RelataException.class)
                    .hasMessage(refusedFor("d", second, vacuum));
        }
    }

    private static String refusedFor(String table, RunId earlier, VacuumMarks.Mark vacuum) {
        return "Cannot roll back to run " + earlier + " (table db." + table + "): vacuum " + vacuum.vacuum()
                + " is removing files that it would show. Run again when that vacuum has ended; if it died, run vacuum"
                + " again, which ends it.";
    }

    private void rollback() {
        new Rollback(manifests, publisher, Runs.CLOCK)
                .to(Runs.SECOND, RunId.startingAt(Clock.systemUTC()), catalog, Runs.CATALOG);
    }

    private void publish(RunId run, Optional<RunId> follows, String... days) throws IOException {
        publish(run, PartitionedRuns.written(folder, run, "a", follows, days));
    }

    private void publish(RunId run, StagedTable table) {
        publisher.publish(RunManifest.staged(run, "games", Runs.CATALOG, Runs.NOW, List.of(table), List.of()), catalog);
    }
}
