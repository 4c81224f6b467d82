package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.Failpoint;
import io.relata.TableDefinition;
import io.relata.TableFormat;
import io.relata.TableName;
import io.relata.testing.SparkExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Files arrive one after the other, and after each the job runs; some of the runs are programs of their own that halt
 * anywhere. At the end the tables hold what one run over all files gives, each record once.
 *
 * <p>{@code -Drelata.runs=100} lets a hundred files arrive; {@code -Drelata.seed} tries one sequence again.
 */
@Tag("any-spark")
@ExtendWith(SparkExtension.class)
class IncrementalRunsTest {

    private static final int RUNS = Integer.getInteger("relata.runs", 6);
    private static final int PER_HALT = 3;
    private static final int KEYS = 12;

    private static final String JOB = """
            job: orders
            sources:
              orders:
                path: in
                bookmark: enabled
                schema: "k bigint, at bigint, items array<struct<s:string,tags:array<string>>>"
            relationalize: {source: orders, root: o, key: [k]}
            target: {path: out, TARGET}
            catalog: {database: db}
            """;

    private static final List<String> PLACES = List.of(
            "surveyed",
            "shredding",
            "committed",
            "staged",
            "manifest-written",
            "marked",
            "begun",
            "registered",
            "registered:2",
            "checked",
            "ended",
            "cleanup");

    private Program program;
    private SparkSession spark;
    private Path folder;

    @BeforeEach
    void start(SparkSession session, @TempDir Path temporary) {
        spark = session;
        folder = temporary;
        program = new Program(temporary, session);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    mode: append
                    mode: merge, format: delta
                    """)
    void runsThatHaltAnywhereLeaveWhatOneRunGives(String target) throws Exception {
        long seed = Long.getLong("relata.seed", new Random().nextLong());
        Random random = new Random(seed);
        String job = JOB.replace("TARGET", target);
        if (target.contains("merge")) {
            job = job.replace("key: [k]", "key: [k], order-by: [at]");
        }
        program.write("job.yaml", job);
        program.write("once.yaml", job.replace("path: out", "path: once"));
        List<String> halted = new ArrayList<>();
        Set<Integer> halting = new HashSet<>();
        for (int i = 0; i < RUNS; i += PER_HALT) {
            halting.add(Math.min(RUNS - 1, i + random.nextInt(PER_HALT)));
        }
        for (int run = 0; run < RUNS; run++) {
            program.write("in/" + random.nextInt(1_000) + "-" + run + ".json", documents(run, target, random));
            if (halting.contains(run)) {
                String place = PLACES.get(random.nextInt(PLACES.size()));
                halted.add(run + " at " + place);
                halt(place);
            } else {
                program.execute("run", "job.yaml", "--quiet").succeeded();
            }
        }
        program.execute("run", "job.yaml", "--quiet").succeeded();
        program.execute("run", "once.yaml", "--quiet").succeeded();

        for (String table : List.of("o", "o_items", "o_items.val.tags")) {
            assertThat(rows("out", table))
                    .as(table + ", seed " + seed + ", halted " + halted)
                    .isEqualTo(rows("once", table));
        }
    }

    private void halt(String place) throws Exception {
        Path followed = Files.createTempDirectory(folder, "followed");
        ForkedJava.in(folder)
                .property(Failpoint.PROPERTY, place + "=halt")
                .property(Failpoint.FOLDER, followed.toString())
                .run(
                        Main.class,
                        Failpoint.HALTED,
                        List.of("run", folder.resolve("job.yaml").toString(), "--quiet"));
    }

    /** New documents, or where they are merged new states of any of them. */
    private static String[] documents(int run, String target, Random random) {
        return IntStream.range(0, 3)
                .mapToObj(i -> {
                    int at = 3 * run + i;
                    int key = target.contains("merge") ? random.nextInt(KEYS) : at;
                    List<String> items = IntStream.range(0, random.nextInt(3))
                            .mapToObj(item -> "{\"s\":\"" + at + "-" + item + "\",\"tags\":[\"t" + at + "\",\"u\"]}")
                            .toList();
                    return "{\"k\":" + key + ",\"at\":" + at + ",\"items\":" + items + "}";
                })
                .toArray(String[]::new);
    }

    private List<String> rows(String target, String table) {
        TableDefinition definition = program.published(target, "db", table).definition();
        String[] columns = List.of(definition.columns().fieldNames()).stream()
                .sorted()
                .map(name -> "`" + name + "`")
                .toArray(String[]::new);
        Dataset<Row> rows = definition.format() == TableFormat.DELTA
                ? spark.read().format("delta").load(definition.location())
                : spark.read()
                        .schema(definition.columns())
                        .parquet(program.catalog(target).partitions(new TableName("db", table)).stream()
                                .map(partition -> partition.location())
                                .toArray(String[]::new));
        return rows.selectExpr(columns).collectAsList().stream()
                .map(Row::toString)
                .sorted()
                .toList();
    }
}
