package io.relata.jobs;

import static io.relata.testing.TableAssert.assertThatTable;
import static org.assertj.core.api.Assertions.assertThat;

import io.relata.Catalog;
import io.relata.RunId;
import io.relata.TableDefinition;
import io.relata.TableName;
import io.relata.catalog.local.LocalCatalog;
import io.relata.jobs.FaultyProxy.Fault;
import io.relata.jobs.FaultyProxy.Request;
import io.relata.testing.SparkExtension;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A run while S3 refuses, breaks off and forgets to answer: all tables of one run are shown, or all of the one before. */
@ExtendWith(SparkExtension.class)
class S3FaultsTest {

    private static final int PLACES = 4;

    private static S3Server server;
    private static FaultyProxy proxy;

    private SparkSession spark;
    private Program program;
    private S3Bucket bucket;

    @BeforeAll
    static void startServer(@TempDir Path folder) {
        server = S3Server.start(Program.ROOT, folder);
        proxy = FaultyProxy.before(server);
    }

    @AfterAll
    static void stopServer() {
        proxy.close();
        server.close();
    }

    @BeforeEach
    void start(SparkSession session, @TempDir Path folder) {
        spark = session;
        program = new Program(folder, session);
        proxy.heals();
        bucket = S3Bucket.through(proxy, server, session.sparkContext().hadoopConfiguration());
        program.write("totals.sql", "SELECT no, size(collect_list(no)) AS many FROM orders GROUP BY no");
        program.write("job.yaml", """
                job: shop
                sources: {orders: {path: "%s"}}
                relationalize: {source: orders, root: orders}
                derive: {totals: {sql: totals.sql}}
                target: {path: "%s"}
                catalog: {database: shop, path: catalog}""".formatted(bucket.path("raw"), bucket.path("out")));
    }

    @AfterEach
    void closeBucket() {
        proxy.heals();
        bucket.close();
    }

    @ParameterizedTest
    @EnumSource
    void whatFailsOnceIsAskedOnceMore(Fault fault) {
        orders(1);
        everyRequestMeetsOnce(fault);
        Program.Outcome run = run();
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(operations(proxy.faulty()))
                .containsAll(EnumSet.of(S3Operation.GET, S3Operation.HEAD, S3Operation.LIST, S3Operation.PUT))
                .containsAll(EnumSet.of(S3Operation.COPY, S3Operation.DELETE_MANY));
        proxy.heals();
        shows(1);
    }

    @ParameterizedTest
    @EnumSource
    void aMagicCommitSucceedsWholeOrNotAtAll(Fault fault) {
        bucket.committingByMagic();
        orders(1);
        everyRequestMeetsOnce(fault);
        Program.Outcome run = run();
        assertThat(operations(proxy.faulty())).contains(S3Operation.BEGIN_UPLOAD, S3Operation.COMPLETE_UPLOAD);
        proxy.heals();
        if (run.exitCode() == 0) {
            shows(1);
        } else {
            assertThat(run.err()).as("the message").contains("relata: Cannot ").contains(bucket.path(""));
            assertThat(catalog().tables("shop")).isEmpty();
            assertThat(run().exitCode()).isZero();
            shows(1);
        }
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

    private void everyRequestMeetsOnce(Fault fault) {
        Set<String> met = ConcurrentHashMap.newKeySet();
        proxy.does(request ->
                met.add(request.operation() + " " + request.target()) ? Optional.of(fault) : Optional.empty());
    }

    private void orders(long number) {
        bucket.put("raw/a.json", "{\"no\": %d, \"items\": [{\"sku\": \"x\"}, {\"sku\": \"y\"}]}".formatted(number));
        bucket.put("raw/b.json", "{\"no\": %d, \"items\": [{\"sku\": \"z\"}]}".formatted(number + 1));
    }

    private Program.Outcome run() {
        return program.execute("run", "job.yaml", "--quiet");
    }

    /** The tables hold what the orders of this number and the next become, exactly. */
    private void shows(long number) {
        assertThatTable(rows("orders").select("no", "items")).hasRows(row(number, 1L), row(number + 1, 2L));
        assertThatTable(rows("orders_items")).hasRows(row(1L, 0, "x"), row(1L, 1, "y"), row(2L, 0, "z"));
        assertThatTable(rows("totals").select("no", "many")).hasRows(row(number, 1), row(number + 1, 1));
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

    private static Set<S3Operation> operations(List<Request> requests) {
        return requests.stream().map(Request::operation).collect(Collectors.toSet());
    }

    private static Row row(Object... values) {
        return RowFactory.create(values);
    }
}
