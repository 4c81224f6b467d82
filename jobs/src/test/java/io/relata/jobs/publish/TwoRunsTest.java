package io.relata.jobs.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.Catalog;
import io.relata.RelataException;
import io.relata.RunId;
import io.relata.TableDefinition;
import io.relata.TableFormat;
import io.relata.catalog.InMemoryCatalog;
import io.relata.catalog.local.LocalCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Processes that change one target at once, in every order of their calls to the catalog and to the target's files. What
 * holds in each order: nobody is told a lie, the tables are as if the runs that were published had been so one after the
 * other, and readers find the files of what they see at every moment.
 *
 * <p>The largest are run with {@code -Drelata.faults=all} alone; what they hold to, the others and the tests of single
 * orders hold to in part.
 */
@Tag("any-spark")
class TwoRunsTest {

    /** Later than the others, so that it is the first that a run looks at for tables it does not write. */
    private static final RunId R0 = new RunId("20261121t130000z-00000000");

    private static final RunId OLDEST = Runs.FIRST;
    private static final RunId R1 = Runs.SECOND;
    private static final RunId R2 = Runs.THIRD;

    private static final boolean ALL = System.getProperty("relata.faults", "").equals("all");

    private final Configuration configuration = new Configuration();
    private BucketFileSystem files;

    @TempDir
    private Path folder;

    @BeforeEach
    void open() throws IOException {
        files = BucketFileSystem.open("bucket", configuration);
    }

    @Test
    void oneOfTwoRunsWins() {
        all(places -> target(places)
                .published(R0, "a", "b")
                .publishing(R1, "a", "b")
                .publishing(R2, "a", "b")
                .then(TwoRunsTest::someoneWins));
    }

    @Test
    void oneOfTwoRunsWinsInTheLocalCatalog() {
        String[] tables = ALL ? new String[] {"a", "b"} : new String[] {"a"};
        all(places -> target(places, new LocalCatalog(newFolder()))
                .published(R0, tables)
                .publishing(R1, tables)
                .publishing(R2, tables)
                .then(TwoRunsTest::someoneWins));
    }

    @Test
    void oneOfTwoFirstRunsWins() {
        all(places ->
                target(places).publishing(R1, "a", "b").publishing(R2, "a", "b").then(TwoRunsTest::someoneWins));
    }

    @Test
    void oneOfTwoRunsWinsWhoseTablesComeInAnotherOrder() {
        all(places -> target(places)
                .published(R0, "a", "b")
                .publishing(R1, "a", "b")
                .publishing(R2, "b", "a")
                .then(TwoRunsTest::someoneWins));
    }

    @Test
    void runsThatShareOneTableDoNotTearEachOther() {
        all(places -> target(places)
                .published(R0, "a", "b", "c")
                .publishing(R1, "a", "b")
                .publishing(R2, "b", "c")
                .then(TwoRunsTest::someoneWins));
    }

    @Test
    @EnabledIfSystemProperty(named = "relata.faults", matches = "all")
    void twoRunsThatFailLeaveTheTableTheyShareAsItWas() {
        all(places -> target(
                        places,
                        definition -> !definition.name().table().equals("a")
                                && !definition.run().equals(R0))
                .published(R0, "a", "b", "c")
                .publishing(R1, "a", "b")
                .publishing(R2, "a", "c"));
    }

    @Test
    void oneOfTwoRunsThatAppendWinsAndNoLoadIsThereTwice() {
        all(places -> target(places)
                .loaded(R0, "a", "b")
                .appending(R1, R0, "a", "b")
                .appending(R2, R0, "a", "b")
                .then(TwoRunsTest::someoneWins)
                .then(target -> {
                    String winner = (target.process(R1).succeeded() ? R1 : R2).value();
                    assertThat(target.loads("a")).containsExactlyInAnyOrder(R0.value(), winner);
                    assertThat(target.loads("b")).containsExactlyInAnyOrder(R0.value(), winner);
                }));
    }

    @Test
    void aRunThatIsSlowIsEndedByTheNext() {
        all(places ->
                target(places).published(R0, "a", "b").publishing(R1, "a", "b").job(R2, "a", "b"));
    }

    @Test
    @EnabledIfSystemProperty(named = "relata.faults", matches = "all")
    void aRunThatDiesAnywhereIsEndedByTheNext() {
        all(places -> target(places)
                .published(R0, "a", "b")
                .publishingUntilItDies(R1, "a", "b")
                .job(R2, "a", "b"));
    }

    @Test
    void aRunMayBeRecoveredWhileItIsAlive() {
        all(places ->
                target(places).published(R0, "a", "b").publishing(R1, "a", "b").recovering("recover"));
    }

    @Test
    void aDeadRunMayBeRecoveredTwiceAtOnce() {
        all(places -> target(places)
                .published(R0, "a", "b")
                .diedAfterTheFirstTable(R1, "a", "b")
                .recovering("recover")
                .recovering("recover too"));
    }

    @Test
    @EnabledIfSystemProperty(named = "relata.faults", matches = "all")
    void aDeadRunMayBeRecoveredWhileTheNextRuns() {
        all(places -> target(places)
                .published(R0, "a", "b")
                .diedAfterTheFirstTable(R1, "a", "b")
                .recovering("recover")
                .job(R2, "a", "b"));
    }

    @Test
    void aRunAndARollbackSerialise() {
        all(places ->
                target(places).published(R0, "a", "b").publishing(R1, "a", "b").rollback(R2, R0));
    }

    @Test
    void vacuumTakesNothingFromARun() {
        String[] tables = ALL ? new String[] {"a", "b"} : new String[] {"a"};
        all(places -> target(places)
                .published(OLDEST, tables)
                .published(R1, "a")
                .publishing(R2, tables)
                .vacuuming(1));
    }

    @Test
    @EnabledIfSystemProperty(named = "relata.faults", matches = "all")
    void vacuumTakesNothingThatARunMovesBackTo() {
        all(places -> target(
                        places,
                        definition -> definition.name().table().equals("b")
                                && definition.run().equals(R2))
                .published(OLDEST, "a", "b")
                .published(R1, "b")
                .publishing(R2, "a", "b")
                .vacuuming(1));
    }

    @Test
    void vacuumTakesNothingThatARollbackShows() {
        String[] tables = ALL ? new String[] {"a", "b"} : new String[] {"a"};
        all(places -> target(places)
                .published(OLDEST, tables)
                .published(R1, tables)
                .rollback(R2, OLDEST)
                .vacuuming(1)
                .then(target -> rollbackIsDoneOrRefused(target, R2, OLDEST)));
    }

    @Test
    void oneOfTwoRunsThatReplacePartitionsWinsAndTheOtherPartitionsStay() {
        all(places -> target(places)
                .replacedDays(TableFormat.PARQUET, R0, Optional.empty(), "1", "2")
                .replacingDays(TableFormat.PARQUET, R1, R0, "2")
                .replacingDays(TableFormat.PARQUET, R2, R0, "2", "3")
                .then(TwoRunsTest::someoneWins)
                .then(target -> assertThat(target.days())
                        .isEqualTo(
                                target.process(R1).succeeded()
                                        ? Map.of("1", R0.value(), "2", R1.value())
                                        : Map.of("1", R0.value(), "2", R2.value(), "3", R2.value()))));
    }

    @Test
    @EnabledIfSystemProperty(named = "relata.faults", matches = "all")
    void vacuumTakesNothingFromARunThatAppends() {
        all(places -> target(places)
                .loaded(OLDEST, "a", "b")
                .undone(R1, "a")
                .appending(R2, OLDEST, "a", "b")
                .vacuuming(1)
                .then(target -> assertThat(target.process(R2).succeeded()).isTrue()));
    }

    static Stream<TableFormat> replacedFormats() {
        return ALL ? Stream.of(TableFormat.PARQUET, TableFormat.DELTA) : Stream.of(TableFormat.DELTA);
    }

    @ParameterizedTest
    @MethodSource("replacedFormats")
    void vacuumTakesNothingFromARunThatReplacesPartitions(TableFormat format) {
        all(places -> target(places)
                .replacedDays(format, OLDEST, Optional.empty(), "1", "2")
                .replacedDays(format, R1, Optional.of(OLDEST), "1")
                .replacingDays(format, R2, R1, "2")
                .vacuuming(1)
                .then(target -> assertThat(target.process(R2).succeeded()).isTrue()));
    }

    @ParameterizedTest
    @EnabledIfSystemProperty(named = "relata.faults", matches = "all")
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SYMLINK")
    void vacuumTakesNoPartitionsThatARollbackShows(TableFormat format) {
        all(places -> target(places)
                .replacedDays(format, OLDEST, Optional.empty(), "1", "2")
                .replacedDays(format, R1, Optional.of(OLDEST), "1")
                .replacedDays(format, R2, Optional.of(R1), "2")
                .rollback(R0, R1)
                .vacuuming(1)
                .then(target -> rollbackIsDoneOrRefused(target, R0, R1)));
    }

    private static void rollbackIsDoneOrRefused(SharedTarget target, RunId run, RunId earlier) {
        target.process(run)
                .failure()
                .ifPresent(failure -> assertThat(failure.getMessage())
                        .startsWith("Cannot roll back to run " + earlier)
                        .containsAnyOf(" is removing files that it would show", " were removed", " are left"));
    }

    private static void someoneWins(SharedTarget target) {
        List<RunId> winners =
                Stream.of(R1, R2).filter(run -> target.process(run).succeeded()).toList();
        assertThat(winners).as("runs that published").isNotEmpty();
        Stream.of(R1, R2)
                .filter(run -> !target.process(run).succeeded())
                .forEach(run -> assertThat(target.process(run).failure()).hasValueSatisfying(failure -> {
                    assertThat(((RelataException) failure).kind()).isEqualTo(RelataException.Kind.TARGET_HELD);
                    assertThat(failure).hasMessageContaining("run " + winners.get(0) + " published it");
                }));
    }

    private static void all(Function<MeetingPlaces, Interleavings.World> worlds) {
        assertThat(Interleavings.run(worlds)).isGreaterThan(1);
    }

    private SharedTarget target(MeetingPlaces places) {
        return target(places, new InMemoryCatalog());
    }

    private SharedTarget target(MeetingPlaces places, Catalog catalog) {
        return new SharedTarget(places, files, configuration, catalog, definition -> false);
    }

    private SharedTarget target(MeetingPlaces places, Predicate<TableDefinition> denied) {
        return new SharedTarget(places, files, configuration, new InMemoryCatalog(), denied);
    }

    private Path newFolder() {
        try {
            return Files.createTempDirectory(folder, "catalog");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
