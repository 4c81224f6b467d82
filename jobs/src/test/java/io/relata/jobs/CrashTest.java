package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.Failpoint;
import io.relata.testing.SparkExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A run that dies anywhere, and the next one. Runs die in a process of their own, all those of one mode and format at
 * once; each has a target of its own and is held at another place when the process ends.
 *
 * <p>What holds: each table, at every moment, is a whole version. The tables together are of one run whenever nothing
 * publishes and nothing has died in the midst of it; until the next run, or {@code recover}, they may be of two. The
 * next run's tables are those of a target where nothing ever died, ids and all, and after {@code vacuum} nothing is left
 * of the dead run.
 *
 * <p>The build tries all places with one mode and format, and with the others those where they differ; {@code
 * -Drelata.faults=all} all with all. No run dies while it surveys or derives, where it has written nothing that another
 * place does not leave too.
 */
@Tag("any-spark")
@ExtendWith(SparkExtension.class)
class CrashTest {

    private static final int BEFORE = 3;
    private static final int NOW = 5;

    /** So many that two tasks read them, and write what is joined afterwards. */
    private static final int FILES = 10;

    /** The places in the order that a run comes to them; where one only comes after a failure, that is ordered too. */
    private static final List<Place> PLACES = List.of(
            new Place("listed-1"),
            new Place("surveyed-1"),
            new Place("shredding-1"),
            new Place("committed-1"),
            new Place("abandoning-1", "committed:2=throw"),
            new Place("joined-1"),
            new Place("derived-1"),
            new Place("staged-1"),
            new Place("manifest-written-1"),
            new Place("marked-1"),
            new Place("begun-1"),
            new Place("registered-1"),
            new Place("registered-2"),
            new Place("moved-back-1", "registered:3=throw"),
            new Place("checked-1"),
            new Place("ended-1"),
            new Place("refreshed-1"),
            new Place("cleanup-1"));

    /** A run that died here is finished by the next one. */
    private static final Set<String> FINISHED = Set.of("begun-1", "registered-1", "registered-2", "checked-1");

    /** Here the run has published. */
    private static final Set<String> DONE = Set.of("ended-1", "refreshed-1", "cleanup-1");

    /** Here a table was moved back, which can be taken for a change by another run. */
    private static final String MOVED_BACK = "moved-back-1";

    @TempDir
    private Path folder;

    private record Place(String name, List<String> orders) {

        Place(String name, String... failure) {
            this(name, orders(name, failure));
        }

        private static List<String> orders(String name, String... failure) {
            int dash = name.lastIndexOf('-');
            List<String> orders = new ArrayList<>(List.of(failure));
            orders.add(name.substring(0, dash) + ":" + name.substring(dash + 1) + "=wait");
            return orders;
        }
    }

    /** Where modes differ: in what is there when a run publishes, and when it is taken back. */
    private static final Set<String> PUBLISHING =
            Set.of("committed-1", "manifest-written-1", "begun-1", "registered-2", MOVED_BACK, "ended-1");

    /** Of those the ones where tables have moved, which a slow format is tried at. */
    private static final Set<String> MOVING = Set.of("registered-2", MOVED_BACK);

    /** How a run treats what is there, and whether there is anything. */
    private enum Mode {
        FIRST_RUN("mode: replace"),
        REPLACE("mode: replace"),
        APPEND("mode: append"),
        REPLACE_PARTITIONS("mode: replace-partitions, partition-by: [day]"),
        MERGE("mode: merge");

        private final String target;

        Mode(String target) {
            this.target = target;
        }

        boolean hasBefore() {
            return this != FIRST_RUN;
        }
    }

    private record Pair(Mode mode, String format) {

        ShopTarget target(Path folder) {
            return new ShopTarget(folder, mode.target + ", format: " + format);
        }

        List<Place> places() {
            if (System.getProperty("relata.faults", "").equals("all")
                    || (mode == Mode.REPLACE && format.equals("parquet"))) {
                return PLACES;
            }
            Set<String> some = format.equals("delta") ? MOVING : PUBLISHING;
            return PLACES.stream().filter(place -> some.contains(place.name())).toList();
        }

        @Override
        public String toString() {
            return mode + " as " + format;
        }
    }

    static Stream<Pair> pairs() {
        return Stream.of(
                new Pair(Mode.FIRST_RUN, "parquet"),
                new Pair(Mode.FIRST_RUN, "delta"),
                new Pair(Mode.REPLACE, "parquet"),
                new Pair(Mode.REPLACE, "delta"),
                new Pair(Mode.APPEND, "parquet"),
                new Pair(Mode.APPEND, "delta"),
                new Pair(Mode.REPLACE_PARTITIONS, "parquet"),
                new Pair(Mode.REPLACE_PARTITIONS, "delta"),
                new Pair(Mode.MERGE, "delta"));
    }

    @BeforeEach
    void start(SparkSession session) {
        assertThat(session.sparkContext().isStopped()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void theNextRunMakesItGood(Pair pair) throws Exception {
        List<Map<String, List<String>>> clean = cleanVersions(pair);
        Map<Place, ShopTarget> targets = new TreeMap<>(Comparator.comparing(PLACES::indexOf));
        ShopTarget before = pair.target(folder.resolve("before")).input(BEFORE, FILES);
        if (pair.mode().hasBefore()) {
            succeed(before.run());
        }
        for (Place place : pair.places()) {
            targets.put(place, before.copy(folder.resolve(place.name())).input(NOW, FILES));
        }
        List<String> wrong = new ArrayList<>();
        try (CatalogReader reader = new CatalogReader(folder, List.copyOf(targets.values()), clean)) {
            crash(targets);
            targets.forEach(
                    (place, target) -> collect(wrong, place, () -> checkNextRun(place, target, clean, pair.mode())));
            assertThat(reader.end()).as("tables that the reader found").isPositive();
        }
        targets.forEach((place, target) -> collect(wrong, place, () -> checkVacuum(target)));
        assertThat(wrong)
                .as("places after which the next run does not make it good")
                .isEmpty();
    }

    /** What a target shows after each of the runs that could publish, where none dies. */
    private List<Map<String, List<String>>> cleanVersions(Pair pair) {
        ShopTarget target = pair.target(folder.resolve("clean"));
        List<Map<String, List<String>>> versions = new ArrayList<>();
        if (pair.mode().hasBefore()) {
            succeed(target.input(BEFORE, FILES).run());
            versions.add(target.rows());
        }
        for (int run = 0; run < 2; run++) {
            succeed(target.input(NOW, FILES).run());
            versions.add(target.rows());
        }
        return versions;
    }

    private void checkNextRun(Place place, ShopTarget target, List<Map<String, List<String>>> clean, Mode mode) {
        succeed(target.run());
        // A table that was not there before is as if it had never moved, so that run is finished.
        boolean movedBack = place.name().equals(MOVED_BACK);
        boolean finished = FINISHED.contains(place.name()) || (movedBack && !mode.hasBefore());
        int runs = (mode.hasBefore() ? 1 : 0) + (finished || DONE.contains(place.name()) ? 2 : 1);
        assertThat(target.rows()).isEqualTo(clean.get(runs - 1));
        if (finished) {
            assertThat(target.report()).contains("had ended in the midst of publishing and was finished");
        } else if (movedBack) {
            assertThat(target.report()).contains("had ended in the midst of publishing and was undone");
        } else {
            assertThat(target.report()).doesNotContain("in the midst");
        }
    }

    private static void checkVacuum(ShopTarget target) {
        Map<String, List<String>> before = target.rows();
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(2));
        succeed(target.execute(later, "vacuum", target.jobFile()));
        assertThat(target.orphans()).as("what is left after vacuum").isEmpty();
        assertThat(target.rows()).isEqualTo(before);
    }

    private static void collect(List<String> wrong, Place place, Runnable check) {
        try {
            check.run();
        } catch (AssertionError | RuntimeException e) {
            wrong.add(place.name() + ": " + e.getMessage());
        }
    }

    private static void succeed(ShopTarget.Outcome outcome) {
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    }

    private void crash(Map<Place, ShopTarget> targets) throws Exception {
        Path followed = Files.createDirectory(folder.resolve("followed"));
        List<String> orders = new ArrayList<>();
        List<String> arguments = new ArrayList<>();
        targets.forEach((place, target) -> {
            orders.addAll(place.orders());
            arguments.addAll(List.of(place.name(), target.jobFile()));
        });
        String printed = ForkedJava.in(folder)
                .property(Failpoint.PROPERTY, String.join(",", orders))
                .property(Failpoint.FOLDER, followed.toString())
                .property("spark.master", "local[4]")
                .run(CrashingRuns.class, Failpoint.HALTED, arguments);
        for (Place place : targets.keySet()) {
            assertThat(followed.resolve(place.name())).as(printed).exists();
        }
    }

    /** The program itself, told to halt. */
    @Test
    void aProcessThatHaltsBetweenTwoTablesIsMadeGoodToo() throws Exception {
        ShopTarget target = new Pair(Mode.REPLACE, "parquet").target(folder.resolve("halted"));
        succeed(target.input(BEFORE, FILES).run());
        Map<String, List<String>> before = target.rows();
        target.input(NOW, FILES);
        ForkedJava.in(folder)
                .property(Failpoint.PROPERTY, "registered:1=halt")
                .run(Main.class, Failpoint.HALTED, List.of("run", target.jobFile()));
        Map<String, List<String>> torn = target.rows();
        assertThat(torn.get("totals")).isEqualTo(before.get("totals"));
        assertThat(torn.get("orders")).isNotEqualTo(before.get("orders"));
        ShopTarget.Outcome outcome = target.execute(Clock.systemUTC(), "recover", target.jobFile());
        assertThat(outcome.out()).endsWith("had ended in the midst of publishing and was finished.\n");
        Map<String, List<String>> recovered = target.rows();
        succeed(target.run());
        assertThat(recovered).isEqualTo(target.rows());
    }
}
