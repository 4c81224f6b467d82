package io.relata.jobs;

import static io.relata.testing.TableAssert.assertThatTable;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.relata.Catalog;
import io.relata.Partition;
import io.relata.TableDefinition;
import io.relata.TableName;
import io.relata.catalog.local.LocalCatalog;
import io.relata.testing.SparkExtension;
import io.relata.transforms.json.InputFiles;
import io.relata.transforms.json.ListedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Jobs whose sources and targets are in S3, against a real server of its protocol. */
@ExtendWith(SparkExtension.class)
class S3JobTest {

    private static final String JOB = """
            job: shop
            sources: {orders: {path: raw}}
            relationalize: {source: orders, root: orders}
            target: {path: out, retain: 1}
            catalog: {database: shop, path: catalog}
            max-rejects: 2
            """;

    private static final String ODD = "äl ter+neu/日本 =1";

    private static S3Server server;
    private static S3Bucket bucket;

    private SparkSession spark;
    private Program program;

    @BeforeAll
    static void startServer(SparkSession session, @TempDir Path folder) {
        server = S3Server.start(Program.ROOT, folder);
        bucket = S3Bucket.on(server, session.sparkContext().hadoopConfiguration());
    }

    @AfterAll
    static void stopServer() {
        bucket.close();
        server.close();
    }

    @BeforeEach
    void start(SparkSession session, @TempDir Path folder) {
        spark = session;
        program = new Program(folder, session);
        bucket.nextTest();
        program.write("job.yaml", JOB);
    }

    @Test
    void theGamesJobGivesTheTablesThatItGivesOnPlainFiles() throws IOException {
        bucket.put("raw/players.json", Files.readString(Program.ROOT.resolve("jobs/games/sample/players.json")));
        String job = Program.ROOT.resolve("jobs/games/job.yaml").toString();
        Program.Outcome onS3 = program.execute(
                "run",
                job,
                "--quiet",
                "--set",
                "sources.players.path=" + bucket.path("raw/players.json"),
                "--set",
                "target.path=" + bucket.path("games"),
                "--set",
                "catalog.path=catalog",
                "--set",
                "warehouse.path=warehouse.duckdb",
                "--set",
                "warehouse.mounts.`" + bucket.path("games") + "`="
                        + bucket.folder().resolve("games"));
        Program.Outcome onFiles =
                program.execute("run", job, "--quiet", "--set", "target.path=" + program.path("plain"));
        assertThat(onS3.exitCode()).as(onS3.err()).isZero();
        assertThat(onS3.out().replace(bucket.path("games"), "DIR/plain")).isEqualTo(onFiles.out());
        haveTheSameTables("games-flattened-data-db", catalog("catalog"), program.catalog("plain"), rows -> rows);
    }

    @Test
    void theDoctorTriesTheStoreAndLeavesNothing() throws IOException {
        Program.Outcome renaming = program.execute("doctor", "job.yaml", "--set", "target.path=" + bucket.path("out"));
        assertThat(renaming.exitCode()).as(renaming.out()).isZero();
        assertThat(renaming.out())
                .contains("ok    read: what was written\nok    list: the file that was written\n")
                .contains(
                        "ok    write once: a second writer of one file is refused\nok    write in parts: a file of two parts\n")
                .contains("warn  committer: FileOutputCommitter, which copies every file once more here. Set");

        bucket.committingByMagic();
        Program.Outcome magic = program.execute("doctor", "job.yaml", "--set", "target.path=" + bucket.path("out"));
        assertThat(magic.out()).contains("ok    committer: MagicS3GuardCommitter\n");
        try (Stream<Path> left = Files.walk(bucket.folder())) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void rejectsAndDerivedTablesAndOddKeysAreAsOnPlainFiles() {
        deriveTotals();
        orders(bucket::put, "raw " + ODD, 1);
        orders(program::write, "raw " + ODD, 1);
        Program.Outcome onS3 = run("s3", bucket.path("raw " + ODD), bucket.path("out " + ODD));
        Program.Outcome onFiles = run(
                "plain",
                program.path("raw " + ODD).toString(),
                program.path("out " + ODD).toString());
        assertThat(onS3.exitCode()).as(onS3.err()).isZero();
        assertThat(onS3.out().replace(bucket.path(""), "DIR/"))
                .isEqualTo(onFiles.out().replace("file:DIR", "DIR"));
        haveTheSameTables("shop", catalog("s3"), catalog("plain"), rows -> rows.drop("file"));
        assertThat(rows("s3", "orders__rejects").select("file").collectAsList())
                .hasToString("[[" + bucket.path("raw " + ODD) + "/a b+ü.json]]");
        assertThat(rows("s3", "totals").count()).isEqualTo(2);
        assertThat(success("out " + ODD)).as("the file committer's marks").containsOnly("");
    }

    /** The same for every listing, or each run would find all files changed. */
    @Test
    void whatWasTakenIsKnownByItsEtagToo() throws IOException {
        bucket.put("raw/a.json", "{\"no\": 1}");
        String[] marked = {"--set", "sources.orders.bookmark=enabled", "--set", "target.mode=append"};
        assertThat(run("s3", bucket.path("raw"), bucket.path("out"), marked).err())
                .isEmpty();
        bucket.put("raw/b.json", "{\"no\": 2}");
        assertThat(run("s3", bucket.path("raw"), bucket.path("out"), marked).err())
                .isEmpty();
        assertThat(catalog("s3")
                        .find(new TableName("shop", "orders"))
                        .orElseThrow()
                        .definition()
                        .statistics()
                        .rows())
                .isEqualTo(2);
        List<ListedFile> listed = new ArrayList<>();
        Configuration hadoop = spark.sparkContext().hadoopConfiguration();
        InputFiles.each("JSON", List.of(bucket.path("raw")), hadoop, listed::add);
        assertThat(listed).allSatisfy(file -> assertThat(file.etag().orElse("")).matches("[0-9a-f]{32}"));
        assertThat(listed).extracting(ListedFile::etag).doesNotHaveDuplicates();
    }

    @Test
    void theMagicCommitterWritesTheSameTables() {
        bucket.committingByMagic();
        orders(bucket::put, "raw", 1);
        orders(program::write, "raw", 1);
        String[] keyed = {"--set", "relationalize.key=[no]"};
        Program.Outcome onS3 = run("s3", bucket.path("raw"), bucket.path("out"), keyed);
        Program.Outcome onFiles =
                run("plain", program.path("raw").toString(), program.path("out").toString(), keyed);
        assertThat(onS3.exitCode()).as(onS3.err()).isZero();
        assertThat(onFiles.exitCode()).isZero();
        haveTheSameTables("shop", catalog("s3"), catalog("plain"), rows -> rows.drop("file"));
        assertThat(success("out/orders")).extracting(S3JobTest::committer).containsExactly("magic");
        assertThat(success("out/orders_items")).extracting(S3JobTest::committer).containsExactly("magic");
        assertThat(keys()).noneMatch(key -> key.contains("__magic"));
    }

    @Test
    void partitionsOfAnyValueLieInTheBucketAsOnPlainFiles() {
        String[] byCustomer = {"--set", "target.mode=replace-partitions", "--set", "target.partition-by=[customer]"};
        orders(bucket::put, "raw", 1);
        orders(program::write, "raw", 1);
        String odd = "{\"no\": 9, \"customer\": \"a/b=%41 +\", \"items\": [{\"sku\": \"d\"}]}";
        bucket.put("raw/odd.json", odd);
        program.write("raw/odd.json", odd);
        Program.Outcome onS3 = run("s3", bucket.path("raw"), bucket.path("out"), byCustomer);
        Program.Outcome onFiles =
                run("plain", program.path("raw").toString(), program.path("out").toString(), byCustomer);
        assertThat(onS3.exitCode()).as(onS3.err()).isZero();
        assertThat(onFiles.exitCode()).isZero();
        for (String table : List.of("orders", "orders_items")) {
            TableName name = new TableName("shop", table);
            assertThat(values("s3", name)).isEqualTo(values("plain", name)).contains("(a/b=%41 +)");
            assertThatTable(partitioned("s3", name)).hasSameRowsAs(partitioned("plain", name));
        }
        orders(bucket::put, "raw", 5);
        assertThat(run("s3", bucket.path("raw/later"), bucket.path("out"), byCustomer)
                        .exitCode())
                .isZero();
        assertThat(partitioned("s3", new TableName("shop", "orders")).select("no").collectAsList().stream()
                        .map(row -> row.getLong(0)))
                .containsExactlyInAnyOrder(1L, 2L, 7L, 9L);
        assertThat(keys()).noneMatch(key -> key.contains("_relata/staging"));
    }

    private List<String> values(String catalog, TableName table) {
        return catalog(catalog).partitions(table).stream()
                .map(partition -> partition.values().toString())
                .toList();
    }

    private Dataset<Row> partitioned(String catalog, TableName table) {
        return spark.read()
                .schema(catalog(catalog).find(table).orElseThrow().definition().columns())
                .parquet(catalog(catalog).partitions(table).stream()
                        .map(Partition::location)
                        .toArray(String[]::new));
    }

    /** In a process of its own, since Spark looks for this option when it starts. */
    @Test
    void oneOptionMakesSparksOwnWriterCommitByMagicToo() throws IOException, InterruptedException {
        deriveTotals();
        orders(bucket::put, "raw", 1);
        Path log = program.path("log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-opens"))
                .forEach(command::add);
        command.addAll(List.of("-Xmx1g", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
        command.add("-Dlog4j2.configurationFile=classpath:relata-log4j2.properties");
        command.add("-Dspark.hadoop.fs.s3a.bucket.all.committer.magic.enabled=true");
        command.addAll(bucket.definitions());
        command.add(Main.class.getName());
        command.addAll(List.of(arguments("s3", bucket.path("raw"), bucket.path("out"), "run", "--quiet")));
        Process process = new ProcessBuilder(command)
                .directory(program.path("").toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        assertThat(success("out/orders")).extracting(S3JobTest::committer).containsExactly("magic");
        assertThat(success("out/totals")).extracting(S3JobTest::committer).containsExactly("magic");
        assertThat(rows("s3", "totals").count()).isEqualTo(2);
        assertThat(keys()).noneMatch(key -> key.contains("__magic"));
    }

    @Test
    void aSecondRunMovesTheTablesAndRollbackAndVacuumFollow() {
        orders(bucket::put, "raw", 1);
        assertThat(run("s3", bucket.path("raw"), bucket.path("out")).exitCode()).isZero();
        TableDefinition first = shown("orders");
        orders(bucket::put, "raw", 5);
        assertThat(run("s3", bucket.path("raw"), bucket.path("out")).exitCode()).isZero();
        TableDefinition second = shown("orders");
        assertThat(second.run()).isNotEqualTo(first.run());
        assertThat(numbers()).containsExactly(5L, 6L, 7L);

        Program.Outcome back = execute("rollback", first.run().value());
        assertThat(back.exitCode()).as(back.err()).isZero();
        assertThat(back.out().lines())
                .containsExactlyInAnyOrder(
                        "table shop.orders shows run RUN",
                        "table shop.orders_items shows run RUN",
                        "table shop.orders__rejects shows run RUN");
        assertThat(numbers()).containsExactly(1L, 2L, 3L);

        Program.Outcome vacuum = execute("vacuum");
        assertThat(vacuum.exitCode()).as(vacuum.err()).isZero();
        assertThat(vacuum.out().lines().map(line -> line.replaceAll(", \\d+ files.*: ", ": ")))
                .containsExactly(
                        "removed " + bucket.path("out/orders/RUN") + ": replaced by later runs",
                        "removed " + bucket.path("out/orders__rejects/RUN") + ": replaced by later runs",
                        "removed " + bucket.path("out/orders_items/RUN") + ": replaced by later runs");
        assertThat(keys()).noneMatch(key -> key.contains("/" + second.run() + "/"));
        assertThat(numbers()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aRunThatDiedWhilePublishingIsFinished() throws IOException {
        orders(bucket::put, "raw", 1);
        assertThat(run("s3", bucket.path("raw"), bucket.path("out")).exitCode()).isZero();
        String id = shown("orders").run().value();
        Path manifest = bucket.folder().resolve("out/_relata/runs/" + id + ".json");
        String published = Files.readString(manifest);
        bucket.put("out/_relata/runs/" + id + ".json", published.replace("\"PUBLISHED\"", "\"PUBLISHING\""));
        bucket.put("out/_relata/unfinished/" + id);
        assertThat(execute("recover"))
                .isEqualTo(
                        new Program.Outcome(0, "Run RUN had ended in the midst of publishing and was finished.\n", ""));
        assertThat(execute("recover"))
                .isEqualTo(new Program.Outcome(0, "No run had ended in the midst of publishing.\n", ""));
        assertThat(Files.readString(manifest)).contains("\"state\" : \"PUBLISHED\"");
    }

    @Test
    void aWrongSecretIsRefusedBeforeAnythingIsRead() {
        Configuration hadoop = spark.sparkContext().hadoopConfiguration();
        try (S3Bucket closed = S3Bucket.on(server, hadoop).set("secret.key", "not the secret")) {
            Program.Outcome run = run("s3", closed.path("raw"), closed.path("out"));
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err())
                    .contains("Cannot write to the target (" + closed.path("out") + ")", "403")
                    .doesNotContain("not the secret");
            assertThat(closed.folder()).doesNotExist();
        }
    }

    @Test
    void aWarehouseThatCannotReadTheTargetIsRefusedBeforeAnythingIsRead() {
        Program.Outcome run = program.execute(
                "run",
                Program.ROOT.resolve("jobs/games/job.yaml").toString(),
                "--quiet",
                "--set",
                "target.path=s3a://bucket/games",
                "--set",
                "catalog.path=catalog");
        assertThat(run).isEqualTo(new Program.Outcome(64, "", """
                        relata: Cannot keep a warehouse of the tables at s3a://bucket/games (warehouse): DuckDB reads files of \
                        this machine only. Name the folder where the bucket is mounted under warehouse.mounts, or leave the \
                        warehouse out.
                        """));
    }

    private interface Place {
        void put(String name, String... lines);
    }

    private static void orders(Place place, String folder, int first) {
        place.put(
                folder + "/a b+ü.json",
                "{\"no\": %d, \"customer\": \"Zoë\", \"items\": [{\"sku\": \"a\", \"price\": 2.5}, {\"sku\": \"b\"}]}"
                        .formatted(first),
                "no record",
                "{\"no\": %d, \"items\": []}".formatted(first + 1));
        place.put(
                folder + "/later/c.json",
                "{\"no\": %d, \"customer\": \"李\", \"items\": [{\"sku\": \"c\", \"price\": 1.25}]}"
                        .formatted(first + 2));
    }

    private void deriveTotals() {
        program.write("job.yaml", JOB + "derive: {totals: {sql: totals.sql}}");
        program.write("totals.sql", """
                SELECT o.no, o.customer, sum(i.`items.val.price`) AS total
                FROM orders o JOIN orders_items i ON o.items = i.id
                GROUP BY o.no, o.customer;""");
    }

    private Program.Outcome run(String catalog, String source, String target, String... more) {
        List<String> arguments = new ArrayList<>(List.of(arguments(catalog, source, target, "run", "--quiet")));
        arguments.addAll(List.of(more));
        return program.execute(arguments.toArray(String[]::new));
    }

    private Program.Outcome execute(String command, String... more) {
        return program.execute(arguments("s3", bucket.path("raw"), bucket.path("out"), command, more));
    }

    private static String[] arguments(String catalog, String source, String target, String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of(command, "job.yaml"));
        arguments.addAll(List.of(more));
        arguments.addAll(List.of("--set", "sources.orders.path=" + source));
        arguments.addAll(List.of("--set", "target.path=" + target));
        arguments.addAll(List.of("--set", "catalog.path=" + catalog));
        return arguments.toArray(String[]::new);
    }

    private void haveTheSameTables(
            String database, Catalog one, Catalog other, Function<Dataset<Row>, Dataset<Row>> compared) {
        assertThat(one.tables(database)).isNotEmpty().isEqualTo(other.tables(database));
        for (TableName table : one.tables(database)) {
            assertThatTable(compared.apply(rows(one, table))).hasSameRowsAs(compared.apply(rows(other, table)));
        }
    }

    private Catalog catalog(String folder) {
        return new LocalCatalog(program.path(folder));
    }

    private TableDefinition shown(String table) {
        return catalog("s3").find(new TableName("shop", table)).orElseThrow().definition();
    }

    private Dataset<Row> rows(String catalog, String table) {
        return rows(catalog(catalog), new TableName("shop", table));
    }

    private Dataset<Row> rows(Catalog catalog, TableName table) {
        return spark.read()
                .parquet(catalog.find(table).orElseThrow().definition().location());
    }

    private List<Long> numbers() {
        return rows("s3", "orders").select("no").orderBy("no").collectAsList().stream()
                .map(row -> row.getLong(0))
                .toList();
    }

    private List<String> keys() {
        try (Stream<Path> files = Files.walk(bucket.folder())) {
            return files.filter(Files::isRegularFile)
                    .map(file -> bucket.folder().relativize(file).toString())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What committers left to say that they had committed. */
    private List<String> success(String prefix) {
        return keys().stream()
                .filter(key -> key.startsWith(prefix + "/") && key.endsWith("/_SUCCESS"))
                .map(key -> {
                    try {
                        return Files.readString(bucket.folder().resolve(key));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }

    private static String committer(String success) {
        try {
            JsonNode json = new ObjectMapper().readTree(success);
            return json.path("committer").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
