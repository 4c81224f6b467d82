package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.Partition;
import io.relata.PartitionValues;
import io.relata.RelataException;
import io.relata.TableDefinition;
import io.relata.TableName;
import io.relata.Warehouse;
import io.relata.catalog.duckdb.DuckDbWarehouse;
import io.relata.jobs.optimize.TablePlan;
import io.relata.jobs.source.CatalogTableSource;
import io.relata.testing.SparkExtension;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code optimize}: fewer files, the same rows, and all that the next runs go on from. */
@ExtendWith(SparkExtension.class)
class OptimizeTest {

    private static final String JOB = """
            job: shop
            sources: {orders: {path: in, bookmark: enabled}}
            relationalize: {source: orders, root: root}
            target: {path: out, mode: append}
            catalog: {database: db}
            """;

    /** The same records once more, as they are. */
    private static final String SPREAD =
            JOB.replace("bookmark: enabled}}", "bookmark: enabled}, spread: {path: in," + " bookmark: enabled}}")
                    + "tables: {spread: {files: 3}}\n";

    private static final String MERGING = """
            job: shop
            sources: {orders: {path: in}}
            relationalize: {source: orders, root: root, key: [k]}
            target: {path: out, mode: merge, format: delta}
            catalog: {database: db}
            """;

    private static final String HOSTILE = "a=b/c %41{x}*[y]? '\\\\:";

    private Program program;
    private SparkSession spark;

    @TempDir
    private Path folder;

    @BeforeEach
    void start(SparkSession session) {
        spark = session;
        program = new Program(folder, session);
    }

    /** Runs over ten files, which are too many for two tasks. */
    private void runSpread(String... records) {
        int each = records.length / 10;
        for (int file = 0; file < 9; file++) {
            program.write("in/0" + file + ".json", Arrays.copyOfRange(records, file * each, (file + 1) * each));
        }
        run("1.json", Arrays.copyOfRange(records, 9 * each, records.length));
    }

    private void run(String file, String... records) {
        program.write("in/" + file, records);
        program.execute("run", "job.yaml", "--quiet").succeeded();
    }

    private String optimize(String... options) {
        String[] command = new String[options.length + 2];
        command[0] = "optimize";
        command[1] = "job.yaml";
        System.arraycopy(options, 0, command, 2, options.length);
        return program.execute(command).succeeded().out();
    }

    private String refusal(String option, String value) {
        Program.Outcome outcome = program.execute("optimize", "job.yaml", option, value);
        assertThat(outcome.exitCode()).isEqualTo(64);
        return outcome.err();
    }

    private TableDefinition definition(String table) {
        return program.published("out", "db", table).definition();
    }

    private List<Partition> partitions(String table) {
        return program.catalog("out").partitions(new TableName("db", table));
    }

    private Dataset<Row> dataset(String table) {
        return CatalogTableSource.of(program.catalog("out"), new TableName("db", table))
                .read(spark);
    }

    /** All that readers of the catalog find, by table. */
    private Map<String, List<Row>> rows(String... tables) {
        Map<String, List<Row>> rows = new TreeMap<>();
        for (String table : tables) {
            rows.put(
                    table,
                    dataset(table).collectAsList().stream()
                            .sorted(Comparator.comparing(Row::toString))
                            .toList());
        }
        return rows;
    }

    private static String order(int n, String day) {
        return "{\"k\":" + n + ",\"n\":" + n + day + ",\"items\":[\"a" + n + "\",\"b\"]}";
    }

    private static String[] orders(int from, int to) {
        return IntStream.range(from, to).mapToObj(n -> order(n, "")).toArray(String[]::new);
    }

    private static String[] ordersOfDays(int from, int to) {
        List<String> days = List.of(",\"day\":\"" + HOSTILE + "\"", ",\"day\":null", ",\"day\":\"plain\"");
        return IntStream.range(from, to)
                .mapToObj(n -> order(n, days.get(n % 3)))
                .toArray(String[]::new);
    }

    @Test
    @Tag("any-spark")
    void aTableThatIsReplacedHasFewerFilesAndTheRunIsOneToRollBackTo() {
        program.write("job.yaml", SPREAD.replace("append", "replace").replace(", bookmark: enabled", ""));
        assertThat(optimize()).isEqualTo("Nothing to join.\n");
        runSpread(orders(0, 20));
        Map<String, List<Row>> before = rows("root", "root_items", "spread");
        String first = definition("root").location();

        assertThat(optimize("--dry-run")).isEqualTo("""
                table db.root, 1 files, SIZE: left as it is
                table db.root_items, 1 files, SIZE: left as it is
                table db.spread, 3 files, SIZE: would become 1 files
                """);
        assertThat(definition("spread").run()).isEqualTo(definition("root").run());
        assertThat(optimize("--table", "root")).isEqualTo("Nothing to join.\n");
        assertThat(refusal("--table", "rot")).isEqualTo("""
                relata: Cannot optimize table rot (--table): job shop has published no such table to DIR/out. Name one \
                of root, root_items, spread.
                """);
        assertThat(refusal("--sort", "k,x")).isEqualTo("""
                relata: Cannot sort table db.spread (--sort k,x): its files have no column x. Name columns of plain \
                values that it has, or other tables with --table; its columns are items, k, n.
                """);
        assertThat(refusal("--sort", "items")).isEqualTo("""
                relata: Cannot sort table db.spread (--sort items): column items is of type array<string>. Name columns \
                of plain values that it has, or other tables with --table; its columns are items, k, n.
                """);
        assertThat(optimize("--sort", "n,k")).isEqualTo("""
                table db.root, 1 files, SIZE: left as it is
                table db.root_items, 1 files, SIZE: left as it is
                table db.spread, 3 files, SIZE: now 1 files, SIZE
                published as run RUN
                """);
        assertThat(rows("root", "root_items", "spread")).isEqualTo(before);
        assertThat(dataset("spread").select("n").collectAsList())
                .extracting(row -> row.getLong(0))
                .isSorted();
        assertThat(definition("root").location()).isEqualTo(first);
        String optimized = definition("root").run().value();
        assertThat(optimize()).isEqualTo("Nothing to join.\n");

        run("2.json", orders(20, 30));
        program.execute("vacuum", "job.yaml").succeeded();
        program.execute("rollback", "job.yaml", optimized).succeeded();
        assertThat(rows("root", "root_items", "spread")).isEqualTo(before);
    }

    @Test
    void partitionsOfLoadsKeepTheirValuesAndTheNextRunGoesOn() {
        program.write(
                "job.yaml",
                SPREAD.replace("mode: append", "mode: append, partition-by: [day], retain: 1")
                        + "warehouse: {type: duckdb, path: wh.duckdb, external-schema: ext}\n");
        runSpread(ordersOfDays(0, 30));
        Map<String, List<Row>> before = rows("root", "root_items", "spread");
        List<PartitionValues> values =
                partitions("spread").stream().map(Partition::values).toList();

        assertThat(optimize("--sort", "n")).isEqualTo("""
                table db.root, 3 files, SIZE: left as it is
                table db.root_items, 3 files, SIZE: left as it is
                table db.spread, 9 files, SIZE: now 3 files, SIZE
                published as run RUN
                """);
        program.execute("vacuum", "job.yaml").succeeded();

        assertThat(rows("root", "root_items", "spread")).isEqualTo(before);
        assertThat(partitions("spread"))
                .extracting(Partition::values)
                .isEqualTo(values)
                .contains(new PartitionValues(List.of(
                        HOSTILE.replace("\\\\", "\\"), values.get(0).values().get(1))));
        assertThat(partitions("spread"))
                .extracting(partition -> partition.statistics().rows())
                .containsExactly(10L, 10L, 10L);
        try (Warehouse warehouse = DuckDbWarehouse.open(program.path("wh.duckdb"), program.catalog("out"))) {
            assertThat(warehouse
                            .query("SELECT count(*) FROM ext.spread WHERE day IS NULL")
                            .first())
                    .hasValue("10");
        }
        run("2.json", ordersOfDays(30, 31));
        assertThat(dataset("root").count()).isEqualTo(31);
        assertThat(definition("root_items").lastId()).hasValue(31);
        assertThat(dataset("root").select("items").distinct().count()).isEqualTo(31);
    }

    @Test
    void smallFilesOfADeltaTableAreJoinedByPartition() {
        program.write("job.yaml", """
                job: shop
                sources: {orders: {path: in}}
                target: {path: out, mode: append, format: delta, partition-by: [day]}
                catalog: {database: db}
                """);
        run("1.json", ordersOfDays(0, 6));
        run("1.json", ordersOfDays(6, 8));
        Map<String, List<Row>> before = rows("orders");
        String second = definition("orders").run().value();

        assertThat(optimize()).isEqualTo("""
                table db.orders, 5 files, SIZE: now 3 files, SIZE
                published as run RUN
                """);
        assertThat(rows("orders")).isEqualTo(before);
        assertThat(optimize()).isEqualTo("Nothing to join.\n");
        program.execute("rollback", "job.yaml", second).succeeded();
        assertThat(rows("orders")).isEqualTo(before);
    }

    @Test
    void mergedTablesAreSortedByTheirKeyAndMergedIntoAfterwards() {
        program.write("job.yaml", MERGING);
        run("1.json", orders(10, 20));
        run("1.json", orders(0, 10));
        Map<String, List<Row>> before = rows("root", "root_items");

        assertThat(optimize()).isEqualTo("""
                table db.root, 2 files, SIZE: now 1 files, SIZE
                table db.root_items, 2 files, SIZE: now 1 files, SIZE
                published as run RUN
                """);
        assertThat(rows("root", "root_items")).isEqualTo(before);
        assertThat(dataset("root_items").select("k").collectAsList())
                .extracting(row -> row.getLong(0))
                .isSorted();
        run("1.json", "{\"k\":3,\"n\":-3,\"items\":[]}", "{\"k\":99,\"n\":99,\"items\":[\"new\"]}");
        assertThat(dataset("root").where("k = 3").select("n").first().getLong(0))
                .isEqualTo(-3);
        assertThat(dataset("root").count()).isEqualTo(21);
        assertThat(dataset("root_items").count()).isEqualTo(39);
    }

    @Test
    @Tag("any-spark")
    void aRunThatPublishesMeanwhileWins() {
        program.write("job.yaml", SPREAD);
        runSpread(orders(0, 20));
        Surroundings surroundings = new Surroundings(
                new BufferedReader(Reader.nullReader()),
                new PrintWriter(new StringWriter()),
                new PrintWriter(new StringWriter()),
                false,
                Map.of(),
                folder,
                Program.ROOT,
                Clock.systemUTC());
        try (PublishedTarget target = PublishedTarget.of(Path.of("job.yaml"), new SettingOptions(), surroundings)) {
            Optimization optimization = Optimization.of(target, surroundings);
            List<TablePlan> plans = optimization.plans(List.of());
            run("2.json", orders(20, 21));
            String winner = definition("root").run().value();
            assertThatThrownBy(() -> optimization.publish(plans, List.of()))
                    .isInstanceOf(RelataException.class)
                    .hasMessage("Cannot optimize table db.root (run "
                            + target.layout().run() + "): run " + winner
                            + " published it while this one was at work. Run again: it goes on from what is published"
                            + " then.")
                    .extracting(failure -> ((RelataException) failure).kind())
                    .isEqualTo(RelataException.Kind.TARGET_HELD);
            assertThat(definition("root").run()).hasToString(winner);
            assertThat(program.path("out/spread/" + target.layout().run())).doesNotExist();
        }
        assertThat(dataset("spread").count()).isEqualTo(21);
    }
}
