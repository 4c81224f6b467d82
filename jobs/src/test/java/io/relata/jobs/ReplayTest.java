package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.relata.CatalogTable;
import io.relata.Failpoint;
import io.relata.Partition;
import io.relata.TableFormat;
import io.relata.TableName;
import io.relata.testing.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that a run rejected, taken up again after the job file or the records were corrected. */
@ExtendWith(SparkExtension.class)
class ReplayTest {

    private static final String JOB = """
            job: orders
            sources: {orders: {path: in}}
            relationalize: {source: orders, root: o, key: [k], order-by: [at]}
            target: {path: out, mode: append}
            catalog: {database: db}
            max-rejects: 9
            """;

    private static final String APPEND = JOB.replace(", order-by: [at]", "");
    private static final String DELTA = APPEND.replace("mode: append", "mode: append, format: delta");
    private static final String MERGE = JOB.replace("mode: append", "mode: merge, format: delta");
    private static final String HISTORY = JOB.replace("mode: append", "mode: history, format: delta");
    private static final String REPLACE = APPEND.replace("mode: append", "mode: replace");
    private static final String PARTITIONS =
            APPEND.replace("mode: append", "mode: replace-partitions, partition-by: [at]");
    private static final String FLAT = """
            job: orders
            sources: {orders: {path: in, schema: 'k long, n double, at long', required: [k]}}
            target: {path: out, mode: append}
            catalog: {database: db}
            max-rejects: 9
            """;

    private static final String GOOD = "{\"k\":1,\"n\":1.5,\"at\":1,\"items\":[{\"p\":1}]}";
    private static final String NAN = "{\"k\":2,\"n\":NaN,\"at\":2,\"items\":[{\"p\":2},{\"p\":3}]}";
    private static final String NONE = "no record";
    private static final String LATER = "{\"k\":3,\"n\":3.5,\"at\":3,\"items\":[]}";
    private static final String[] RECORDS = {GOOD, NAN, NONE, LATER};

    private static final String NOTHING_LEFT =
            "No record that run RUN rejected is shown as it wrote it: there were none, or they were replayed or replaced"
                    + " since. Nothing was published.\n";

    private Program program;
    private SparkSession spark;

    @BeforeEach
    void start(SparkSession session, @TempDir Path folder) {
        spark = session;
        program = new Program(folder, session);
    }

    private static String lenient(String job) {
        return job.replace("path: in", "path: in, lenient: [nan]");
    }

    private Program.Outcome replay(String run, String... more) {
        String[] arguments = new String[4 + more.length];
        System.arraycopy(new String[] {"replay", "job.yaml", run, "--quiet"}, 0, arguments, 0, 4);
        System.arraycopy(more, 0, arguments, 4, more.length);
        return program.execute(arguments);
    }

    /** The runs that left a report, the first one first. */
    private String run(int number) {
        return program.reports("out").get(number).get("run").asText();
    }

    private JsonNode lastReport() {
        List<JsonNode> reports = program.reports("out");
        return reports.get(reports.size() - 1);
    }

    /** The sorted rows of a table as readers of the catalog find them, without where they were loaded. */
    private List<String> rows(String target, String table, String... columns) {
        CatalogTable shown = program.published(target, "db", table);
        List<Partition> loads =
                program.catalog(target).partitions(shown.definition().name());
        boolean isDelta = shown.definition().format() == TableFormat.DELTA;
        if (!isDelta && shown.definition().partitionKeys().contains("load") && loads.isEmpty()) {
            return List.of();
        }
        Dataset<Row> rows = isDelta || loads.isEmpty()
                ? program.rows(spark, shown)
                : spark.read()
                        .schema(shown.definition().columns())
                        .parquet(loads.stream().map(Partition::location).toArray(String[]::new));
        Dataset<Row> chosen = columns.length == 0 ? rows : rows.selectExpr(columns);
        return chosen.collectAsList().stream()
                .map(Row::toString)
                .map(program::plain)
                .sorted()
                .toList();
    }

    private List<String> loads(String table) {
        return program.catalog("out").partitions(new TableName("db", table)).stream()
                .map(load -> load.values().values().get(0))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"append", "delta", "merge", "history", "replace", "partitions"})
    void whatIsGoodAfterACorrectionOfTheJobHasTheRowsThatItWouldHaveHad(String mode) {
        Map<String, String> jobs = Map.of(
                "append",
                APPEND,
                "delta",
                DELTA,
                "merge",
                MERGE,
                "history",
                HISTORY,
                "replace",
                REPLACE,
                "partitions",
                PARTITIONS);
        String job = jobs.get(mode);
        program.runJob(lenient(job).replace("path: out", "path: clean"), RECORDS);
        program.runJob(job, RECORDS);
        assertThat(rows("out", "o", "k")).containsExactly("[1]", "[3]");
        assertThat(rows("out", "o__rejects", "raw", "reason"))
                .containsExactly("[" + NONE + ",MALFORMED]", "[" + NAN + ",MALFORMED]");

        program.write("job.yaml", lenient(job));
        replay(run(0)).succeeded();

        assertThat(rows("out", "o")).isEqualTo(rows("clean", "o")).hasSize(3);
        assertThat(rows("out", "o_items")).isEqualTo(rows("clean", "o_items")).hasSize(3);
        assertThat(rows("out", "o__rejects", "raw", "reason", "position"))
                .containsExactly("[" + NONE + ",MALFORMED," + (GOOD.length() + NAN.length() + 2) + "]");
        assertThat(lastReport().get("notes").get(0).asText())
                .isEqualTo("This run takes up again what run " + run(0) + " rejected: 2 records.");
        program.execute("verify", "job.yaml").succeeded();
    }

    @Test
    void aRecordThatIsRejectedAgainHasBothReasonsAndIsOfTheRunThatTriedItLast() {
        program.runJob(APPEND, RECORDS);
        String first = detailOfNone();
        program.write("job.yaml", lenient(APPEND));
        assertThat(replay(run(0)).succeeded().out()).contains("rejected 1 of 2 records\n");

        assertThat(lastReport().get("records")).hasToString("{\"read\":2,\"loaded\":1,\"rejected\":1}");
        assertThat(rows("out", "o__rejects", "raw", "reason", "file"))
                .containsExactly("[" + NONE + ",MALFORMED,DIR/in/part.json]");
        String second = detailOfNone();
        String again = "; run RUN rejected it as MALFORMED: " + first;
        // With NaN allowed, the reason is told in other words.
        assertThat(second).startsWith("Unrecognized token 'no'").contains("NaN").endsWith(again);
        assertThat(loads("o__rejects")).containsExactly(run(1));
        assertThat(loads("o")).containsExactly(run(0), run(1));

        assertThat(replay(run(0))).isEqualTo(new Program.Outcome(0, NOTHING_LEFT, ""));
        replay(run(1)).succeeded();
        assertThat(rows("out", "o", "k")).containsExactly("[1]", "[2]", "[3]");
        assertThat(detailOfNone())
                .isEqualTo(second.replace(again, "") + "; run RUN rejected it as MALFORMED: " + second);
    }

    private String detailOfNone() {
        return rows("out", "o__rejects", "raw", "detail").stream()
                .filter(row -> row.startsWith("[" + NONE + ","))
                .map(row -> row.substring(NONE.length() + 2, row.length() - 1))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aRollbackBringsTheRejectedRecordsBackAndTheyAreReplayedOnceMore() {
        program.runJob(APPEND, RECORDS);
        program.write("job.yaml", lenient(APPEND));
        replay(run(0)).succeeded();
        program.execute("rollback", "job.yaml", run(0)).succeeded();
        assertThat(rows("out", "o", "k")).containsExactly("[1]", "[3]");
        assertThat(rows("out", "o__rejects", "raw")).containsExactly("[" + NONE + "]", "[" + NAN + "]");

        replay(run(0)).succeeded();
        assertThat(rows("out", "o", "k")).containsExactly("[1]", "[2]", "[3]");
        assertThat(rows("out", "o__rejects", "raw")).containsExactly("[" + NONE + "]");
    }

    @ParameterizedTest
    @CsvSource({"append", "delta"})
    void recordsOfOtherRunsStayAsTheyAre(String format) {
        String job = format.equals("delta") ? DELTA : APPEND;
        String other = NAN.replace("\"k\":2", "\"k\":4");
        program.runJob(job, GOOD, NAN, "first");
        program.runJob(job, LATER, other, "second");
        program.write("job.yaml", lenient(job));
        program.write("in/part.json", GOOD, NAN, "first");
        replay(run(0)).succeeded();
        assertThat(rows("out", "o", "k")).containsExactly("[1]", "[2]", "[3]");
        assertThat(rows("out", "o__rejects", "raw")).containsExactly("[first]", "[second]", "[" + other + "]");
    }

    @Test
    void anOlderStateOfADocumentDoesNotTakeThePlaceOfALaterOne() {
        program.runJob(MERGE, RECORDS);
        program.runJob(lenient(MERGE), "{\"k\":2,\"n\":9.5,\"at\":5,\"items\":[{\"p\":9}]}");
        program.write("in/part.json", RECORDS);
        replay(run(0)).succeeded();
        assertThat(rows("out", "o", "k", "n", "at")).containsExactly("[1,1.5,1]", "[2,9.5,5]", "[3,3.5,3]");
        assertThat(rows("out", "o_items", "k", "`items.val.p`")).containsExactly("[1,1]", "[2,9]");
    }

    @Test
    void idsWithoutAKeyGoOnAfterThoseThatAreThere() {
        String job = APPEND.replace(", key: [k]", "");
        program.runJob(job, RECORDS);
        program.write("job.yaml", lenient(job));
        replay(run(0)).succeeded();
        assertThat(rows("out", "o", "k", "items")).containsExactly("[1,1]", "[2,3]", "[3,2]");
        assertThat(rows("out", "o_items", "id", "index", "`items.val.p`"))
                .containsExactly("[1,0,1]", "[3,0,2]", "[3,1,3]");
    }

    @Test
    void rowsThatAreLoadedAsTheyAreAreReplayedToo() {
        program.runJob(FLAT, "{\"k\":1,\"n\":1}", "{\"n\":2,\"at\":2}", "{\"k\":3,\"n\":\"x\"}", "{\"k\":4}");
        assertThat(rows("out", "orders__rejects", "reason")).containsExactly("[MISSING_FIELD]", "[SCHEMA_MISMATCH]");
        program.write("job.yaml", FLAT.replace("required: [k]", "required: [n]"));
        replay(run(0)).succeeded();
        assertThat(rows("out", "orders")).containsExactly("[1,1.0,null]", "[4,null,null]", "[null,2.0,2]");
        assertThat(rows("out", "orders__rejects", "reason", "detail"))
                .containsExactly("[SCHEMA_MISMATCH,a value that its column's type cannot hold; run RUN rejected it as"
                        + " SCHEMA_MISMATCH: a value that its column's type cannot hold]");
    }

    @Test
    void correctedRecordsTakeThePlaceOfTheRejectedOnesInTheirOrder() {
        program.runJob(APPEND, RECORDS);
        program.write("corrected.json", "", " " + NAN.replace("NaN", "2.5"), "still none");
        assertThat(replay(run(0), "--corrected", "corrected.json").succeeded().out())
                .contains("rejected 1 of 2 records\n");
        assertThat(rows("out", "o", "k", "n")).containsExactly("[1,1.5]", "[2,2.5]", "[3,3.5]");
        List<String> rejected = rows("out", "o__rejects", "raw", "file", "detail");
        assertThat(rejected).hasSize(1);
        assertThat(rejected.get(0))
                .startsWith("[still none,DIR/corrected.json,")
                .contains("; run RUN rejected it as MALFORMED: ");
    }

    @Test
    void aCorrectedFileHasALineForEachRejectedRecord() {
        program.runJob(APPEND, RECORDS);
        program.write("corrected.json", NAN.replace("NaN", "2.5"));
        assertThat(replay(run(0), "--corrected", "corrected.json"))
                .isEqualTo(new Program.Outcome(
                        64,
                        "",
                        "relata: Cannot take corrected records (DIR/corrected.json): it has 1 lines, and 2 records were"
                                + " rejected. Write a line for each; one that cannot be corrected, as it was: it stays"
                                + " rejected.\n"));
        String third = NAN.replace("NaN", "3.5").replace("\"k\":2", "\"k\":5");
        program.write("corrected.json", NAN.replace("NaN", "2.5"), third, "none");
        replay(run(0), "--corrected", "corrected.json").succeeded();
        assertThat(rows("out", "o", "k")).containsExactly("[1]", "[2]", "[3]", "[5]");
        assertThat(rows("out", "o__rejects", "raw", "reason")).containsExactly("[none,MALFORMED]");
        assertThat(rows("out", "o__rejects", "detail").get(0)).doesNotContain("rejected it as");
    }

    @Test
    void aCorrectedFileIsNoneOfTheSources() {
        program.runJob(APPEND, RECORDS);
        program.write("in/corrected.json", NAN.replace("NaN", "2.5"));
        assertThat(replay(run(0), "--corrected", "in/corrected.json"))
                .isEqualTo(refused("--corrected DIR/in/corrected.json): it is a file of source orders, whose next run"
                        + " would load it once more. Move it outside of the source, or run the job without replaying"));
    }

    @Test
    void filesThatChangedSinceAreNotGuessedAt() {
        program.runJob(APPEND, RECORDS);
        program.write("in/part.json", GOOD, NAN.replace("NaN", "22"), NONE, LATER);
        Map<String, String> before = program.snapshot("out/_relata/catalog");
        Program.Outcome refused = replay(run(0));
        assertThat(refused.exitCode()).isOne();
        assertThat(refused.err())
                .endsWith(
                        "relata: Cannot replay run RUN (source orders): of the 2 records that it rejected, 0 are where"
                                + " they were: files have changed since, are read in another way, or hold documents of which more"
                                + " than one record was lost. Nothing was published. Write the records, corrected, one a line to"
                                + " a file outside of the source, and name it with --corrected.\n");
        assertThat(program.snapshot("out/_relata/catalog")).isEqualTo(before);
    }

    @Test
    void aFileThatIsGoneIsTold() throws IOException {
        program.runJob(APPEND, RECORDS);
        program.write("in/other.json", LATER);
        Files.delete(program.path("in/part.json"));
        Program.Outcome refused = replay(run(0));
        assertThat(refused.exitCode()).isOne();
        assertThat(refused.err())
                .endsWith("relata: Cannot replay run RUN (DIR/in/part.json): source orders has no such file now, and"
                        + " records of it were rejected. Bring it back as it was, or write the records, corrected, one a"
                        + " line to a file outside of the source, and name it with --corrected.\n");
    }

    @Test
    void whatCannotBeReplayedWithoutDoublingIsRefused() {
        program.runJob(MERGE, RECORDS);
        program.write("job.yaml", MERGE.replace(", order-by: [at]", ""));
        assertThat(replay(run(0)))
                .isEqualTo(refused("source orders): without order-by the document that is read later counts, and these"
                        + " would come in place of later ones. Name order-by, or write the records, corrected, to a new"
                        + " file of the source and run the job"));
        program.write("job.yaml", MERGE.replace("job: orders", "job: others"));
        assertThat(replay(run(0)))
                .isEqualTo(refused("DIR/out/_relata/runs): job others has no run of this id. Give the id of one of its"
                        + " runs: ./relata runs tells them"));
        program.write("job.yaml", REPLACE);
        assertThat(replay(run(0), "--corrected", "in/part.json"))
                .isEqualTo(refused("--corrected): with mode: replace every run reads all files again. Correct the"
                        + " records where they are, and leave out --corrected"));
    }

    @Test
    void aReplayThatDiesLoadsItsRecordsOnce() throws Exception {
        program.runJob(APPEND, RECORDS);
        program.write("job.yaml", lenient(APPEND));
        String job = program.path("job.yaml").toString();
        for (String point : List.of("staged:1=halt", "registered:2=halt")) {
            ForkedJava.in(program.path("."))
                    .property(Failpoint.PROPERTY, point)
                    .run(Main.class, Failpoint.HALTED, List.of("replay", job, run(0), "--quiet"));
        }
        program.execute("recover", "job.yaml").succeeded();
        replay(run(0)).succeeded();
        assertThat(rows("out", "o", "k")).containsExactly("[1]", "[2]", "[3]");
        assertThat(rows("out", "o_items", "index")).containsExactly("[0]", "[0]", "[1]");
        assertThat(rows("out", "o__rejects", "raw")).containsExactly("[" + NONE + "]");
    }

    private static Program.Outcome refused(String rest) {
        return new Program.Outcome(64, "", "relata: Cannot replay run RUN (" + rest + ".\n");
    }
}
