package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.TableName;
import io.relata.catalog.local.LocalCatalog;
import io.relata.testing.SparkExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random streams of documents (new, changed, removed, sent twice, late) cut at random into runs, some of which fail on a
 * disk that does: what the tables hold at the end is what one run over the documents' last states gives, ids and all.
 *
 * <p>{@code -Drelata.streams=n} tries n of them; each says its seed, which {@code -Drelata.seed} tries again.
 */
@Tag("any-spark")
@ExtendWith(SparkExtension.class)
class MergeStreamsTest {

    private static final int KEYS = 7;
    private static final int EVENTS = 40;
    private static final int RUNS = 5;
    private static final List<String> TABLES = List.of("o", "o_items", "o_items.val.tags");

    private static final String JOB = """
            job: orders
            sources:
              orders:
                path: PATH
                schema: "k bigint, at bigint, op string, n string, items array<struct<s:string,tags:array<string>>>"
            relationalize: {source: orders, root: o, key: [k], order-by: [at], delete-when: "op = 'D'"}
            target: {path: "OUT", mode: merge, format: delta}
            catalog: {database: db, path: CATALOG}
            """;

    private Program program;
    private SparkSession spark;
    private FaultyDisk.Mount disk;

    private record Event(long key, long at, String document) {}

    @BeforeEach
    void start(SparkSession session, @TempDir Path folder) throws IOException {
        spark = session;
        program = new Program(folder, session);
        disk = FaultyDisk.Mount.of(session.sparkContext().hadoopConfiguration(), folder);
        session.conf().set("spark.databricks.delta.snapshotPartitions", "1");
    }

    @AfterEach
    void stop() {
        spark.conf().unset("spark.databricks.delta.snapshotPartitions");
        disk.close();
    }

    static LongStream seeds() {
        Long given = Long.getLong("relata.seed");
        return given != null ? LongStream.of(given) : new Random().longs(Integer.getInteger("relata.streams", 1));
    }

    @ParameterizedTest(name = "-Drelata.seed={0}")
    @MethodSource("seeds")
    void anyStreamGivesWhatOneRunOverTheLastStatesGives(long seed) throws IOException {
        Random random = new Random(seed);
        List<Event> events = events(random);
        List<List<Event>> batches = cut(events, random);
        int failed = 0;
        for (int i = 0; i < batches.size(); i++) {
            program.write("in/part.json", documents(batches.get(i)));
            program.write("job.yaml", job("in", "faulty:" + disk.folder(), "catalog"));
            if (random.nextInt(3) == 0) {
                disk.fail(List.of("create", "close", "rename").get(random.nextInt(3)), 8);
                failed += program.execute("run", "job.yaml", "--quiet").exitCode() == 0 ? 0 : 1;
                disk.heal();
            }
            program.execute("run", "job.yaml", "--quiet").succeeded();
        }
        Map<Long, Event> last = new TreeMap<>();
        events.forEach(event -> last.merge(event.key(), event, (one, other) -> other.at() >= one.at() ? other : one));
        program.write("last/part.json", documents(last.values()));
        program.write("once.yaml", job("last", "once", "other"));
        program.execute("run", "once.yaml", "--quiet").succeeded();

        for (String table : TABLES) {
            assertThat(rows("faulty:" + disk.folder(), "catalog", table))
                    .as(table + " after " + batches.size() + " runs and " + failed + " that failed; seed " + seed)
                    .isEqualTo(rows("once", "other", table));
        }
    }

    private static String job(String in, String out, String catalog) {
        return JOB.replace("PATH", in).replace("OUT", out).replace("CATALOG", catalog);
    }

    private List<String> rows(String target, String catalog, String table) {
        String location = new LocalCatalog(program.path(catalog))
                .find(new TableName("db", table))
                .orElseThrow(() -> new AssertionError("No table " + table + " of " + target))
                .definition()
                .location();
        return spark.read().format("delta").load(location).collectAsList().stream()
                .map(Row::toString)
                .sorted()
                .toList();
    }

    /** In the order in which they arrive: each state of a document once at least, some too late and some twice. */
    private static List<Event> events(Random random) {
        List<Event> events = new ArrayList<>();
        for (int at = 0; at < EVENTS; at++) {
            events.add(event(random.nextInt(KEYS), at, random));
        }
        for (int i = 0; i < EVENTS / 4; i++) {
            Event moved = events.remove(random.nextInt(events.size()));
            events.add(random.nextInt(events.size() + 1), moved);
            events.add(random.nextInt(events.size() + 1), events.get(random.nextInt(events.size())));
        }
        return events;
    }

    private static Event event(long key, long at, Random random) {
        List<String> items = IntStream.range(0, random.nextInt(3))
                .mapToObj(i -> "{\"s\":\"" + at + "-" + i + "\",\"tags\":" + tags(random) + "}")
                .toList();
        String list = random.nextInt(6) == 0 ? "null" : items.toString();
        String op = random.nextInt(4) == 0 ? "D" : "U";
        return new Event(
                key,
                at,
                "{\"k\":" + key + ",\"at\":" + at + ",\"op\":\"" + op + "\",\"n\":\"" + random.nextInt(100)
                        + "\",\"items\":" + list + "}");
    }

    private static List<String> tags(Random random) {
        return IntStream.range(0, random.nextInt(3))
                .mapToObj(i -> "\"t" + random.nextInt(9) + "\"")
                .toList();
    }

    /** Into runs of one event at least. */
    private static List<List<Event>> cut(List<Event> events, Random random) {
        int[] cuts = IntStream.concat(IntStream.of(0, events.size()), random.ints(RUNS - 1, 1, events.size()))
                .distinct()
                .sorted()
                .toArray();
        return IntStream.range(1, cuts.length)
                .mapToObj(i -> events.subList(cuts[i - 1], cuts[i]))
                .toList();
    }

    private static String[] documents(Collection<Event> events) {
        return events.stream().map(Event::document).toArray(String[]::new);
    }
}
