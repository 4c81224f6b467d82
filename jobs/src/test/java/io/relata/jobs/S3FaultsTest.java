package io.relata.jobs;

import static io.relata.jobs.S3Operation.BEGIN_UPLOAD;
import static io.relata.jobs.S3Operation.COMPLETE_UPLOAD;
import static io.relata.jobs.S3Operation.COPY;
import static io.relata.jobs.S3Operation.DELETE_MANY;
import static io.relata.jobs.S3Operation.GET;
import static io.relata.jobs.S3Operation.HEAD;
import static io.relata.jobs.S3Operation.LIST;
import static io.relata.jobs.S3Operation.PUT;
import static io.relata.jobs.S3Operation.PUT_PART;
import static io.relata.testing.TableAssert.assertThatTable;
import static org.assertj.core.api.Assertions.assertThat;

import io.relata.Catalog;
import io.relata.RunId;
import io.relata.TableDefinition;
import io.relata.TableName;
import io.relata.catalog.local.LocalCatalog;
import io.relata.jobs.FaultyProxy.Fault;
import io.relata.testing.SparkExtension;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A run while S3 refuses, breaks off and forgets to answer: all tables of one run are shown, or all of the one before. */
@ExtendWith(SparkExtension.class)
class S3FaultsTest {

    private static final String JOB = """
            job: shop
            sources: {orders: {path: raw}}
            relationalize: {source: orders, root: orders}
            target: {path: out}
            catalog: {database: shop, path: catalog}
            """;

    private static final int PLACES = 3;

    private static S3Server server;
    private static FaultyProxy proxy;
    private static S3Bucket bucket;

    private SparkSession spark;
    private Program program;

    @BeforeAll
    static void startServer(SparkSession session, @TempDir Path folder) {
        server = S3Server.start(Program.ROOT, folder);
        proxy = FaultyProxy.before(server);
        bucket = S3Bucket.through(proxy, server, session.sparkContext().hadoopConfiguration());
    }

    @AfterAll
    static void stopServer() {
        bucket.close();
        proxy.close();
        server.close();
    }

    @BeforeEach
    void start(SparkSession session, @TempDir Path folder) {
        spark = session;
        program = new Program(folder, session);
        proxy.heals();
        bucket.nextTest();
        program.write("job.yaml", JOB);
    }

    @AfterEach
    void heal() {
        proxy.heals();
    }

    @Test
    void everyRequestThatFailsOnceIsMadeAgain() {
        program.write("totals.sql", "SELECT no, count(*) AS many FROM orders GROUP BY no");
        program.write("job.yaml", JOB + "derive: {totals: {sql: totals.sql}}");
        orders(1);
        everyRequestMeets(Fault.values());
        Program.Outcome run = run();
        assertThat(run.exitCode()).as(run.err()).isZero();
        for (S3Operation operation : EnumSet.of(GET, HEAD, LIST, PUT, COPY)) {
            assertThat(met(operation)).as("faults of " + operation).containsExactlyInAnyOrder(Fault.values());
        }
        assertThat(met(DELETE_MANY)).isNotEmpty();
        proxy.heals();
        shows(1);
        assertThatTable(rows("totals").select("no", "many")).hasRows(row(1L, 1L), row(2L, 1L));
    }

    /** A rename on S3 is a copy and a deletion, so a process that dies in between leaves two files. */
    @Test
    void whatTellsOfARunAppearsInOneRequest() {
        orders(1);
        proxy.heals();
        assertThat(run().exitCode()).isZero();
        assertThat(proxy.requests())
                .filteredOn(request -> request.target().contains("/_relata/"))
                .extracting(FaultyProxy.Request::operation)
                .contains(PUT)
                .doesNotContain(COPY);
    }

    @Test
    void aMagicCommitThatIsToldToSlowDownSucceeds() {
        bucket.committingByMagic();
        orders(1);
        everyRequestMeets(Fault.SLOW_DOWN);
        Program.Outcome run = run();
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(met(BEGIN_UPLOAD)).isNotEmpty();
        assertThat(met(PUT_PART)).isNotEmpty();
        assertThat(met(COMPLETE_UPLOAD)).isNotEmpty();
        proxy.heals();
        shows(1);
    }

    /** S3A asks once more, and there is no such upload any longer. */
    @Test
    void aMagicCommitWhoseAnswerIsLostIsWholeOrNothing() {
        bucket.committingByMagic();
        orders(1);
        everyRequestMeets(Fault.ANSWER_LOST);
        Program.Outcome run = run();
        assertThat(met(COMPLETE_UPLOAD)).isNotEmpty();
        proxy.heals();
        if (run.exitCode() != 0) {
            assertThat(run.err()).as("the message").contains("relata: Cannot ").contains(bucket.path(""));
            assertThat(catalog().tables("shop")).isEmpty();
            assertThat(run().exitCode()).isZero();
        }
        shows(1);
    }

    @Test
    void aStoreThatTakesNothingMoreLeavesTablesOfOneRun() {
        orders(1);
        proxy.heals();
        assertThat(run().exitCode()).isZero();
        long writes = proxy.requests().stream()
                .filter(request -> request.operation().writes())
                .count();
        long first = 1;
        int failed = 0;
        for (int place = 0; place < PLACES; place++) {
            long last = 1 + place * (writes - 1) / (PLACES - 1);
            AtomicInteger written = new AtomicInteger();
            orders(first + 10);
            proxy.does(request -> request.operation().writes() && written.incrementAndGet() >= last
                    ? Optional.of(Fault.SLOW_DOWN)
                    : Optional.empty());
            Program.Outcome run = run();
            String when = "from write " + last + " of " + writes + " on";
            proxy.heals();
            long shown = rows("orders").selectExpr("min(no)").first().getLong(0);
            if (run.exitCode() == 0) {
                assertThat(shown).as(when).isEqualTo(first + 10);
            } else {
                failed++;
                assertThat(run.err()).as(when).contains("relata: Cannot ").contains(bucket.path(""));
                assertThat(shown).as(when).isIn(first, first + 10);
            }
            shows(shown);
            Program.Outcome again = run();
            assertThat(again.exitCode()).as(again.err()).isZero();
            first += 10;
            shows(first);
        }
        assertThat(failed).isGreaterThanOrEqualTo(PLACES - 1);
    }

    /** Every other of equal requests fails; the requests of one operation meet these faults in turn. */
    private static void everyRequestMeets(Fault... faults) {
        Map<String, Integer> times = new HashMap<>();
        Map<S3Operation, Integer> turns = new EnumMap<>(S3Operation.class);
        proxy.does(request -> times.merge(request.operation() + " " + request.target(), 1, Integer::sum) % 2 == 1
                ? Optional.of(faults[(turns.merge(request.operation(), 1, Integer::sum) - 1) % faults.length])
                : Optional.empty());
    }

    private static Set<Fault> met(S3Operation operation) {
        return proxy.faulty().entrySet().stream()
                .filter(entry -> entry.getKey().operation() == operation)
                .map(Map.Entry::getValue)
                .collect(Collectors.toSet());
    }

    private void orders(long number) {
        bucket.put("raw/a.json", "{\"no\": %d, \"items\": [{\"sku\": \"x\"}, {\"sku\": \"y\"}]}".formatted(number));
        bucket.put("raw/b.json", "{\"no\": %d, \"items\": [{\"sku\": \"z\"}]}".formatted(number + 1));
    }

    private Program.Outcome run() {
        return program.execute(
                "run",
                "job.yaml",
                "--quiet",
                "--set",
                "sources.orders.path=" + bucket.path("raw"),
                "--set",
                "target.path=" + bucket.path("out"));
    }

    /** The tables hold what the orders of this number and the next become, exactly. */
    private void shows(long number) {
        assertThatTable(rows("orders").select("no", "items")).hasRows(row(number, 1L), row(number + 1, 2L));
        assertThatTable(rows("orders_items")).hasRows(row(1L, 0, "x"), row(1L, 1, "y"), row(2L, 0, "z"));
        areOfOneRun();
    }

    private void areOfOneRun() {
        List<RunId> runs = catalog().tables("shop").stream()
                .map(this::definition)
                .map(TableDefinition::run)
                .distinct()
                .toList();
        assertThat(runs).as("runs that tables are shown of").hasSize(1);
    }

    private Dataset<Row> rows(String table) {
        return spark.read().parquet(definition(new TableName("shop", table)).location());
    }

    private TableDefinition definition(TableName table) {
        return catalog().find(table).orElseThrow().definition();
    }

    private Catalog catalog() {
        return new LocalCatalog(program.path("catalog"));
    }

    private static Row row(Object... values) {
        return RowFactory.create(values);
    }
}
