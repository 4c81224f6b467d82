package io.relata.jobs;

import static io.relata.testing.TableAssert.assertThatTable;
import static org.apache.spark.sql.RowFactory.create;
import static org.assertj.core.api.Assertions.assertThat;

import io.relata.CatalogTable;
import io.relata.Partition;
import io.relata.TableName;
import io.relata.TableStatistics;
import io.relata.Warehouse;
import io.relata.catalog.duckdb.DuckDbWarehouse;
import io.relata.testing.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Jobs of mode append: each run's rows come beside those of the runs before. */
@ExtendWith(SparkExtension.class)
class AppendTest {

    private static final String JOB = """
            job: friends
            sources: {people: {path: in}}
            relationalize: {source: people, root: root}
            target: {path: out, mode: append}
            catalog: {database: db}
            warehouse: {type: duckdb, path: wh.duckdb, external-schema: ext}
            """;

    private static final String REPLAYED =
            "A run of this id had written its tables before, and they are published. Nothing was read.\n";

    private static final String[] FRIENDS = {
        "{\"name\": \"Nancy\", \"age\": 47, \"friends\": [\"Fred\", \"Lakshmi\"]}",
        "{\"name\": \"Stephanie\", \"age\": 28, \"friends\": [\"Yao\", \"Phil\", \"Alvin\"]}",
        "{\"name\": \"Nathan\", \"age\": 54, \"friends\": [\"Nicolai\", \"Karen\"]}"
    };

    private Program program;
    private SparkSession spark;

    @BeforeEach
    void start(SparkSession session, @TempDir Path folder) {
        spark = session;
        program = new Program(folder, session);
    }

    private List<Partition> loads(String table) {
        return program.catalog("out").partitions(new TableName("db", table));
    }

    /** What readers of the catalog find in a table, without the partition column. */
    private Dataset<Row> rows(String table) {
        CatalogTable entry = program.published("out", "db", table);
        return spark.read()
                .schema(entry.definition().columns())
                .parquet(loads(table).stream().map(Partition::location).toArray(String[]::new));
    }

    /** Case 49. */
    @Test
    void idsGoOnAfterThoseOfTheRunsBefore() {
        program.runJob(JOB, FRIENDS);
        program.runJob(JOB, FRIENDS);
        assertThatTable(rows("root").select("friends", "name"))
                .hasRows(
                        create(1L, "Nancy"),
                        create(2L, "Stephanie"),
                        create(3L, "Nathan"),
                        create(4L, "Nancy"),
                        create(5L, "Stephanie"),
                        create(6L, "Nathan"));
        Dataset<Row> people = rows("root");
        Dataset<Row> friends = rows("root_friends");
        assertThat(people.join(friends, people.col("friends").equalTo(friends.col("id")))
                        .count())
                .isEqualTo(14);
        CatalogTable child = program.published("out", "db", "root_friends");
        assertThat(child.definition().lastId()).hasValue(6);
        assertThat(child.definition().statistics().rows()).isEqualTo(14);
        assertThat(child.definition().partitionKeys()).containsExactly("load");
        assertThat(loads("root_friends"))
                .extracting(load -> load.statistics().rows())
                .containsExactly(7L, 7L);
        assertThat(loads("root_friends"))
                .allSatisfy(load ->
                        assertThat(load.location()).isEqualTo(child.definition().location() + "/" + load.run()));
    }

    /** Case 50. */
    @Test
    void aRunThatIsStartedAgainUnderItsIdLoadsNothingTwice() {
        program.write("in/part.json", FRIENDS);
        program.write("job.yaml", JOB);
        String[] command = {"run", "job.yaml", "--quiet", "--run-id", "20261121t100000z-0000000a"};
        assertThat(program.execute(command).exitCode()).isZero();
        List<Row> before = rows("root_friends").collectAsList();
        assertThat(program.execute(command)).isEqualTo(new Program.Outcome(0, REPLAYED, ""));
        assertThat(rows("root_friends").collectAsList()).hasSize(7).isEqualTo(before);
        assertThat(loads("root")).hasSize(1);
    }

    @Test
    void aRunThatHadWrittenAllIsPublishedUnderItsIdAndOneThatWasUndoneIsNot() throws IOException {
        program.runJob(JOB.replace("mode: append", "mode: replace"), FRIENDS[0]);
        String first = program.published("out", "db", "root").definition().run().value();
        program.write("in/part.json", FRIENDS);
        String id = "20261121t100000z-0000000a";
        String[] command = {"run", "job.yaml", "--quiet", "--run-id", id};
        assertThat(program.execute(command).exitCode()).isZero();
        assertThat(program.execute("rollback", "job.yaml", first).exitCode()).isZero();
        Path manifest = program.path("out/_relata/runs/" + id + ".json");
        String published = Files.readString(manifest);
        Files.writeString(manifest, published.replace("\"PUBLISHED\"", "\"STAGED\""));
        assertThat(program.execute(command)).isEqualTo(new Program.Outcome(0, REPLAYED, ""));
        CatalogTable root = program.published("out", "db", "root");
        assertThat(root.definition().run()).hasToString(id);
        assertThat(program.rows(spark, root).count()).isEqualTo(3);
        Files.writeString(manifest, published.replace("\"PUBLISHED\"", "\"UNDONE\""));
        assertThat(program.execute(command))
                .isEqualTo(new Program.Outcome(
                        64,
                        "",
                        "relata: Cannot run friends as run RUN (--run-id): a run of this id was undone at"
                                + " 2026-11-21T10:01:00Z. Give another run id, or none.\n"));
    }

    @Test
    void aRunIdMustBeOne() {
        program.write("in/part.json", FRIENDS);
        program.write("job.yaml", JOB);
        assertThat(program.execute("run", "job.yaml", "--run-id", "../x"))
                .isEqualTo(new Program.Outcome(
                        64,
                        "",
                        "relata: Cannot use a run id (--run-id): a run id is a time and eight hexadecimal digits, as in"
                                + " RUN. Give one of this form, or none.\n"));
    }

    /** Case 48: a vanished array keeps its table, a new column comes last, rows of before show null in it. */
    @Test
    void tablesAndColumnsStayWhenABatchDoesNotHaveThem() {
        program.runJob(JOB, "{\"k\": 1, \"a\": [1]}");
        program.runJob(JOB, "{\"k\": 2}");
        assertThat(loads("root_a")).extracting(load -> load.statistics().rows()).containsExactly(1L, 0L);
        program.runJob(JOB, "{\"k\": 3, \"b\": true}");
        assertThat(Program.columns(program.published("out", "db", "root")))
                .containsExactly("a bigint", "k bigint", "b boolean");
        assertThat(Program.columns(program.published("out", "db", "root_a")))
                .containsExactly("id bigint", "index int", "a.val bigint");
        assertThatTable(rows("root")).hasRows(create(1L, 1L, null), create(null, 2L, null), create(null, 3L, true));
        try (Warehouse warehouse = DuckDbWarehouse.open(program.path("wh.duckdb"), program.catalog("out"))) {
            assertThat(warehouse.query("SELECT k, b FROM ext.root ORDER BY k").rows())
                    .containsExactly(
                            List.of(Optional.of("1"), Optional.empty()),
                            List.of(Optional.of("2"), Optional.empty()),
                            List.of(Optional.of("3"), Optional.of("true")));
            assertThat(warehouse
                            .query("SELECT count(DISTINCT load) FROM ext.root")
                            .rows())
                    .containsExactly(List.of(Optional.of("3")));
        }
    }

    @Test
    void aTypeThatRowsOfBeforeDoNotHaveIsRefused() {
        program.runJob(JOB, "{\"k\": 1}");
        assertThat(program.executeJob("run", JOB, "{\"k\": 1.5}").err())
                .endsWith(
                        "relata: Cannot load friends (database db): the tables would change as their contract does not"
                                + " allow: ~ column root.k widened from bigint to double. Cast or leave out these columns under"
                                + " tables in the job file, or load all anew with mode: replace.\n");
        assertThat(loads("root")).hasSize(1);
    }

    @Test
    void aNameThatRowsOfBeforeDoNotHaveIsRefused() {
        program.runJob(JOB, "{\"k\": 1}");
        assertThat(program.executeJob("run", JOB + "tables: {root: {rename: {k: key}}}\n", "{\"k\": 2}")
                        .err())
                .endsWith(
                        "relata: Cannot load friends (database db): the tables would change as their contract does not"
                                + " allow: > column root.k renamed to key (breaks readers). Cast or leave out these columns under"
                                + " tables in the job file, or load all anew with mode: replace.\n");
        assertThat(loads("root")).hasSize(1);
    }

    /** Nothing is known of what went before, so the column may be missing for want of that alone. */
    @Test
    void aColumnThatOnlyRowsOfBeforeHaveDoesNotGoWithoutAContract() {
        program.runJob(JOB, "{\"k\": 1, \"b\": 1}");
        assertThat(program.executeJob("run", JOB + "contract: none\n", "{\"k\": 2}")
                        .err())
                .endsWith(
                        "relata: Cannot load friends (database db): the tables would change as their contract does not"
                                + " allow: - column root.b bigint (breaks readers). Cast or leave out these columns under tables in"
                                + " the job file, or load all anew with mode: replace.\n");
        assertThat(loads("root")).hasSize(1);
    }

    @Test
    void whatIsReplacedAsAWholeIsNotAppendedTo() {
        String replacing = JOB.replace("mode: append", "mode: replace");
        program.runJob(replacing, FRIENDS);
        Program.Outcome outcome = program.executeJob("run", JOB, FRIENDS);
        assertThat(outcome.exitCode()).isEqualTo(64);
        assertThat(outcome.err())
                .contains("Cannot append to table db.root")
                .endsWith(
                        "run RUN wrote it as a table that is replaced as a whole, and this job writes it partitioned by"
                                + " load. Load it as it was, or drop the table from the catalog and load everything anew; its"
                                + " files stay.\n");
    }

    @Test
    void whatIsAppendedToDoesNotBecomeADeltaTable() {
        program.runJob(JOB, FRIENDS);
        String delta = JOB.replace("mode: append", "mode: replace, format: delta");
        assertThat(delta).isNotEqualTo(JOB);
        Program.Outcome outcome = program.executeJob("run", delta, FRIENDS);
        assertThat(outcome.exitCode()).isEqualTo(64);
        assertThat(outcome.err())
                .contains("Cannot load table db.root")
                .endsWith(
                        "run RUN wrote it as a table partitioned by load, and this job writes it without partitions, as"
                                + " delta and not as parquet. Load it as it was, or drop the table from the catalog and load everything anew; its files stay.\n");
        assertThat(loads("root")).hasSize(1);
    }

    @Test
    void replacingLeavesTheOneLoadOfTheLastRun() {
        program.runJob(JOB, FRIENDS);
        program.runJob(JOB, FRIENDS);
        program.runJob(
                JOB.replace("mode: append", "mode: replace"),
                "{\"name\": \"Ada\", \"age\": 36, \"friends\": [\"Bo\"]}");
        assertThat(loads("root")).hasSize(1);
        assertThatTable(rows("root").select("friends", "name")).hasRows(create(1L, "Ada"));
        assertThat(program.published("out", "db", "root")
                        .definition()
                        .statistics()
                        .rows())
                .isEqualTo(1);
        program.runJob(JOB, FRIENDS);
        assertThatTable(rows("root").select("friends").orderBy("friends"))
                .hasRows(create(1L), create(2L), create(3L), create(4L));
    }

    @Test
    void rollingBackTakesTheLaterLoadsAway() {
        program.runJob(JOB, FRIENDS);
        List<Partition> first = loads("root_friends");
        String run = first.get(0).run().value();
        program.runJob(JOB, FRIENDS);
        assertThat(program.execute("rollback", "job.yaml", run).exitCode()).isZero();
        assertThat(loads("root_friends")).isEqualTo(first);
        assertThat(program.published("out", "db", "root_friends").definition().lastId())
                .hasValue(3);
        assertThat(program.execute("vacuum", "job.yaml").exitCode()).isZero();
        assertThat(rows("root_friends").count()).isEqualTo(7);
    }

    @Test
    void vacuumKeepsEveryLoadThatReadersSee() {
        program.runJob(JOB + "contract: evolve\n", FRIENDS);
        for (int i = 0; i < 4; i++) {
            program.runJob(JOB, FRIENDS);
        }
        Program.Outcome vacuum = program.execute("vacuum", "job.yaml");
        assertThat(vacuum.exitCode()).as(vacuum.err()).isZero();
        assertThat(rows("root_friends").count()).isEqualTo(35);
        assertThat(program.published("out", "db", "root").definition().statistics())
                .isEqualTo(new TableStatistics(
                        15,
                        5,
                        loads("root").stream()
                                .mapToLong(load -> load.statistics().bytes())
                                .sum()));
    }

    @Test
    void idsThatAreNotDenseGoOnToo() {
        String pinned = JOB.replace("{path: in}", "{path: in, schema: 'name string, friends array<string>'}");
        program.runJob(pinned, FRIENDS);
        program.runJob(pinned, FRIENDS);
        assertThat(rows("root").select("friends").distinct().count()).isEqualTo(6);
        Dataset<Row> people = rows("root");
        Dataset<Row> friends = rows("root_friends");
        assertThat(people.join(friends, people.col("friends").equalTo(friends.col("id")))
                        .count())
                .isEqualTo(14);
    }

    @Test
    void idsFromAKeyNeedNoCounters() {
        String keyed = JOB.replace("root: root}", "root: root, key: [name]}");
        program.runJob(keyed, FRIENDS[0]);
        program.runJob(keyed, FRIENDS[1]);
        assertThat(program.published("out", "db", "root_friends").definition().lastId())
                .isEmpty();
        assertThat(rows("root_friends").count()).isEqualTo(5);
        Program.Outcome counting = program.executeJob("run", JOB, FRIENDS[2]);
        assertThat(counting.exitCode()).isEqualTo(64);
        assertThat(counting.err())
                .endsWith(
                        "it holds 5 rows, and nobody knows which ids they have, so new ones could be the same. Name a key"
                                + " under relationalize as the runs before did, or drop the tables from the catalog and load"
                                + " everything anew; their files stay.\n");
    }

    @Test
    void aColumnOfTheNameOfThePartitionColumnIsRefused() {
        assertThat(program.executeJob("run", JOB, "{\"Load\": 1}").err())
                .endsWith(
                        "relata: Cannot load table db.root beside what it has (column Load): the partition column that tells one run's"
                                + " rows from another's has this name. Rename the column under tables in the job file, or write"
                                + " mode: replace.\n");
    }

    @Test
    void rejectedRecordsAreAppendedToo() {
        String tolerant = JOB + "max-rejects: 5\n";
        program.runJob(tolerant, "{\"k\": 1}", "{bad");
        program.runJob(tolerant, "{\"k\": 2}");
        program.runJob(tolerant, "{\"k\": 3}", "{worse", "[");
        assertThat(loads("root__rejects"))
                .extracting(load -> load.statistics().rows())
                .containsExactly(1L, 2L);
        assertThat(rows("root").count()).isEqualTo(3);
    }
}
