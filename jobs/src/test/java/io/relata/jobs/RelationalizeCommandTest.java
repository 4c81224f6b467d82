package io.relata.jobs;

import static io.relata.testing.TableAssert.assertThatTable;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.relata.CatalogTable;
import io.relata.TableFormat;
import io.relata.TableName;
import io.relata.catalog.local.LocalCatalog;
import io.relata.testing.SparkExtension;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SparkExtension.class)
class RelationalizeCommandTest {

    private static final String[] ORDERS = {
        "{\"no\": \"a\", \"to\": {\"city\": \"Graz\"}, \"items\": [{\"sku\": \"x\", \"tags\": [\"new\", \"red\"]}]}",
        "{\"no\": \"b\", \"to\": {\"city\": \"Oslo\"}, \"items\": [{\"sku\": \"y\", \"tags\": []}, {\"sku\": \"z\"}]}",
        "{\"no\": \"c\", \"items\": []}"
    };

    private Program program;
    private SparkSession spark;

    @BeforeEach
    void start(SparkSession session, @TempDir Path folder) {
        spark = session;
        program = new Program(folder, session);
    }

    @Test
    void writesTheTreeOfTables() {
        program.write("orders.json", ORDERS);
        Program.Outcome outcome =
                program.execute("relationalize", "orders.json", "--root", "orders", "--target", "out", "--quiet");
        assertThat(outcome).isEqualTo(new Program.Outcome(0, """
                        orders                                                  3 rows    1 files SIZE
                          orders_items                                          3 rows    1 files SIZE   id = orders.items
                            orders_items.val.tags                               2 rows    1 files SIZE   id = orders_items.items.val.tags
                        report: DIR/out/_relata/runs/RUN.report.json
                        page: DIR/out/_relata/runs/RUN.report.html
                        """, ""));
        assertThat(program.folders("out"))
                .containsExactly("_relata", "orders", "orders_items", "orders_items.val.tags");
        CatalogTable orders = program.published("out", "orders", "orders");
        CatalogTable items = program.published("out", "orders", "orders_items");
        CatalogTable tags = program.published("out", "orders", "orders_items.val.tags");
        assertThat(Program.columns(orders)).containsExactly("items bigint", "no string", "to.city string");
        assertThat(Program.columns(items))
                .containsExactly("id bigint", "index int", "items.val.sku string", "items.val.tags bigint");
        assertThat(Program.columns(tags)).containsExactly("id bigint", "index int", "items.val.tags.val string");
        List.of(orders, items, tags).forEach(table -> {
            program.rows(spark, table)
                    .createOrReplaceTempView(table.definition().name().table().replace('.', '_'));
        });
        assertThatTable(spark.sql("SELECT o.no, i.index, i.`items.val.sku`, t.index, t.`items.val.tags.val`"
                                + " FROM orders o LEFT JOIN orders_items i ON o.items = i.id"
                                + " LEFT JOIN orders_items_val_tags t ON i.`items.val.tags` = t.id")
                        .toDF("no", "i", "sku", "t", "tag"))
                .hasRows(
                        row("a", 0, "x", 0, "new"),
                        row("a", 0, "x", 1, "red"),
                        row("b", 0, "y", null, null),
                        row("b", 1, "z", null, null),
                        row("c", null, null, null, null));
    }

    @Test
    void sizesAreThoseOfTheFiles() {
        program.write("orders.json", ORDERS);
        program.execute("relationalize", "orders.json", "--root", "orders", "--target", "out", "--quiet");
        CatalogTable orders = program.published("out", "orders", "orders");
        long bytes = DataFiles.of(orders.definition(), spark).stream()
                .mapToLong(file -> file.bytes())
                .sum();
        assertThat(orders.definition().statistics().bytes()).isEqualTo(bytes).isPositive();
    }

    @Test
    void writesDeltaTables() {
        program.write("orders.json", ORDERS);
        Program.Outcome outcome = program.execute(
                "relationalize", "orders.json", "--root", "orders", "--target", "out", "--format", "delta", "--quiet");
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        CatalogTable orders = program.published("out", "orders", "orders");
        assertThat(orders.definition().format()).isEqualTo(TableFormat.DELTA);
        assertThatTable(program.rows(spark, orders).selectExpr("no", "`to.city`", "items IS NULL"))
                .hasRows(row("a", "Graz", false), row("b", "Oslo", false), row("c", null, false));
        assertThat(program.rows(spark, program.published("out", "orders", "orders_items"))
                        .count())
                .isEqualTo(3);
        assertThat(program.files("out/orders")).contains("RUN/_delta_log/00000000000000000000.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "delta"})
    void aTargetSizeDividesTablesIntoFilesThatEveryReaderFinds(String format) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        program.write(
                "big.json",
                IntStream.range(0, 40_000)
                        .mapToObj(i -> "{\"no\": " + i + ", \"s\": \"" + Long.toHexString(random.nextLong())
                                + Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong())
                                + "\", \"few\": [" + i + "]}")
                        .toArray(String[]::new));
        Program.Outcome outcome = program.execute(
                "relationalize",
                "big.json",
                "--root",
                "big",
                "--target",
                "out",
                "--format",
                format,
                "--set",
                "target.target-file-size=1 MB",
                "--set",
                "tables.big_few.files=1",
                "--quiet");
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        CatalogTable big = program.published("out", "big", "big");
        Path location = Path.of(URI.create(big.definition().location()));
        List<Long> sizes = DataFiles.of(big.definition(), spark).stream()
                .map(file -> location.resolve(file.name()).toFile().length())
                .toList();
        assertThat(sizes)
                .hasSizeBetween(2, 5)
                .allSatisfy(size -> assertThat(size).isLessThan(1_200_000));
        assertThat(program.rows(spark, big).select("no").distinct().count()).isEqualTo(40_000);
        assertThat(program.rows(spark, big).count()).isEqualTo(40_000);
        assertThat(program.rows(spark, program.published("out", "big", "big_few"))
                        .count())
                .isEqualTo(40_000);
        JsonNode tables = program.reports("out").get(0).get("tables");
        assertThat(tables.get(0).get("files").asInt()).isEqualTo(sizes.size());
        assertThat(tables.get(0).get("bytes").asLong())
                .isEqualTo(sizes.stream().mapToLong(Long::longValue).sum());
        assertThat(tables.get(1).get("files").asInt()).isEqualTo(1);
    }

    @Test
    void aKeyGivesTheSameIdsWhateverTheOrder() {
        program.write("first.json", ORDERS[0], ORDERS[1], ORDERS[2]);
        program.write("second.json", ORDERS[2], ORDERS[1], ORDERS[0]);
        program.execute("relationalize", "first.json", "--root", "o", "--target", "out", "--key", "no", "--quiet");
        List<Row> before =
                program.rows(spark, program.published("out", "o", "o")).collectAsList();
        List<Row> itemsBefore =
                program.rows(spark, program.published("out", "o", "o_items")).collectAsList();
        program.execute("relationalize", "second.json", "--root", "o", "--target", "out", "--key", "no", "--quiet");
        assertThat(program.rows(spark, program.published("out", "o", "o")).collectAsList())
                .containsExactlyInAnyOrderElementsOf(before);
        assertThat(program.rows(spark, program.published("out", "o", "o_items")).collectAsList())
                .containsExactlyInAnyOrderElementsOf(itemsBefore)
                .hasSize(3);
    }

    @Test
    void readsTheRecordsOfADocumentFromSeveralInputs() {
        program.write("a/one.json", "{\"meta\": 1,", " \"Records\": [", "{\"n\": 1, \"x\": [7]},", "{\"n\": 2}]}");
        program.write("b.json", "{\"Records\": [{\"n\": 3, \"x\": [8, 9]}]}");
        Program.Outcome outcome = program.execute(
                "relationalize",
                "a",
                "b.json",
                "--root",
                "events",
                "--records",
                "$.Records[*]",
                "--target",
                "out",
                "--catalog",
                "my catalog",
                "--database",
                "raw",
                "--set",
                "tables.events.files=1",
                "--set",
                "tables.events_x.files=1",
                "--quiet");
        assertThat(outcome).isEqualTo(new Program.Outcome(0, """
                        events                                                  3 rows    1 files SIZE
                          events_x                                              3 rows    1 files SIZE   id = events.x
                        report: DIR/out/_relata/runs/RUN.report.json
                        page: DIR/out/_relata/runs/RUN.report.html
                        """, ""));
        LocalCatalog catalog = new LocalCatalog(program.path("my catalog"));
        assertThat(catalog.tables("raw"))
                .containsExactly(new TableName("raw", "events"), new TableName("raw", "events_x"));
        CatalogTable events = catalog.find(new TableName("raw", "events")).orElseThrow();
        assertThatTable(program.rows(spark, events).select("n")).hasRows(row(1L), row(2L), row(3L));
        assertThat(program.files("out/_relata"))
                .containsExactly("runs/RUN.json", "runs/RUN.report.html", "runs/RUN.report.json");
    }

    @Test
    void hostilePathsAreTakenAsTheyAre() {
        String input = "in ${HOME} 'it' \"is\" #1 %20 `x` - y";
        String target = "out 'it' \"is\" #1 %20 `x` & $HOME - y";
        program.write(input + "/${PATH}.json", "{\"no\": 1}", "{\"no\": 2}");
        Program.Outcome outcome = program.execute(
                "relationalize", input, "--root", "orders", "--target", target, "--format", "delta", "--quiet");
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out()).endsWith("page: DIR/" + target + "/_relata/runs/RUN.report.html\n");
        assertThat(program.folders(target)).containsExactly("_relata", "orders");
        assertThat(program.rows(spark, program.published(target, "orders", "orders"))
                        .count())
                .isEqualTo(2);
        assertThat(program.reports(target).get(0).get("inputs").get(0).asText())
                .isEqualTo(program.path(input).toString());
        assertThat(program.folders("")).containsExactlyInAnyOrder(input, target);
    }

    @Test
    void aFileUrlIsALocalTarget() {
        program.write("orders.json", ORDERS);
        String url = "file://" + program.path("out");
        Program.Outcome outcome =
                program.execute("relationalize", "orders.json", "--root", "orders", "--target", url, "--quiet");
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(program.published("out", "orders", "orders").definition().location())
                .startsWith("file:" + program.path("out/orders/"));
        assertThat(program.folders("")).containsExactly("orders.json", "out");
    }

    @Test
    void aLocalCatalogIsNeverMadeOfABucketsName() {
        program.write("orders.json", ORDERS);
        Program.Outcome outcome = program.execute(
                "relationalize", "orders.json", "--root", "orders", "--target", "s3a://bucket/tables", "--quiet");
        assertThat(outcome)
                .isEqualTo(new Program.Outcome(
                        64,
                        "",
                        "relata: Cannot use s3a://bucket/tables/_relata/catalog (catalog.path): it is on s3a, and this is"
                                + " kept on this machine. Give a folder of this machine.\n"));
        assertThat(program.folders("")).containsExactly("orders.json");
    }

    @Test
    void aVariableInATargetIsTextAndNoFolderOfThatName() {
        program.write("orders.json", ORDERS);
        Program.Outcome outcome =
                program.execute("relationalize", "orders.json", "--root", "orders", "--target", "${HOME}/out");
        assertThat(outcome)
                .isEqualTo(new Program.Outcome(
                        64,
                        "",
                        "relata: Cannot use \"DIR/${HOME}/out\" as a target (target.path): Spark takes the"
                                + " characters * ? [ ] { } and \\ for a pattern."
                                + " Give a folder such as s3a://bucket/folder or /data/tables.\n"));
        assertThat(program.folders("")).containsExactly("orders.json");
    }

    private static Row row(Object... values) {
        return RowFactory.create(values);
    }
}
