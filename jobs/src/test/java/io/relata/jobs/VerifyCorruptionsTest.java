package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.Catalog;
import io.relata.CatalogTable;
import io.relata.ColumnName;
import io.relata.Partition;
import io.relata.PartitionChanges;
import io.relata.TableDefinition;
import io.relata.TableName;
import io.relata.testing.SparkExtension;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What {@code verify} finds where published tables were tampered with. All begin with the same two runs. */
@Tag("any-spark")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(SparkExtension.class)
class VerifyCorruptionsTest {

    private static final String JOB = """
            job: shop
            sources: {orders: {path: in.json}}
            relationalize: {source: orders, root: orders, timestamps: infer}
            tables: {orders: {cast: {total: "decimal(10,2)"}}}
            target: {path: %s, mode: %s}
            catalog: {database: shop}""";

    private final SparkSession spark;
    private Program program;
    private Path folder;

    VerifyCorruptionsTest(SparkSession spark) {
        this.spark = spark;
    }

    @BeforeAll
    void publish(@TempDir Path folder) throws IOException {
        this.folder = folder.toRealPath();
        program = new Program(folder, spark);
        program.write("in.json", """
                {"id":1,"note":"","total":10.25,"at":"2026-01-02T03:04:05Z","items":[{"sku":"a"},{"sku":"b"}]}
                {"id":2,"note":"gift","total":7.5,"at":"2026-01-03T03:04:05+01:00","items":[{"sku":"c"}]}
                {"id":3,"note":"late","total":1.05,"at":"2026-01-04T03:04:05Z","items":[]}""");
        program.write("job.yaml", JOB.formatted("out", "replace"));
        program.write("append.yaml", JOB.formatted("loads", "append").replace("job: shop", "job: loads"));
        program.execute("run", "job.yaml", "--quiet").succeeded();
        program.execute("run", "job.yaml", "--quiet").succeeded();
        program.execute("run", "append.yaml", "--quiet").succeeded();
        copy("out", "pristine");
    }

    @BeforeEach
    void restore() throws IOException {
        copy("pristine", "out");
    }

    @Test
    void nothingDiffersBeforeItIsTamperedWith() {
        assertThat(program.execute("verify", "job.yaml")).isEqualTo(new Program.Outcome(0, """
                same  table shop.orders: 3 rows, as the manifest, the catalog and the files say
                same  table shop.orders_items: 3 rows, as the manifest, the catalog and the files say
                same  documents: 3 of the input, each as the tables have it
                """, ""));
    }

    @Test
    void aDroppedRow() throws IOException {
        rewrite("orders_items", "SELECT * FROM rows WHERE `items.val.sku` <> 'b'");

        assertDocumentsDiffer(
                "differs  document number 1 of DIR/in.json: $.items[1].sku: a value of 1 characters in the"
                        + " input, nothing in the tables; $.items[]: 2 elements in the input, 1 elements in the tables");
    }

    @Test
    void aDuplicatedChild() throws IOException {
        rewrite("orders_items", "SELECT * FROM rows UNION ALL SELECT * FROM rows WHERE `items.val.sku` = 'c'");

        assertDocumentsDiffer(
                "differs  document number 2 of DIR/in.json: $.items[1].sku: nothing in the input, a value of"
                        + " 1 characters in the tables; $.items[]: 1 elements in the input, 2 elements in the tables");
        assertThat(lines("differs  table shop.orders_items: 1 arrays")).hasSize(1);
    }

    @Test
    void aShiftedIndex() throws IOException {
        rewrite("orders_items", "SELECT id, CAST(index + 1 AS INT) AS index, `items.val.sku` FROM rows");

        assertThat(lines("differs  table shop.orders_items: 2 arrays"))
                .containsExactly(
                        "differs  table shop.orders_items: 2 arrays whose rows are not numbered from 0 on without"
                                + " gap and double");
    }

    @Test
    void aSwappedKey() throws IOException {
        rewrite("orders_items", "SELECT 3 - id AS id, index, `items.val.sku` FROM rows");

        assertDocumentsDiffer(
                "differs  document number 1 of DIR/in.json: $.items[0].sku: a value of 1 characters in the input, a value"
                        + " of 1 characters in the tables; $.items[1].sku: a value of 1 characters in the input, nothing in"
                        + " the tables; $.items[]: 2 elements in the input, 1 elements in the tables",
                "differs  document number 2 of DIR/in.json: $.items[0].sku: a value of 1 characters in the input, a value"
                        + " of 1 characters in the tables; $.items[1].sku: nothing in the input, a value of 1 characters in"
                        + " the tables; $.items[]: 1 elements in the input, 2 elements in the tables");
    }

    @Test
    void aTruncatedString() throws IOException {
        rewriteRoot("note", "substring(note, 1, 3)", 2);

        assertDocumentsDiffer(
                "differs  document number 2 of DIR/in.json: $.note: a value of 4 characters in the input, a"
                        + " value of 3 characters in the tables");
    }

    @Test
    void aLostDecimalDigit() throws IOException {
        rewriteRoot("total", "CAST(round(total, 1) AS DECIMAL(10,2))", 1);

        assertDocumentsDiffer(
                "differs  document number 1 of DIR/in.json: $.total: a value of 5 characters in the input, a"
                        + " value of 4 characters in the tables");
    }

    @Test
    void aMovedTimestamp() throws IOException {
        rewriteRoot("at", "at + INTERVAL 1 HOUR", 3);

        assertDocumentsDiffer(
                "differs  document number 3 of DIR/in.json: $.at: a value of 20 characters in the input, a"
                        + " value of 20 characters in the tables");
    }

    @Test
    void aNullForAnEmptyString() throws IOException {
        rewriteRoot("note", "CAST(NULL AS STRING)", 1);

        assertDocumentsDiffer("differs  document number 1 of DIR/in.json: $.note: a value of 0 characters in the input,"
                + " nothing in the tables");
    }

    @Test
    void aWrongLocation() {
        CatalogTable items = program.published("out", "shop", "orders_items");
        TableDefinition shown = items.definition();
        String elsewhere =
                program.published("out", "shop", "orders").definition().location();
        program.catalog("out")
                .put(
                        new TableDefinition(
                                shown.name(),
                                shown.columns(),
                                shown.partitionColumns(),
                                elsewhere,
                                shown.format(),
                                shown.parent(),
                                shown.run(),
                                shown.statistics()),
                        items.version());

        assertThat(lines("differs  table shop.orders_items: the catalog has the location"))
                .containsExactly(
                        "differs  table shop.orders_items: the catalog has the location DIR/out/orders/RUN, and"
                                + " the manifest has DIR/out/orders_items/RUN");
    }

    @Test
    void aMissingPartition() throws IOException {
        Catalog catalog = program.catalog("loads");
        TableName name = new TableName("shop", "orders_items");
        CatalogTable items = catalog.find(name).orElseThrow();
        Partition only = catalog.partitions(name).get(0);
        catalog.put(items.definition(), new PartitionChanges(List.of(), List.of(only.values())), items.version());

        Program.Outcome outcome = program.execute("verify", "append.yaml");

        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.out().lines())
                .contains(
                        "differs  table shop.orders_items: the catalog has no partition (RUN), and the manifest has it");
    }

    @Test
    void aStaleManifest() throws IOException {
        try (Stream<Path> runs = Files.list(folder.resolve("out/_relata/runs"))) {
            Files.delete(runs.filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> !file.toString().endsWith(".report.json"))
                    .max(Comparator.naturalOrder())
                    .orElseThrow());
        }

        assertThat(lines("differs  table shop.orders: the catalog has the run"))
                .containsExactly("differs  table shop.orders: the catalog has the run RUN, and the manifest has RUN");
    }

    @Test
    void aRenamedColumn() throws IOException {
        rewrite("orders_items", "SELECT id, index, `items.val.sku` AS `items.val.code` FROM rows");

        assertThat(lines("differs  table shop.orders_items: column").stream()
                        .map(line -> line.replaceAll("part-[^ ]*", "PART")))
                .containsExactly(
                        "differs  table shop.orders_items: column items.val.sku is the column items.val.code in"
                                + " its place in DIR/out/orders_items/RUN/PART and string in the catalog");
    }

    @Test
    void aSampleIsLookedForAlone() throws IOException {
        assertThat(program.execute("verify", "job.yaml", "--sample", "2").out())
                .endsWith("same  documents: 2 of the input, each as the tables have it\n");
    }

    private void assertDocumentsDiffer(String... expected) {
        assertThat(lines("differs  document ")).containsExactlyInAnyOrder(expected);
    }

    private List<String> lines(String beginning) {
        Program.Outcome outcome = program.execute("verify", "job.yaml");
        assertThat(outcome.exitCode()).as(outcome.toString()).isEqualTo(3);
        return outcome.out().lines().filter(line -> line.startsWith(beginning)).toList();
    }

    private void rewriteRoot(String column, String changed, int id) throws IOException {
        rewrite(
                "orders",
                "SELECT %s FROM rows"
                        .formatted(Stream.of("id", "note", "total", "at", "items")
                                .map(name -> name.equals(column)
                                        ? "CASE WHEN id = %s THEN %s ELSE %s END AS %s"
                                                .formatted(id, changed, name, name)
                                        : name)
                                .collect(Collectors.joining(", "))));
    }

    /** Writes the one file of a table again, its columns in the order that they had. */
    private void rewrite(String table, String query) throws IOException {
        Path tables = Path.of(
                URI.create(program.published("out", "shop", table).definition().location()));
        Path file;
        try (Stream<Path> files = Files.list(tables)) {
            file = files.filter(one -> one.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow();
        }
        spark.read().parquet(file.toString()).createOrReplaceTempView("rows");
        Path changed = folder.resolve("changed");
        delete(changed);
        String[] order = spark.table("rows").columns();
        Dataset<Row> rows = spark.sql(query);
        if (List.of(rows.columns()).containsAll(List.of(order))) {
            rows = rows.select(Stream.of(order).map(ColumnName::column).toArray(Column[]::new));
        }
        rows.coalesce(1).write().parquet(changed.toString());
        Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
        try (Stream<Path> files = Files.list(changed)) {
            Files.copy(
                    files.filter(one -> one.toString().endsWith(".parquet"))
                            .findFirst()
                            .orElseThrow(),
                    file,
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void copy(String from, String to) throws IOException {
        delete(folder.resolve(to));
        Path top = folder.resolve(from);
        try (Stream<Path> all = Files.walk(top)) {
            for (Path one : all.toList()) {
                Files.copy(one, folder.resolve(to).resolve(top.relativize(one).toString()));
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(one);
                }
            }
        }
    }
}
