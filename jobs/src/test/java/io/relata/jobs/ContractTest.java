package io.relata.jobs;

import static io.relata.testing.TableAssert.assertThatTable;
import static org.apache.spark.sql.RowFactory.create;
import static org.assertj.core.api.Assertions.assertThat;

import io.relata.CatalogTable;
import io.relata.TableName;
import io.relata.catalog.local.LocalCatalog;
import io.relata.testing.SparkExtension;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of published tables when the data changes. */
@ExtendWith(SparkExtension.class)
class ContractTest {

    private static final String JOB = """
            job: shop
            sources: {orders: {path: in}}
            relationalize: {source: orders, root: root}
            target: {path: out}
            catalog: {database: db}
            """;

    private Program program;
    private SparkSession spark;

    @BeforeEach
    void start(SparkSession session, @TempDir Path folder) {
        spark = session;
        program = new Program(folder, session);
    }

    private String refused(String job, String... records) {
        return program.executeJob("run", job, records).refusal();
    }

    private List<String> planned(String job, String... records) {
        Program.Outcome outcome = program.executeJob("plan", job, records);
        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(2);
        return outcome.out()
                .lines()
                .dropWhile(line -> !line.startsWith("Changes to database"))
                .skip(1)
                .map(String::strip)
                .toList();
    }

    private List<String> columns(String table) {
        return Program.columns(program.published("out", "db", table));
    }

    private Dataset<Row> rows(String table) {
        CatalogTable entry = program.published("out", "db", table);
        return program.rows(spark, entry);
    }

    @Test
    void whatReadersKnowStaysAndWhatIsNewComesLast() {
        program.runJob(JOB, "{\"k\": 1, \"a\": [1]}");
        assertThat(planned(JOB, "{\"b\": true, \"k\": 2, \"c\": [{}]}"))
                .containsExactly("+ column root.b boolean", "+ column root.c bigint", "+ table root_c with 2 columns");
        program.runJob(JOB, "{\"b\": true, \"k\": 2, \"c\": [{}]}");
        assertThat(columns("root")).containsExactly("a bigint", "k bigint", "b boolean", "c bigint");
        assertThat(columns("root_a")).containsExactly("id bigint", "index int", "a.val bigint");
        assertThat(rows("root_a").count()).isZero();
        assertThatTable(rows("root")).hasRows(create(null, 2L, true, 1L));
    }

    /** Case 27. */
    @Test
    void aNameOnceGivenStaysWithItsPath() {
        String athena = JOB.replace("root: root}", "root: root, naming: athena}");
        program.runJob(athena, "{\"userId\": 1}");
        program.runJob(athena, "{\"userId\": 3, \"userid\": 4}");
        assertThat(columns("root")).containsExactly("userid bigint", "userid__2 bigint");
        assertThatTable(rows("root")).hasRows(create(3L, 4L));
        program.runJob(athena, "{\"userid\": 5}");
        assertThatTable(rows("root")).hasRows(create(null, 5L));
    }

    @Test
    void typesWidenAndNeverNarrow() {
        program.runJob(JOB, "{\"a\": 1, \"b\": null}");
        assertThat(planned(JOB, "{\"a\": 99999999999999999999, \"b\": 7}"))
                .containsExactly(
                        "~ column root.a widened from bigint to decimal(20,0)",
                        "~ column root.b widened from string to bigint");
        program.runJob(JOB, "{\"a\": 99999999999999999999, \"b\": 7}");
        program.runJob(JOB, "{\"a\": 2}");
        assertThat(columns("root")).containsExactly("a decimal(20,0)", "b bigint");
    }

    @Test
    void valuesOfAnotherKindGetAColumnOfTheirOwn() {
        program.runJob(JOB, "{\"a\": 1}");
        program.runJob(JOB, "{\"a\": \"x\"}");
        assertThat(columns("root")).containsExactly("a bigint", "a_string string");
        assertThatTable(rows("root")).hasRows(create(null, "x"));
        program.runJob(JOB, "{\"a\": 2}");
        assertThatTable(rows("root")).hasRows(create(2L, null));
    }

    @Test
    void aTypeThatDoesNotHoldWhatReadersKnowIsRefused() {
        program.runJob(JOB, "{\"a\": 1.5}");
        String number = "1".repeat(30) + ".5e-20";
        assertThat(refused(JOB, "{\"a\": 12345678901234567890123456789012345678901234567890}"))
                .isEqualTo("relata: Cannot load shop (database db): the tables would change as their contract does not"
                        + " allow: ~ column root.a from double to string (breaks readers). Cast, rename or leave out these"
                        + " columns under tables in the job file, or allow the change with contract.");
        program.runJob(JOB + "tables: {root: {cast: {a: string}}}\n", "{\"a\": " + number + "}");
        assertThat(columns("root")).containsExactly("a string");
    }

    @Test
    void aFrozenJobTakesNothingNew() {
        program.runJob(JOB, "{\"k\": 1, \"a\": [{\"b\": 1}]}");
        String frozen = JOB + "contract: freeze\n";
        program.runJob(frozen, "{\"k\": 1}");
        assertThat(refused(frozen, "{\"k\": 1, \"a\": [{\"c\": 1}], \"z\": [true]}"))
                .isEqualTo("relata: Cannot load shop (database db): the tables would change as their contract does not"
                        + " allow: + column root.z bigint; + column root_a.a.val.c bigint; + table root_z with 3 columns."
                        + " Cast, rename or leave out these columns under tables in the job file, or allow the change with"
                        + " contract.");
        assertThat(columns("root")).containsExactly("a bigint", "k bigint");
    }

    @Test
    void aFrozenJobTakesNoWiderType() {
        program.runJob(JOB, "{\"k\": 1}");
        assertThat(refused(JOB + "contract: freeze\n", "{\"k\": 1.5}"))
                .isEqualTo("relata: Cannot load shop (database db): the tables would change as their contract does not"
                        + " allow: ~ column root.k widened from bigint to double. Cast, rename or leave out these columns"
                        + " under tables in the job file, or allow the change with contract.");
    }

    @Test
    void aFrozenTableTakesNothingNewWhereOthersDo() {
        program.runJob(JOB, "{\"k\": 1, \"a\": [{\"b\": 1}]}");
        String frozen = JOB + "tables: {root_a: {contract: freeze}}\n";
        program.runJob(frozen, "{\"k\": 1, \"new\": 1}");
        assertThat(refused(frozen, "{\"a\": [{\"c\": 1}], \"newer\": 1}"))
                .contains("allow: + column root_a.a.val.c bigint.");
    }

    @Test
    void aRescuingJobKeepsWhatIsNewInOneColumn() {
        program.runJob(JOB, "{\"k\": 1, \"a\": [{\"b\": 1}]}");
        String rescuing = JOB + "contract: rescue\n";
        program.runJob(
                rescuing,
                "{\"k\": 2, \"z\": {\"y\": 1}, \"a\": [{\"b\": 2}]}",
                "{\"k\": \"three\"}",
                "{\"a\": [{\"c\": 5}]}");
        assertThat(columns("root")).containsExactly("a bigint", "k bigint", "_rescued string");
        assertThat(columns("root_a")).containsExactly("id bigint", "index int", "a.val.b bigint");
        assertThatTable(rows("root").select("k", "_rescued"))
                .hasRows(
                        create(2L, "{\"z\":{\"y\":1}}"),
                        create(null, "{\"k\":\"three\"}"),
                        create(null, "{\"a[0].c\":5}"));
        program.runJob(rescuing, "{\"k\": 4}");
        assertThat(columns("root")).containsExactly("a bigint", "k bigint", "_rescued string");
    }

    @Test
    void withoutAContractTheTablesAreWhatTheDataMakesThem() {
        program.runJob(JOB, "{\"k\": 1, \"a\": [1]}");
        String none = JOB + "contract: none\n";
        assertThat(planned(none, "{\"b\": true, \"k\": \"x\"}"))
                .containsExactly(
                        "+ column root.b boolean",
                        "~ column root.k from bigint to string (breaks readers)",
                        "- column root.a bigint (breaks readers)");
        program.runJob(none, "{\"b\": true, \"k\": \"x\"}");
        assertThat(columns("root")).containsExactly("b boolean", "k string");
    }

    @Test
    void planTellsWhatTheJobFileRenamesAndLeavesOut() {
        program.runJob(JOB, "{\"k\": 1, \"p\": {\"q\": 2}, \"a\": [1], \"b\": [1]}");
        assertThat(planned(
                        JOB.replace("root: root}", "root: root, exclude: [a, b]}")
                                + "tables: {root: {rename: {p.q: amount}}}\n",
                        "{\"k\": 1, \"p\": {\"q\": 2}}"))
                .containsExactly(
                        "- column root.a bigint (breaks readers)",
                        "- column root.b bigint (breaks readers)",
                        "> column root.p.q renamed to amount (breaks readers)",
                        "- table root_a is no longer written (breaks readers)",
                        "- table root_b is no longer written (breaks readers)");
    }

    @Test
    void aRunThatFailedLeavesNoTrace() {
        program.runJob(JOB, "{\"k\": 1}");
        assertThat(program.executeJob("run", JOB, "{\"k\": 2, \"new\": 1}", "{bad")
                        .exitCode())
                .isEqualTo(4);
        program.runJob(JOB, "{\"k\": 3}");
        assertThat(columns("root")).containsExactly("k bigint");
    }

    @Test
    void runsOfAnotherRootKnowNothingOfEachOther() {
        program.write("a.json", "{\"a\": 1}");
        program.write("b.json", "{\"b\": 1}");
        program.write("later.json", "{\"c\": 1}");
        for (String root : List.of("a", "b")) {
            Program.Outcome outcome = program.execute(
                    "relationalize", root + ".json", "--root", root, "--database", "db", "--target", "out", "--quiet");
            assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        }
        assertThat(columns("b")).containsExactly("b bigint");
        program.execute("relationalize", "later.json", "--root", "a", "--database", "db", "--target", "out", "--quiet");
        assertThat(columns("a")).containsExactly("a bigint", "c bigint");
    }

    /** The tables are the same, whatever the job that writes them is called. */
    @Test
    void aRenamedJobKnowsWhatItsTablesShow() {
        program.runJob(JOB, "{\"k\": 1, \"a\": [1]}");
        program.runJob(JOB.replace("job: shop", "job: store"), "{\"k\": 2}");
        assertThat(columns("root")).containsExactly("a bigint", "k bigint");
        assertThat(rows("root_a").count()).isZero();
    }

    @Test
    void whatAnotherCatalogShowsIsNotKnown() {
        program.runJob(JOB, "{\"k\": 1, \"a\": [1]}");
        program.runJob(JOB.replace("{database: db}", "{database: db, path: elsewhere}"), "{\"k\": 2}");
        CatalogTable root = new LocalCatalog(program.path("elsewhere"))
                .find(new TableName("db", "root"))
                .orElseThrow();
        assertThat(Program.columns(root)).containsExactly("k bigint");
    }

    @Test
    void anotherJobOnTheSameTargetKnowsNothingOfIt() {
        program.runJob(JOB, "{\"k\": 1, \"a\": 1}");
        program.runJob(JOB.replace("job: shop", "job: other").replace("database: db", "database: other"), "{\"k\": 3}");
        assertThat(Program.columns(program.published("out", "other", "root"))).containsExactly("k bigint");
    }
}
