package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.jobs.DocumentStream.Event;
import io.relata.testing.SparkExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
 * Random streams of documents cut into runs, some of which fail on a disk that does: what the tables hold at the end is what
 * one run over the documents' last states gives, ids and all. {@link DocumentStream} says how to try more.
 */
@Tag("any-spark")
@ExtendWith(SparkExtension.class)
class MergeStreamsTest {

    private static final List<String> TABLES = List.of("o", "o_items", "o_items.val.tags");

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
    void anyStreamGivesWhatOneRunOverTheLastStatesGives(long seed) throws IOException {
        Random random = new Random(seed);
        DocumentStream stream = DocumentStream.of(random);
        int failed = stream.run(program, disk, random, "merge");
        Map<Long, Event> last = new TreeMap<>();
        stream.events()
                .forEach(event -> last.merge(event.key(), event, (one, other) -> other.at() >= one.at() ? other : one));
        DocumentStream.runOnce(program, last.values(), "merge");

        for (String table : TABLES) {
            assertThat(program.texts(spark, "catalog", table, "*"))
                    .as(table + " after " + stream.batches().size() + " runs and " + failed + " that failed; seed "
                            + seed)
                    .isEqualTo(program.texts(spark, "others", table, "*"));
        }
    }
}
