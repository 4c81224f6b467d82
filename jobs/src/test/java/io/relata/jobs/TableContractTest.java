package io.relata.jobs;

import static io.relata.testing.TableAssert.assertThatTable;
import static org.apache.spark.sql.RowFactory.create;
import static org.assertj.core.api.Assertions.assertThat;

import io.relata.Partition;
import io.relata.TableName;
import io.relata.testing.SparkExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of published tables of which the job file says something else than of all. */
@ExtendWith(SparkExtension.class)
class TableContractTest {

    private static final String JOB = """
            job: shop
            sources: {orders: {path: in}}
            relationalize: {source: orders, root: root}
            target: {path: out}
            catalog: {database: db}
            """;

    private static final String FIRST =
            "{\"k\": 1, \"s\": {\"t\": 1}, \"a\": [{\"b\": 1, \"c\": [{\"d\": 1}]}], \"o\": [{\"p\": 1}]}";

    private Program program;
    private SparkSession spark;

    @BeforeEach
    void start(SparkSession session, @TempDir Path folder) {
        spark = session;
        program = new Program(folder, session);
    }

    private static String tables(String contracts) {
        return JOB + "tables: {" + contracts + "}\n";
    }

    private String refused(String job, String... records) {
        return program.executeJob("run", job, records).refusal();
    }

    private List<String> columns(String table) {
        return Program.columns(program.published("out", "db", table));
    }

    private Dataset<Row> rows(String table) {
        return program.rows(spark, program.published("out", "db", table));
    }

    private List<String> notes() {
        return StreamSupport.stream(
                        program.reports("out")
                                .get(program.reports("out").size() - 1)
                                .get("notes")
                                .spliterator(),
                        false)
                .map(note -> note.asText())
                .toList();
    }

    @Test
    void aChildThatRescuesStaysWithWhatHangsFromItAndItsSiblingGrows() {
        program.runJob(JOB, FIRST);
        program.runJob(
                tables("root_a: {contract: rescue}"),
                "{\"k\": 2, \"new\": true, \"a\": [{\"b\": 2, \"x\": 5, \"y\": {\"z\": 1}, \"w\": [1]}], \"o\": [{\"q\": \"n\"}]}",
                "{\"a\": [{\"b\": \"many\"}, {\"b\": 1.5}, {\"b\": 3, \"c\": [{\"d\": 2, \"e\": true}]}]}");
        assertThat(columns("root"))
                .containsExactly("a bigint", "k bigint", "o bigint", "s.t bigint", "new boolean", "_rescued string");
        assertThat(columns("root_a")).containsExactly("id bigint", "index int", "a.val.b bigint", "a.val.c bigint");
        assertThat(columns("root_a.val.c")).containsExactly("id bigint", "index int", "a.val.c.val.d bigint");
        assertThat(columns("root_o")).containsExactly("id bigint", "index int", "o.val.p bigint", "o.val.q string");
        assertThatTable(rows("root"))
                .hasRows(
                        create(1L, 2L, 1L, null, true, "{\"a[0].x\":5,\"a[0].y\":{\"z\":1},\"a[0].w\":[1]}"),
                        create(
                                2L,
                                null,
                                null,
                                null,
                                null,
                                "{\"a[0].b\":\"many\",\"a[1].b\":1.5,\"a[2].c[0].e\":true}"));
        assertThatTable(rows("root_a"))
                .hasRows(
                        create(1L, 0, 2L, null),
                        create(2L, 0, null, null),
                        create(2L, 1, null, null),
                        create(2L, 2, 3L, 1L));
        assertThatTable(rows("root_a.val.c")).hasRows(create(1L, 0, 2L));
        assertThat(notes())
                .contains("The columns of $.a[], $.a[].c[] are the published ones; what they have no place for goes to"
                        + " the column _rescued");
    }

    @Test
    void aRootThatRescuesStaysAndTheTablesBelowGrow() {
        program.runJob(JOB, FIRST);
        program.runJob(
                tables("root: {contract: rescue}, root_a: {contract: evolve}, root_o: {contract: evolve}"),
                "{\"k\": \"text\", \"new\": 1, \"list\": [1], \"s\": {\"t\": 0.5, \"u\": [{}]},"
                        + " \"a\": [{\"b\": 2, \"x\": [5], \"c\": [{\"e\": 1}]}], \"o\": {\"p\": 1}}");
        assertThat(columns("root"))
                .containsExactly("a bigint", "k bigint", "o bigint", "s.t bigint", "_rescued string");
        assertThat(columns("root_a"))
                .containsExactly("id bigint", "index int", "a.val.b bigint", "a.val.c bigint", "a.val.x bigint");
        assertThat(columns("root_a.val.x")).containsExactly("id bigint", "index int", "a.val.x.val bigint");
        assertThat(columns("root_a.val.c"))
                .containsExactly("id bigint", "index int", "a.val.c.val.d bigint", "a.val.c.val.e bigint");
        assertThatTable(rows("root"))
                .hasRows(create(
                        1L,
                        null,
                        null,
                        null,
                        "{\"k\":\"text\",\"new\":1,\"list\":[1],\"s.t\":0.5,\"s.u\":[{}],\"o\":{\"p\":1}}"));
    }

    @Test
    void aGrandchildThatRescuesStaysAloneAndOneThatEvolvesGrowsAlone() {
        program.runJob(JOB, FIRST);
        String record = "{\"a\": [{\"b\": 1, \"n\": 1, \"c\": [{\"d\": 1.5, \"e\": [1], \"f\": {\"g\": 1}}]}]}";
        program.runJob(tables("root_a.val.c: {contract: rescue}"), record);
        assertThat(columns("root_a.val.c")).containsExactly("id bigint", "index int", "a.val.c.val.d bigint");
        assertThat(columns("root_a"))
                .containsExactly("id bigint", "index int", "a.val.b bigint", "a.val.c bigint", "a.val.n bigint");
        assertThatTable(rows("root").select("_rescued"))
                .hasRows(create("{\"a[0].c[0].d\":1.5,\"a[0].c[0].e\":[1],\"a[0].c[0].f\":{\"g\":1}}"));
        program.runJob(
                tables("root_a: {contract: rescue}, root_a.val.c: {contract: evolve}"),
                record.replace("\"n\": 1", "\"m\": 1"));
        assertThat(columns("root_a.val.c"))
                .containsExactly(
                        "id bigint",
                        "index int",
                        "a.val.c.val.d double",
                        "a.val.c.val.e bigint",
                        "a.val.c.val.f.g bigint");
        assertThatTable(rows("root").select("_rescued")).hasRows(create("{\"a[0].m\":1}"));
    }

    @Test
    void aTableThatEvolvesGrowsInAJobThatRescues() {
        program.runJob(JOB, FIRST);
        program.runJob(
                tables("root_a: {contract: evolve}") + "contract: rescue\n",
                "{\"k\": 2, \"new\": 1, \"a\": [{\"b\": 0.5, \"x\": 2}], \"o\": [{\"q\": 1}]}",
                "{\"a\": [{\"x\": 3}]}");
        assertThat(columns("root"))
                .containsExactly("a bigint", "k bigint", "o bigint", "s.t bigint", "_rescued string");
        assertThat(columns("root_a"))
                .containsExactly("id bigint", "index int", "a.val.b double", "a.val.c bigint", "a.val.x bigint");
        assertThat(columns("root_o")).containsExactly("id bigint", "index int", "o.val.p bigint");
        assertThatTable(rows("root").select("k", "_rescued"))
                .hasRows(create(2L, "{\"new\":1,\"o[0].q\":1}"), create(null, null));
        assertThatTable(rows("root_a")).hasRows(create(1L, 0, 0.5, null, 2L), create(2L, 0, null, null, 3L));
    }

    @Test
    void tablesThatAllRescueAreNotSurveyed() {
        program.runJob(JOB, FIRST);
        program.runJob(tables("root: {contract: rescue}"), "{\"k\": 2, \"a\": [{\"x\": 1}]}");
        assertThat(notes())
                .contains("The schema is the published one; what it has no place for goes to the column _rescued");
        assertThatTable(rows("root").select("k", "_rescued")).hasRows(create(2L, "{\"a[0].x\":1}"));
    }

    @Test
    void whatIsNewBelowATableThatEvolvesMayComeInAFrozenJob() {
        program.runJob(JOB, FIRST);
        String frozen = tables("root_a: {contract: evolve}") + "contract: freeze\n";
        program.runJob(frozen, "{\"a\": [{\"b\": 1, \"x\": [{\"y\": [1]}]}]}");
        assertThat(columns("root_a.val.x")).containsExactly("id bigint", "index int", "a.val.x.val.y bigint");
        assertThat(columns("root_a.val.x.val.y")).containsExactly("id bigint", "index int", "a.val.x.val.y.val bigint");
        assertThat(refused(frozen, "{\"z\": [1], \"a\": [{\"n\": 1}]}"))
                .isEqualTo("relata: Cannot load shop (database db): the tables would change as their contract does not"
                        + " allow: + column root.z bigint; + table root_z with 3 columns. Cast, rename or leave out these"
                        + " columns under tables in the job file, or allow the change with contract.");
    }

    @Test
    void whatIsNewBelowAFrozenTableMayNotCome() {
        program.runJob(JOB, FIRST);
        assertThat(refused(
                        tables("root_a: {contract: freeze}"),
                        "{\"new\": 1, \"a\": [{\"x\": [{\"y\": 1}], \"c\": [{\"e\": 1}]}]}"))
                .isEqualTo("relata: Cannot load shop (database db): the tables would change as their contract does not"
                        + " allow: + column root_a.a.val.x bigint; + column root_a.val.c.a.val.c.val.e bigint; + table"
                        + " root_a.val.x with 3 columns. Cast, rename or leave out these columns under tables in the job"
                        + " file, or allow the change with contract.");
    }

    @Test
    void aFrozenRootHasTheColumnForWhatAChildRescuesAndNothingElse() {
        program.runJob(JOB, FIRST);
        String frozen = tables("root_a: {contract: rescue}") + "contract: freeze\n";
        program.runJob(frozen, "{\"k\": 2, \"a\": [{\"x\": 1}]}");
        assertThatTable(rows("root").select("k", "_rescued")).hasRows(create(2L, "{\"a[0].x\":1}"));
        assertThat(refused(frozen, "{\"k\": 0.5, \"a\": [{\"x\": 1}]}"))
                .contains(" allow: ~ column root.k widened from bigint to double. ");
        program.runJob(frozen, "{\"k\": 3}");
        assertThatTable(rows("root").select("k", "_rescued")).hasRows(create(3L, null));
    }

    @Test
    void theFirstRunSurveysAllAndItsTablesCome() {
        program.runJob(tables("root: {contract: rescue}, root_o: {contract: evolve}"), FIRST);
        assertThat(columns("root")).containsExactly("a bigint", "k bigint", "o bigint", "s.t bigint");
        program.runJob(
                JOB.replace("job: shop", "job: other").replace("database: db", "database: other")
                        + "contract: rescue\n",
                FIRST);
        assertThat(Program.columns(program.published("out", "other", "root_o")))
                .containsExactly("id bigint", "index int", "o.val.p bigint");
    }

    @Test
    void appendedRowsAreRescuedAndRowsOfBeforeStay() {
        String appending = JOB.replace("path: out", "path: out, mode: append");
        program.runJob(appending, FIRST);
        String rescuing = appending + "tables: {root_a: {contract: rescue}}\n";
        program.runJob(rescuing, "{\"k\": 2, \"a\": [{\"b\": 0.5, \"x\": true}, {\"b\": 7}], \"o\": [{\"q\": 1}]}");
        assertThat(columns("root_a")).containsExactly("id bigint", "index int", "a.val.b bigint", "a.val.c bigint");
        assertThatTable(loads("root_a"))
                .hasRows(create(1L, 0, 1L, 1L), create(2L, 0, null, null), create(2L, 1, 7L, null));
        assertThatTable(loads("root").select("a", "k", "_rescued"))
                .hasRows(create(1L, 1L, null), create(2L, 2L, "{\"a[0].b\":0.5,\"a[0].x\":true}"));
        assertThat(refused(rescuing, "{\"o\": [{\"p\": 0.5}], \"a\": [{\"b\": 0.5}]}"))
                .isEqualTo("relata: Cannot load shop (database db): the tables would change as their contract does not"
                        + " allow: ~ column root_o.o.val.p widened from bigint to double. Cast or leave out these columns"
                        + " under tables in the job file, or load all anew with mode: replace.");
    }

    /** The rows of all runs. */
    private Dataset<Row> loads(String table) {
        return spark.read()
                .schema(program.published("out", "db", table).definition().columns())
                .parquet(program.catalog("out").partitions(new TableName("db", table)).stream()
                        .map(Partition::location)
                        .toArray(String[]::new));
    }

    @Test
    void planTellsWhatComesAndWhatStays() {
        program.runJob(JOB, "{\"k\": 1, \"a\": [{\"b\": 1}]}");
        assertThat(program.executeJob(
                        "plan",
                        tables("root_a: {contract: rescue}"),
                        "{\"k\": 0.5, \"n\": 1, \"a\": [{\"b\": 0.5, \"x\": 1}]}"))
                .isEqualTo(new Program.Outcome(2, """
                        root, rows of $
                          a bigint, key of root_a
                          k double
                          n bigint
                          _rescued string
                          root_a, rows of $.a[], id = root.a
                            id bigint, id
                            index int, index
                            a.val.b bigint, $.a[].b

                        Source orders:
                          The columns of $.a[] are the published ones; what they have no place for goes to the column _rescued

                        Expected, by the survey of all SIZE:
                          table root: 1 row, in files about SIZE
                          table root_a: 1 row, in files about SIZE
                          less than 0.1 core-seconds, at 134.0 MB a core-second as measured with nested JSON, beside Spark's start

                        The catalog would be told:
                          table root: 3 changes; shows the run's files in place of those before
                          table root_a: shows the run's files in place of those before

                        Changes to database db:
                          ~ column root.k widened from bigint to double
                          + column root.n bigint
                          + column root._rescued string
                        """, ""));
    }

    @Test
    void aTableMayBeCalledByTheNameThatItsNamingGives() {
        String athena = JOB.replace("root: root}", "root: root, naming: athena}");
        program.runJob(athena, "{\"k\": 1, \"a\": [{\"c\": [1]}]}");
        program.runJob(
                athena + "tables: {root_a_val_c: {contract: rescue}}\n",
                "{\"n\": 1, \"a\": [{\"c\": [true], \"m\": 1}]}");
        assertThatTable(rows("root").select("n", "_rescued")).hasRows(create(1L, "{\"a[0].c[0]\":true}"));
        assertThat(columns("root_a")).contains("a_val_m bigint");
    }

    @Test
    void textStaysTextWhereAllThatDoesNotFitWouldElseBeJson() {
        String json = JOB.replace("root: root}", "root: root, conflicts: {default: json}}");
        program.runJob(json, "{\"k\": 1, \"s\": \"x\"}");
        program.runJob(json + "contract: rescue\n", "{\"k\": \"y\", \"s\": \"z\"}");
        assertThatTable(rows("root")).hasRows(create(null, "z", "{\"k\":\"y\"}"));
    }
}
