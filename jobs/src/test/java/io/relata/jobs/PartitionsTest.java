package io.relata.jobs;

import static io.relata.testing.TableAssert.assertThatTable;
import static org.apache.spark.sql.RowFactory.create;
import static org.assertj.core.api.Assertions.assertThat;

import io.relata.CatalogTable;
import io.relata.Partition;
import io.relata.PartitionValues;
import io.relata.TableDefinition;
import io.relata.TableName;
import io.relata.Warehouse;
import io.relata.catalog.duckdb.DuckDbWarehouse;
import io.relata.testing.SparkExtension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Jobs whose tables are partitioned by columns of the root. */
@ExtendWith(SparkExtension.class)
class PartitionsTest {

    private static final String JOB = """
            job: orders
            sources: {orders: {path: in}}
            relationalize: {source: orders, root: root}
            target: {path: out, mode: replace-partitions, partition-by: [day]}
            catalog: {database: db}
            warehouse: {type: duckdb, path: wh.duckdb, external-schema: ext}
            """;

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
    }

    private TableDefinition definition(String table) {
        return program.published("out", "db", table).definition();
    }

    private List<Partition> partitions(String table) {
        return program.catalog("out").partitions(new TableName("db", table));
    }

    private List<String> days(String table) {
        return partitions(table).stream()
                .map(Partition::values)
                .map(PartitionValues::toString)
                .toList();
    }

    /** What readers of the catalog find in a table, its partition columns last. */
    private Dataset<Row> rows(String table) {
        TableDefinition entry = definition(table);
        StructType columns = entry.columns();
        Optional<Dataset<Row>> all = Optional.empty();
        for (Partition partition : partitions(table)) {
            Dataset<Row> part = spark.read().schema(columns).parquet(partition.location());
            for (int i = 0; i < entry.partitionKeys().size(); i++) {
                String value = partition.values().values().get(i);
                part = part.withColumn(
                        entry.partitionKeys().get(i),
                        functions
                                .lit(value.equals(PartitionValues.NULL) ? null : value)
                                .cast(entry.partitionColumns().fields()[i].dataType()));
            }
            Dataset<Row> more = part;
            all = Optional.of(all.map(before -> before.unionAll(more)).orElse(more));
        }
        return all.orElseThrow();
    }

    private Warehouse warehouse() {
        return DuckDbWarehouse.open(program.path("wh.duckdb"), program.catalog("out"));
    }

    private List<List<Optional<String>>> query(String sql) {
        try (Warehouse warehouse = warehouse()) {
            return warehouse.query(sql).rows();
        }
    }

    private static List<Optional<String>> row(String... values) {
        return Arrays.stream(values).map(Optional::of).toList();
    }

    @Test
    void everyTableIsPartitionedByTheRootsColumn() {
        program.runJob(JOB, TWO_DAYS);
        for (String table : List.of("root", "root_items")) {
            assertThat(definition(table).partitionKeys()).containsExactly("day");
            assertThat(definition(table).columns().fieldNames()).doesNotContain("day");
            assertThat(days(table)).containsExactly("(1)", "(2)");
        }
        assertThat(Program.columns(program.published("out", "db", "root_items")))
                .containsExactly("id bigint", "index int", "items.val.sku string");
        assertThatTable(rows("root").select("items", "n", "day")).hasRows(create(1L, 1L, "1"), create(2L, 2L, "2"));
        assertThatTable(rows("root_items"))
                .hasRows(create(1L, 0, "a", "1"), create(1L, 1, "b", "1"), create(2L, 0, "c", "2"));
        assertThat(definition("root_items").statistics().rows()).isEqualTo(3);
        assertThat(query(
                        "SELECT r.day, count(*) FROM ext.root r JOIN ext.root_items i ON r.items = i.id AND r.day = i.day"
                                + " GROUP BY r.day ORDER BY r.day"))
                .containsExactly(row("1", "2"), row("2", "1"));
        assertThat(program.files("out/_relata/staging")).isEmpty();
    }

    @Test
    void aRunReplacesThePartitionsOfItsRecordsAndNoOther() {
        program.runJob(JOB, TWO_DAYS);
        Partition other = partitions("root_items").get(0);
        program.runJob(
                JOB,
                "{\"day\": \"2\", \"n\": 20, \"items\": [{\"sku\": \"x\"}, {\"sku\": \"y\"}]}",
                "{\"day\": \"3\", \"n\": 30, \"items\": []}");
        assertThat(days("root")).containsExactly("(1)", "(2)", "(3)");
        assertThatTable(rows("root").select("n", "day")).hasRows(create(1L, "1"), create(20L, "2"), create(30L, "3"));
        assertThatTable(rows("root_items").select("`items.val.sku`", "day"))
                .hasRows(create("a", "1"), create("b", "1"), create("x", "2"), create("y", "2"));
        assertThat(partitions("root_items")).contains(other).hasSize(2);
        assertThat(definition("root").statistics().rows()).isEqualTo(3);
        assertThat(definition("root_items").statistics().rows()).isEqualTo(4);
    }

    /** Ids of the rows that stay are not given to others. */
    @Test
    void idsGoOnAfterThoseOfAllRunsBefore() {
        program.runJob(JOB, TWO_DAYS);
        program.runJob(JOB, TWO_DAYS[1]);
        assertThatTable(rows("root").select("items", "day")).hasRows(create(1L, "1"), create(3L, "2"));
        assertThat(definition("root_items").lastId()).hasValue(3);
        assertThat(query("SELECT count(*) FROM ext.root r JOIN ext.root_items i ON r.items = i.id"))
                .containsExactly(row("3"));
    }

    @Test
    void childRowsOfReplacedRecordsAreGoneWhenTheNewOnesHaveNone() {
        program.runJob(JOB, TWO_DAYS);
        program.runJob(JOB, "{\"day\": \"1\", \"n\": 10}", "{\"day\": \"2\", \"n\": 20}");
        assertThat(days("root")).containsExactly("(1)", "(2)");
        assertThat(days("root_items")).isEmpty();
        assertThat(query("SELECT count(*) FROM ext.root_items")).containsExactly(row("0"));
        program.runJob(JOB, TWO_DAYS);
        assertThatTable(rows("root_items").select("id", "day"))
                .hasRows(create(3L, "1"), create(3L, "1"), create(4L, "2"));
    }

    @Test
    void repeatingARunChangesNoRow() {
        String keyed = JOB.replace("root: root}", "root: root, key: [n]}");
        program.runJob(keyed, TWO_DAYS);
        List<Row> before = rows("root_items").orderBy("id", "index").collectAsList();
        program.runJob(keyed, TWO_DAYS);
        assertThat(rows("root_items").orderBy("id", "index").collectAsList()).isEqualTo(before);
    }

    @Test
    void valuesOfAnyKindComeBackAsTheyWere() {
        String job = JOB.replace("[day]", "[day, n, date]") + "tables: {root: {cast: {date: date}}}\n";
        program.runJob(
                job,
                "{\"day\": \"a/b=%41 \u00e4:*?\", \"n\": -5, \"date\": \"2026-11-21\", \"items\": [{\"sku\": \"s\"}]}",
                "{\"day\": null, \"n\": null, \"date\": null, \"items\": [{\"sku\": \"t\"}]}");
        assertThat(definition("root_items").partitionColumns().sql())
                .isEqualTo("STRUCT<day: STRING COMMENT '$.day', n: BIGINT COMMENT '$.n', date: DATE COMMENT '$.date'>");
        assertThat(query("SELECT \"items.val.sku\", day, n, date FROM ext.root_items ORDER BY 1"))
                .containsExactly(
                        row("s", "a/b=%41 \u00e4:*?", "-5", "2026-11-21"),
                        List.of(Optional.of("t"), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @Test
    void anEmptyTextIsNull() {
        program.runJob(
                JOB,
                "{\"day\": \"\", \"n\": 1, \"items\": [{\"sku\": \"a\"}]}",
                "{\"day\": null, \"n\": 2, \"items\": [{\"sku\": \"b\"}]}");
        assertThat(days("root_items")).isEqualTo(days("root")).containsExactly("(" + PartitionValues.NULL + ")");
        assertThatTable(rows("root").select("n", "day")).hasRows(create(1L, null), create(2L, null));
        assertThatTable(rows("root_items").select("`items.val.sku`", "day"))
                .hasRows(create("a", null), create("b", null));
    }

    @Test
    void replacingAsAWholeLeavesThePartitionsOfTheLastRun() {
        String replacing = JOB.replace("mode: replace-partitions", "mode: replace");
        program.runJob(replacing, TWO_DAYS);
        program.runJob(replacing, TWO_DAYS[1]);
        assertThat(days("root")).containsExactly("(2)");
        assertThatTable(rows("root").select("items", "n")).hasRows(create(1L, 2L));
        program.runJob(JOB, TWO_DAYS[0]);
        assertThat(days("root")).containsExactly("(1)", "(2)");
        assertThatTable(rows("root_items").select("id", "day"))
                .hasRows(create(2L, "1"), create(2L, "1"), create(1L, "2"));
    }

    @Test
    void appendedRunsArePartitionsBelowThoseOfTheColumns() {
        String appending = JOB.replace("mode: replace-partitions", "mode: append");
        program.runJob(appending, TWO_DAYS);
        program.runJob(appending, TWO_DAYS[1]);
        assertThat(definition("root").partitionKeys()).containsExactly("day", "load");
        assertThatTable(rows("root").select("items", "day")).hasRows(create(1L, "1"), create(2L, "2"), create(3L, "2"));
        program.runJob(JOB, "{\"day\": \"2\", \"n\": 9, \"items\": [{\"sku\": \"z\"}]}");
        assertThatTable(rows("root").select("items", "n", "day")).hasRows(create(1L, 1L, "1"), create(4L, 9L, "2"));
        assertThat(query("SELECT day, count(DISTINCT load) FROM ext.root_items GROUP BY day ORDER BY day"))
                .containsExactly(row("1", "1"), row("2", "1"));
    }

    @Test
    void partitionsStayWhatTheyAre() {
        program.runJob(JOB, TWO_DAYS);
        Program.Outcome outcome = program.executeJob("run", JOB.replace("[day]", "[n]"), TWO_DAYS);
        assertThat(outcome.exitCode()).isEqualTo(64);
        assertThat(outcome.err())
                .contains("relata: Cannot load table db.root")
                .endsWith(
                        "run RUN wrote it as a table partitioned by day, and this job writes it partitioned by n. Load"
                                + " it as it was, or drop the table from the catalog and load everything anew; its files"
                                + " stay.\n");
        assertThat(program.executeJob(
                                "run",
                                JOB.replace(", partition-by: [day]", "").replace("replace-partitions", "replace"),
                                TWO_DAYS)
                        .err())
                .endsWith(
                        "run RUN wrote it as a table partitioned by day, and this job writes it without partitions. Load"
                                + " it as it was, or drop the table from the catalog and load everything anew; its files"
                                + " stay.\n");
    }

    @Test
    void aPlanTellsThePartitionsAndWhatTheRunWouldRefuse() {
        program.runJob(JOB, TWO_DAYS);
        Program.Outcome plan = program.execute("plan", "job.yaml");
        assertThat(plan.exitCode()).as(plan.err()).isZero();
        assertThat(plan.out())
                .contains("\nEvery table is partitioned by day.\n\n")
                .contains("  table root: shows the run's files in place of those of the same partitions\n")
                .endsWith("\n\nNo changes: the catalog has these tables with these columns.\n");
        program.write("job.yaml", JOB.replace("[day]", "[n]"));
        Program.Outcome refused = program.execute("plan", "job.yaml");
        assertThat(refused.exitCode()).isEqualTo(64);
        assertThat(refused.err()).contains("Cannot load table db.root");
    }

    @Test
    void aTypeThatRowsOfOtherPartitionsDoNotHaveIsRefused() {
        program.runJob(JOB, TWO_DAYS);
        Program.Outcome outcome = program.executeJob("run", JOB, "{\"day\": \"2\", \"n\": 1.5, \"items\": []}");
        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.err())
                .endsWith("relata: Cannot load orders (database db): the tables would change as their contract does not"
                        + " allow: ~ column root.n widened from bigint to double. Cast or leave out these columns under"
                        + " tables in the job file, or load all anew with mode: replace.\n");
    }

    @Test
    void onlyValuesThatFoldersCanNamePartitionATable() {
        assertThat(program.executeJob("run", JOB.replace("[day]", "[dya]"), TWO_DAYS)
                        .err())
                .endsWith(
                        "relata: Cannot partition table root by dya (target.partition-by): the table has no such column."
                                + " Name one of its columns: day, items, n.\n");
        assertThat(program.executeJob("run", JOB.replace("[day]", "[items]"), TWO_DAYS)
                        .err())
                .endsWith("relata: Cannot partition table root by items (target.partition-by): it is not a value of the"
                        + " records. Name one that holds a value.\n");
        assertThat(program.executeJob("run", JOB.replace("[day]", "[x]"), "{\"x\": 1.5, \"items\": []}")
                        .err())
                .endsWith("relata: Cannot partition table root by x (target.partition-by): it is of type double, and"
                        + " folders are named by text, whole numbers and dates. Cast it under tables, or name another"
                        + " column.\n");
    }

    @Test
    void aRenamedColumnHasOneNameInAllTables() {
        String renamed = JOB + "tables: {root: {rename: {day: order_day}}}\n";
        program.runJob(renamed.replace("[day]", "[order_day]"), TWO_DAYS);
        assertThat(definition("root_items").partitionKeys()).containsExactly("order_day");
        assertThatTable(rows("root_items").select("id", "order_day"))
                .hasRows(create(1L, "1"), create(1L, "1"), create(2L, "2"));
        assertThat(program.executeJob(
                                "run",
                                renamed.replace("[day]", "[order_day]")
                                        .replace("}}}", "}}, root_items: {rename: {items.val.sku: Order_Day}}}"),
                                TWO_DAYS)
                        .err())
                .endsWith("relata: Cannot partition table root_items by order_day (target.partition-by): the table has"
                        + " another column of this name, from $.items[].sku. Rename that one under tables.\n");
    }

    @Test
    void derivedTablesArePartitionedToo() {
        program.write(
                "skus.sql", "SELECT day, count(*) AS skus FROM root_items WHERE `items.val.sku` <> 'x' GROUP BY day");
        String job = JOB + "derive: {skus: {sql: skus.sql}}\n";
        program.runJob(job, TWO_DAYS);
        program.runJob(job, "{\"day\": \"2\", \"n\": 20, \"items\": [{\"sku\": \"x\"}]}");
        assertThat(query("SELECT skus, day FROM ext.skus ORDER BY day")).containsExactly(row("2", "1"));
        program.write("skus.sql", "SELECT count(*) AS skus FROM root_items");
        assertThat(program.executeJob("run", job, TWO_DAYS).err())
                .endsWith(
                        "relata: Cannot partition table skus by day (target.partition-by): the table has no such column."
                                + " Name one of its columns: skus.\n");
    }

    @Test
    void aSourceThatIsNotRelationalizedIsPartitionedToo() {
        String flat = JOB.replace("relationalize: {source: orders, root: root}\n", "");
        program.runJob(flat, "{\"day\": \"1\", \"n\": 1}", "{\"day\": \"2\", \"n\": 2}");
        program.runJob(flat, "{\"day\": \"2\", \"n\": 20}");
        assertThat(days("orders")).containsExactly("(1)", "(2)");
        assertThatTable(rows("orders")).hasRows(create(1L, "1"), create(20L, "2"));
        assertThat(program.executeJob("run", flat.replace("[day]", "[dya]"), "{\"day\": \"2\", \"n\": 20}")
                        .err())
                .endsWith("relata: Cannot partition table orders by dya (target.partition-by): the table has no such"
                        + " column. Name one of its columns: day, n.\n");
    }

    @Test
    void rejectedRecordsOfEveryRunAreKept() {
        String tolerant = JOB + "max-rejects: 5\n";
        program.runJob(tolerant, TWO_DAYS[0], "{\"day\": ");
        program.runJob(tolerant, TWO_DAYS[0], "{\"n\": tru}");
        assertThat(definition("root__rejects").partitionKeys()).containsExactly("load");
        assertThat(query("SELECT count(*), count(DISTINCT load) FROM ext.root__rejects"))
                .containsExactly(row("2", "2"));
    }

    @Test
    void aRollbackShowsThePartitionsThatWereThere() {
        program.runJob(JOB, TWO_DAYS);
        String first = definition("root").run().value();
        List<Partition> before = partitions("root_items");
        program.runJob(JOB, TWO_DAYS[1]);
        assertThat(program.execute("rollback", "job.yaml", first).exitCode()).isZero();
        assertThat(partitions("root_items")).isEqualTo(before);
        assertThat(program.execute("vacuum", "job.yaml").exitCode()).isZero();
        assertThatTable(rows("root_items").select("id", "day"))
                .hasRows(create(1L, "1"), create(1L, "1"), create(2L, "2"));
    }

    @Test
    void vacuumKeepsWhatOtherPartitionsStillShow() {
        program.runJob(JOB, TWO_DAYS);
        List<String> runs = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            program.runJob(JOB, TWO_DAYS[1]);
            runs.add(definition("root").run().value());
        }
        assertThat(program.execute("vacuum", "job.yaml").exitCode()).isZero();
        assertThatTable(rows("root").select("items", "day")).hasRows(create(1L, "1"), create(6L, "2"));
        assertThat(program.path("out/root/" + runs.get(0))).doesNotExist();
        assertThat(program.path("out/root/" + runs.get(2))).exists();
    }

    @Test
    void aRollbackIsRefusedWhenAnotherRunsPartitionIsGone() {
        program.runJob(JOB, TWO_DAYS);
        program.runJob(JOB, TWO_DAYS[1]);
        String second = definition("root").run().value();
        program.runJob(JOB, TWO_DAYS[0]);
        program.runJob(JOB, TWO_DAYS[0]);
        assertThat(program.execute("vacuum", "job.yaml").exitCode()).isZero();
        Program.Outcome outcome = program.execute("rollback", "job.yaml", second);
        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(64);
        assertThat(outcome.err()).contains("Cannot roll back to run RUN").contains("were removed");
        CatalogTable shown = program.published("out", "db", "root");
        assertThat(shown.definition().statistics().rows()).isEqualTo(2);
    }
}
