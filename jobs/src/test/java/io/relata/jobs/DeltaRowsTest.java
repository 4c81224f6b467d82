package io.relata.jobs;

import static io.relata.testing.TableAssert.assertThatTable;
import static org.apache.spark.sql.RowFactory.create;
import static org.assertj.core.api.Assertions.assertThat;

import io.relata.TableDefinition;
import io.relata.TableName;
import io.relata.Warehouse;
import io.relata.catalog.duckdb.DuckDbWarehouse;
import io.relata.testing.SparkExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Delta tables whose runs keep rows of the runs before: Delta itself and DuckDB find all of them, each once. */
@ExtendWith(SparkExtension.class)
class DeltaRowsTest {

    private static final String APPENDING = """
            job: orders
            sources: {orders: {path: in}}
            relationalize: {source: orders, root: root}
            target: {path: out, mode: append, format: delta}
            catalog: {database: db}
            warehouse: {type: duckdb, path: wh.duckdb, external-schema: ext}
            """;

    private static final String REPLACING =
            APPENDING.replace("mode: append", "mode: replace-partitions, partition-by: [day]");

    private static final String[] TWO_DAYS = {
        "{\"day\": \"1\", \"n\": 1, \"items\": [{\"sku\": \"a\"}, {\"sku\": \"b\"}]}",
        "{\"day\": \"2\", \"n\": 2, \"items\": [{\"sku\": \"c\"}]}"
    };

    private Program program;
    private SparkSession spark;

    @BeforeEach
    void start(SparkSession session, @TempDir Path folder) {
        spark = session;
        program = new Program(folder, session);
        // Delta's default of 50 tasks per look at a log is for large tables.
    }

    private String ran(String job, String... records) {
        program.runJob(job, records);
        return definition("root").run().value();
    }

    private TableDefinition definition(String table) {
        return program.published("out", "db", table).definition();
    }

    /** What Delta finds. */
    private Dataset<Row> rows(String table) {
        return spark.read().format("delta").load(definition(table).location());
    }

    /** What DuckDB finds. */
    private List<List<Optional<String>>> query(String sql) {
        try (Warehouse warehouse = DuckDbWarehouse.open(program.path("wh.duckdb"), program.catalog("out"))) {
            return warehouse.query(sql).rows();
        }
    }

    private static List<Optional<String>> row(String... values) {
        return Arrays.stream(values).map(Optional::of).toList();
    }

    @Test
    void appendedRowsComeBesideThoseOfTheRunsBefore() {
        ran(APPENDING, TWO_DAYS);
        ran(APPENDING, TWO_DAYS[1]);
        ran(APPENDING, "{\"day\": \"3\", \"n\": 3}");

        assertThatTable(rows("root").select("items", "n").orderBy("n", "items"))
                .hasRows(create(1L, 1L), create(2L, 2L), create(3L, 2L), create(null, 3L));
        assertThatTable(rows("root_items").orderBy("id", "index"))
                .hasRows(create(1L, 0, "a"), create(1L, 1, "b"), create(2L, 0, "c"), create(3L, 0, "c"));
        assertThat(query("SELECT count(*), count(DISTINCT id) FROM ext.root_items"))
                .containsExactly(row("4", "3"));
        assertThat(definition("root_items").lastId()).hasValue(3);
        assertThat(definition("root_items").statistics().rows()).isEqualTo(4);
        assertThat(definition("root").statistics().rows()).isEqualTo(4);
        assertThat(definition("root").statistics().files())
                .isEqualTo(rows("root").inputFiles().length)
                .isEqualTo(3);
        assertThat(definition("root").partitionKeys()).isEmpty();
        assertThat(program.catalog("out").partitions(new TableName("db", "root")))
                .isEmpty();
    }

    @Test
    void whatWasReplacedAsAWholeIsAppendedTo() {
        ran(APPENDING.replace("append", "replace"), TWO_DAYS);
        ran(APPENDING, TWO_DAYS[0]);
        assertThat(rows("root_items").count()).isEqualTo(5);

        ran(APPENDING.replace("append", "replace"), TWO_DAYS[0]);
        assertThat(rows("root_items").count()).isEqualTo(2);
    }

    @Test
    void newColumnsComeLastAndRowsOfBeforeHaveNullInThem() {
        ran(APPENDING, TWO_DAYS);
        ran(APPENDING, "{\"n\": 3, \"note\": \"x\", \"tags\": [true]}");

        assertThat(rows("root").schema().fieldNames()).containsExactly("day", "items", "n", "note", "tags");
        assertThatTable(rows("root").select("n", "note", "tags").orderBy("n"))
                .hasRows(create(1L, null, null), create(2L, null, null), create(3L, "x", 1L));
        assertThat(query("SELECT n, note FROM ext.root WHERE note IS NOT NULL")).containsExactly(row("3", "x"));
        assertThat(rows("root_items").count()).isEqualTo(3);
    }

    @Test
    void aRunReplacesThePartitionsOfItsRecordsAndNoOther() {
        ran(REPLACING, TWO_DAYS);
        ran(REPLACING, "{\"day\": \"2\", \"n\": 20}", "{\"day\": \"3\", \"n\": 30, \"items\": [{\"sku\": \"d\"}]}");

        assertThatTable(rows("root").select("day", "items", "n").orderBy("day"))
                .hasRows(create("1", 1L, 1L), create("2", null, 20L), create("3", 3L, 30L));
        assertThatTable(rows("root_items")
                        .select("id", "`items.val.sku`", "day")
                        .orderBy("id", "index"))
                .hasRows(create(1L, "a", "1"), create(1L, "b", "1"), create(3L, "d", "3"));
        assertThat(query("SELECT day, count(*) FROM ext.root_items GROUP BY day ORDER BY day"))
                .containsExactly(row("1", "2"), row("3", "1"));
        assertThat(definition("root").partitionKeys()).containsExactly("day");
        assertThat(definition("root_items").statistics().rows()).isEqualTo(3);
        assertThat(program.files("out/_relata/staging")).isEmpty();
    }

    @Test
    void aTableWithoutAnyRowIsOne() {
        ran(REPLACING, TWO_DAYS);
        ran(REPLACING, "{\"day\": \"1\", \"n\": 10}", "{\"day\": \"2\", \"n\": 20}");

        assertThat(rows("root_items").count()).isZero();
        assertThat(rows("root_items").schema().fieldNames()).containsExactly("id", "index", "items.val.sku", "day");
        assertThat(query("SELECT count(*) FROM ext.root_items")).containsExactly(row("0"));

        ran(REPLACING, TWO_DAYS[1]);
        assertThatTable(rows("root_items").select("id", "day")).hasRows(create(3L, "2"));
    }

    @Test
    void appendedRowsComeIntoPartitionsToo() {
        String job = REPLACING.replace("replace-partitions", "append");
        ran(job, TWO_DAYS);
        ran(job, TWO_DAYS[1]);

        assertThatTable(rows("root").select("items", "day").orderBy("items"))
                .hasRows(create(1L, "1"), create(2L, "2"), create(3L, "2"));
        assertThat(query("SELECT day, count(*) FROM ext.root_items GROUP BY day ORDER BY day"))
                .containsExactly(row("1", "2"), row("2", "2"));
    }

    @Test
    void valuesOfAnyKindComeBackAsTheyWere() {
        String byTwo = REPLACING.replace("[day]", "[\"a b\", at]")
                + "tables: {root: {rename: {day: \"a b\"}, cast: {at: date}}}\n";
        String[] records = {
            "{\"day\": \"x/y %2F=:\\u00e9\", \"at\": \"2026-01-02\", \"n\": 1}",
            "{\"day\": null, \"at\": \"2026-01-03\", \"n\": 2}",
            "{\"day\": \"a'b\\\"c\\\\\", \"at\": null, \"n\": 3}"
        };
        Program.Outcome refused = program.executeJob("run", byTwo, records);
        assertThat(refused.err()).contains("Delta").contains("root.a b");

        String job = byTwo.replace("a b", "a_b");
        ran(job, records);
        ran(job, records[0].replace("1}", "10}"));

        assertThatTable(rows("root").select("a_b", "n").orderBy("n"))
                .hasRows(create(null, 2L), create("a'b\"c\\", 3L), create("x/y %2F=:\u00e9", 10L));
        assertThat(query("SELECT a_b, \"at\" FROM ext.root WHERE n = 10"))
                .containsExactly(row("x/y %2F=:\u00e9", "2026-01-02"));
        ran(job, records);
        assertThat(rows("root").count()).isEqualTo(3);
    }

    @Test
    void derivedTablesSeeTheRowsOfTheRunAlone() {
        program.write("skus.sql", "SELECT day, count(*) AS skus FROM root_items JOIN root ON items = id GROUP BY day");
        String job = APPENDING + "derive: {skus: {sql: skus.sql}}\n";
        ran(job, TWO_DAYS);
        ran(job, TWO_DAYS[1]);

        assertThatTable(rows("skus").select("day", "skus").orderBy("day", "skus"))
                .hasRows(create("1", 2L), create("2", 1L), create("2", 1L));
    }

    @Test
    void rejectedRecordsOfEveryRunAreKept() {
        String tolerant = REPLACING + "max-rejects: 5\n";
        ran(tolerant, TWO_DAYS[0], "{\"day\": ");
        ran(tolerant, TWO_DAYS[0], "{\"n\": tru}");

        assertThat(rows("root__rejects").count()).isEqualTo(2);
        assertThat(rows("root").count()).isEqualTo(1);
    }

    @Test
    void whatADeltaWriterDidToTheTableCounts() {
        ran(APPENDING, TWO_DAYS);
        spark.sql("DELETE FROM delta.`" + definition("root_items").location() + "` WHERE `items.val.sku` = 'a'");
        ran(APPENDING, TWO_DAYS[1]);

        assertThatTable(rows("root_items").select("`items.val.sku`").orderBy("id", "index"))
                .hasRows(create("b"), create("c"), create("c"));
        assertThat(definition("root_items").statistics().rows()).isEqualTo(3);
        spark.sql("OPTIMIZE delta.`" + definition("root_items").location() + "`");
        spark.sql("DELETE FROM delta.`" + definition("root_items").location() + "` WHERE `items.val.sku` = 'c'");
        assertThat(rows("root_items").count()).isEqualTo(1);
    }

    @Test
    void whatReadersOfFilesWouldReadWronglyIsNotGoneOnFrom() {
        ran(APPENDING, TWO_DAYS);
        String location = definition("root").location();
        spark.sql("ALTER TABLE delta.`" + location + "` SET TBLPROPERTIES ('delta.enableDeletionVectors' = 'true')");
        Program.Outcome outcome = program.executeJob("run", APPENDING, TWO_DAYS[1]);

        assertThat(outcome.exitCode()).isEqualTo(64);
        assertThat(outcome.err())
                .endsWith("relata: Cannot go on with table db.root (" + program.plain(location)
                        + "): its Delta log asks readers for reader version 3, and Redshift Spectrum reads the files"
                        + " without the log. Write it as run RUN did, or load everything anew with mode: replace.\n");
        assertThat(definition("root").location()).isEqualTo(location);
    }

    @Test
    void whatLiesAtAnotherTargetIsNotGoneOnFrom() {
        ran(APPENDING, TWO_DAYS);
        String elsewhere = APPENDING
                .replace("path: out,", "path: other,")
                .replace("catalog: {database: db}", "catalog: {database: db, path: out/_relata/catalog}");
        Program.Outcome outcome = program.executeJob("run", elsewhere, TWO_DAYS[1]);

        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(64);
        assertThat(outcome.err())
                .contains("relata: Cannot go on with table db.root")
                .contains("it lies at another target than ");
    }

    @Test
    void theOtherFormatIsNotAppendedTo() {
        String parquet = APPENDING.replace(", format: delta", "");
        ran(parquet, TWO_DAYS);
        assertThat(program.executeJob("run", APPENDING, TWO_DAYS).err())
                .endsWith("run RUN wrote it as a table partitioned by load, and this job writes it without partitions,"
                        + " as delta and not as parquet. Load it as it was, or drop the table from the catalog"
                        + " and load everything anew; its files stay.\n");
    }

    @Test
    void rollingBackTakesTheLaterRowsAwayAndVacuumKeepsTheOthers() {
        String first = ran(APPENDING, TWO_DAYS);
        String second = ran(APPENDING, TWO_DAYS);
        program.execute("rollback", "job.yaml", first).succeeded();
        assertThat(rows("root_items").count()).isEqualTo(3);

        ran(APPENDING, TWO_DAYS[1]);
        program.execute("vacuum", "job.yaml", "--set", "target.retain=1").succeeded();
        assertThat(rows("root_items").collectAsList()).hasSize(4);
        assertThat(query("SELECT count(DISTINCT id) FROM ext.root_items")).containsExactly(row("3"));
        assertThat(program.path("out/root/" + first)).exists();
        assertThat(program.path("out/root/" + second)).doesNotExist();
    }

    @Test
    void vacuumKeepsThePartitionsThatLogsStillName() {
        String first = ran(REPLACING, TWO_DAYS);
        String second = ran(REPLACING, TWO_DAYS[1]);
        ran(REPLACING, TWO_DAYS[1]);
        program.execute("vacuum", "job.yaml", "--set", "target.retain=1").succeeded();

        assertThatTable(rows("root").select("items", "day").orderBy("day")).hasRows(create(1L, "1"), create(4L, "2"));
        assertThat(query("SELECT count(*) FROM ext.root_items")).containsExactly(row("3"));
        assertThat(program.path("out/root/" + first + "/day=1")).exists();
        assertThat(program.path("out/root/" + first + "/day=2")).doesNotExist();
        assertThat(program.path("out/root/" + second)).doesNotExist();
        Program.Outcome outcome = program.execute("rollback", "job.yaml", second);
        assertThat(outcome.exitCode()).isEqualTo(64);
        assertThat(outcome.err()).contains("Cannot roll back to run RUN").contains("were removed");
    }

    @Test
    void vacuumRemovesNothingWhereALogDoesNotTellWhatItNames() throws Exception {
        String first = ran(APPENDING, TWO_DAYS[0]);
        ran(APPENDING, TWO_DAYS[1]);
        Files.delete(program.path("out/root/" + definition("root").run() + "/_delta_log/00000000000000000000.json"));
        Program.Outcome vacuum = program.execute("vacuum", "job.yaml", "--set", "target.retain=1");

        assertThat(vacuum.exitCode()).isEqualTo(1);
        assertThat(vacuum.err())
                .endsWith("relata: Cannot read a Delta log (DIR/out/root/RUN): the Delta log lacks its first commit,"
                        + " which only a checkpoint still holds. Check that the folder may be listed and its files"
                        + " deleted, then run again.\n");
        assertThat(program.path("out/root/" + first)).exists();
    }

    @Test
    void aRollbackIsRefusedWhenAFileOfAnEarlierRunIsGone() throws Exception {
        String first = ran(APPENDING, TWO_DAYS);
        String second = ran(APPENDING, TWO_DAYS[1]);
        ran(APPENDING.replace("append", "replace"), TWO_DAYS[0]);
        for (String file : program.files("out/root_items/" + first)) {
            if (file.endsWith(".parquet") && !file.contains("/")) {
                Files.delete(program.path("out/root_items/" + first).resolve(file));
            }
        }
        Program.Outcome outcome = program.execute("rollback", "job.yaml", second);

        assertThat(outcome.exitCode()).isEqualTo(64);
        assertThat(outcome.err())
                .contains("1 of the files that table db.root_items has of runs before it were removed");
    }
}
