package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.jobs.DocumentStream.Event;
import io.relata.jobs.DocumentStream.Item;
import io.relata.testing.SparkExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random streams of documents cut into runs, some of which fail on a disk that does: the histories at the end are those of
 * one run over all documents, ids and all, and hold the intervals that a few lines of Java find. {@link DocumentStream}
 * says how to try more.
 */
@Tag("any-spark")
@ExtendWith(SparkExtension.class)
class HistoryStreamsTest {

    private static final List<String> TABLES = List.of("o", "o_items", "o_items.val.tags", "o__deleted");

    private Program program;
    private SparkSession spark;
    private FaultyDisk.Mount disk;

    @BeforeEach
    void start(SparkSession session, @TempDir Path folder) throws IOException {
        spark = session;
        program = new Program(folder, session);
        disk = FaultyDisk.Mount.of(session.sparkContext().hadoopConfiguration(), folder);
    }

    @AfterEach
    void stop() {
        disk.close();
    }

    @ParameterizedTest(name = "-Drelata.seed={0}")
    @MethodSource("io.relata.jobs.DocumentStream#seeds")
    void anyStreamGivesTheHistoryOfAllItsDocuments(long seed) throws IOException {
        Random random = new Random(seed);
        DocumentStream stream = DocumentStream.of(random);
        int failed = stream.run(program, disk, random, "history");
        DocumentStream.runOnce(program, stream.events(), "history");
        String what = " after " + stream.batches().size() + " runs and " + failed + " that failed; seed " + seed;

        for (String table : TABLES) {
            assertThat(texts(table, "*")).as(table + what).isEqualTo(program.texts(spark, "others", table, "*"));
        }
        Expected expected = Expected.of(stream.events());
        assertThat(texts("o", "k", "at", "op", "n", "valid_from", "valid_to", "is_current"))
                .as("o" + what)
                .isEqualTo(sorted(expected.root));
        assertThat(texts("o_items", "k", "index", "`items.val.s`", "valid_from", "valid_to", "is_current"))
                .as("o_items" + what)
                .isEqualTo(sorted(expected.items));
        assertThat(texts(
                        "o_items.val.tags",
                        "k",
                        "index",
                        "`items.val.tags.val`",
                        "valid_from",
                        "valid_to",
                        "is_current"))
                .as("o_items.val.tags" + what)
                .isEqualTo(sorted(expected.tags));
        assertThat(texts("o__deleted", "k", "at")).as("o__deleted" + what).isEqualTo(sorted(expected.removals));
    }

    private List<String> texts(String table, String... columns) {
        return program.texts(spark, "catalog", table, columns);
    }

    private static List<String> sorted(List<String> rows) {
        return rows.stream().sorted().toList();
    }

    /** The rows that the tables must have, without ids. */
    private record Expected(List<String> root, List<String> items, List<String> tags, List<String> removals) {

        static Expected of(List<Event> events) {
            Map<Long, TreeMap<Long, Event>> lines = new TreeMap<>();
            events.forEach(event ->
                    lines.computeIfAbsent(event.key(), key -> new TreeMap<>()).put(event.at(), event));
            Expected expected =
                    new Expected(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            lines.values()
                    .forEach(line ->
                            line.forEach((at, event) -> expected.add(event, Optional.ofNullable(line.higherKey(at)))));
            return expected;
        }

        private void add(Event event, Optional<Long> end) {
            if (event.isRemoval()) {
                removals.add("[" + event.key() + "," + event.at() + "]");
                return;
            }
            String validity =
                    "," + event.at() + "," + end.map(String::valueOf).orElse("null") + "," + end.isEmpty() + "]";
            root.add("[" + event.key() + "," + event.at() + "," + event.op() + "," + event.n() + validity);
            List<Item> all = event.items().orElse(List.of());
            for (int i = 0; i < all.size(); i++) {
                items.add("[" + event.key() + "," + i + "," + all.get(i).s() + validity);
                List<String> of = all.get(i).tags();
                for (int j = 0; j < of.size(); j++) {
                    tags.add("[" + event.key() + "," + j + "," + of.get(j) + validity);
                }
            }
        }
    }
}
