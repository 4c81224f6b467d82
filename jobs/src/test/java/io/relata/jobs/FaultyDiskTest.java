package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.testing.SparkExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs whose target's disk fails: for a moment, so that tasks are tried again, or because it is full. */
@ExtendWith(SparkExtension.class)
class FaultyDiskTest {

    private static final int BEFORE = 3;
    private static final int NOW = 40;
    private static final int STEPS = 12;

    @TempDir
    private Path folder;

    private FaultyDisk.Mount disk;
    private ShopTarget target;

    @BeforeEach
    void mount(SparkSession session) throws IOException {
        disk = FaultyDisk.Mount.of(session.sparkContext().hadoopConfiguration(), folder);
        target = new ShopTarget(folder, disk.folder(), "faulty:", "mode: replace");
        succeed(target.input(BEFORE).run());
    }

    @AfterEach
    void unmount() {
        disk.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"create", "close", "rename"})
    void aTaskThatFailsOnceIsTriedAgainAndNothingIsThereTwice(String method) throws IOException {
        Map<String, List<String>> clean = clean().rows();
        disk.fail(method, 1);
        succeed(target.input(NOW).run());
        assertThat(disk.left(method)).isZero();
        assertThat(target.rows()).isEqualTo(clean);
        assertThat(target.strays()).isEmpty();
    }

    @Test
    void aTaskThatKeepsFailingFailsTheRunAndLeavesNothing() throws IOException {
        Map<String, List<String>> before = target.rows();
        disk.fail("create", 8);
        ShopTarget.Outcome outcome = target.input(NOW).run();
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).contains("The disk was told to fail at create");
        assertThat(target.rows()).isEqualTo(before);
        assertThat(target.strays()).isEmpty();
    }

    @Test
    void aFullDiskFailsTheRunWherebyTheTablesAreAllOldOrAllNew() throws IOException {
        Map<String, List<String>> before = target.rows();
        ShopTarget clean = clean();
        Map<String, List<String>> after = clean.rows();
        long needed = clean.bytes();
        target.input(NOW);
        int shownNew = 0;
        for (int step = 0; step < STEPS && shownNew == 0; step++) {
            disk.capacity(disk.used() + needed * step / STEPS);
            ShopTarget.Outcome outcome = target.run();
            assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(1);
            assertThat(outcome.err()).contains("No space left on device");
            assertThat(target.rows()).isIn(before, after);
            shownNew += target.rows().equals(after) ? 1 : 0;
        }
        disk.capacity(Long.MAX_VALUE);
        succeed(target.run());
        assertThat(target.rows()).isEqualTo(after);
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(2));
        succeed(target.execute(later, "vacuum", target.jobFile()));
        assertThat(target.orphans()).isEmpty();
    }

    /** A partitioned table is written twice; what the second writing is told of the first may lack something. */
    @Test
    void rowsThatAreLostBetweenTwoWritingsFailTheRun() throws IOException {
        ShopTarget byDay = new ShopTarget(
                folder.resolve("by-day"),
                disk.folder().resolve("by-day"),
                "faulty:",
                "mode: replace-partitions, partition-by: [day]");
        succeed(byDay.input(BEFORE).run());
        Map<String, List<String>> before = byDay.rows();
        disk.hide("/orders_items");
        ShopTarget.Outcome outcome = byDay.input(NOW).run();
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err())
                .matches(
                        "(?s).*relata: Cannot partition table shop\\.orders_items \\(faulty:.*/by-day/orders_items/[^/)]+\\):"
                                + " it has 0 rows, and 160 were to be written\\. Nothing of this run is shown\\. Run again; if it"
                                + " stays so, report it with this message\\.\n");
        assertThat(byDay.rows()).isEqualTo(before);
    }

    /** A target whose disk does not fail. */
    private ShopTarget clean() {
        ShopTarget clean = new ShopTarget(folder.resolve("clean"), "mode: replace");
        succeed(clean.input(NOW).run());
        return clean;
    }

    private static void succeed(ShopTarget.Outcome outcome) {
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    }
}
