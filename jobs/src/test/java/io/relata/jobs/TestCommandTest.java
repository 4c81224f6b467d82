package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.testing.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code relata test}: what a job's author expects of its input, and what comes of it. */
@Tag("any-spark")
@ExtendWith(SparkExtension.class)
class TestCommandTest {

    private static final String JOB = """
            job: shop
            sources:
              orders:
                path: nowhere
                schema: "id BIGINT, price DECIMAL(10,2), at TIMESTAMP, items ARRAY<STRING>"
            relationalize: {source: orders, root: o}
            target: {path: out}
            catalog: {type: glue, database: db, region: eu-west-1}
            max-rejects: 1
            """;

    private Program program;

    @BeforeEach
    void start(SparkSession session, @TempDir Path folder) {
        program = new Program(folder, session);
        program.write("job.yaml", JOB);
    }

    private List<String> expected(String test, String table) throws IOException {
        return Files.readAllLines(program.path("tests/" + test + "/expected/" + table + ".jsonl"));
    }

    private void firstTest() {
        program.write(
                "tests/first/input/orders.json",
                "{\"id\": 10, \"price\": 1.50, \"at\": \"2026-01-02T03:04:05.000006Z\", \"items\": [\"b\", \"a\"]}",
                "{\"id\": 9, \"price\": 3}");
        program.execute("test", "job.yaml", "--update").succeeded();
    }

    @Test
    void whatComesOfInputIsWrittenDownAndHoldsFromThenOn() throws IOException {
        program.write(
                "tests/a [1]/input/orders/one.json",
                "{\"id\": 10, \"price\": 1.50, \"at\": \"2026-01-02T03:04:05.000006Z\", \"items\": [\"b\", \"a\"]}",
                "{\"id\": 9, \"price\": 3}");
        program.write("tests/a [1]/input/orders/two.json", "{\"id\": 11, \"price\": \"dear\"}");

        assertThat(program.execute("test", ".")).isEqualTo(new Program.Outcome(3, """
                FAILED a [1]
                  table o was written, and nothing is expected of it
                  table o__rejects was written, and nothing is expected of it
                  table o_items was written, and nothing is expected of it
                """, ""));
        assertThat(program.execute("test", "job.yaml", "--update"))
                .isEqualTo(new Program.Outcome(0, "updated a [1]\n", ""));
        assertThat(expected("a [1]", "o"))
                .containsExactly(
                        "{\"id\":\"bigint\",\"price\":\"decimal(10,2)\",\"at\":\"timestamp\",\"items\":\"bigint\"}",
                        "{\"id\":9,\"price\":3}",
                        "{\"id\":10,\"price\":1.5,\"at\":\"2026-01-02T03:04:05.000006Z\",\"items\":1}");
        assertThat(expected("a [1]", "o_items"))
                .containsExactly(
                        "{\"id\":\"bigint\",\"index\":\"int\",\"items.val\":\"string\"}",
                        "{\"id\":1,\"index\":0,\"items.val\":\"b\"}",
                        "{\"id\":1,\"index\":1,\"items.val\":\"a\"}");
        assertThat(expected("a [1]", "o__rejects").get(1)).contains("\"file\":\"input/orders/two.json\"");
        assertThat(program.execute("test", "job.yaml")).isEqualTo(new Program.Outcome(0, "ok a [1]\n", ""));
    }

    @Test
    void rowsThatDifferAreShownAndToldToBuildServers() throws IOException {
        firstTest();
        program.write("tests/second/input/orders.json", "{\"id\": 1}");
        program.execute("test", "job.yaml", "--case", "second", "--update").succeeded();
        Path table = program.path("tests/first/expected/o.jsonl");
        Files.writeString(
                table, Files.readString(table).replace("1.5,", "1.50,").replace("9", "8"));
        Files.writeString(program.path("tests/first/expected/o_items.jsonl"), "{\"id\":\"int\",\"index\":\"int\"}\n");

        assertThat(program.execute("test", "job.yaml", "--junit", "out/junit.xml"))
                .isEqualTo(new Program.Outcome(3, """
                        FAILED first
                          table o: rows expected and missing 1, rows found and not expected 1
                               id  price  at    items
                            -  --  -----  ----  -----
                            -  8   3      null  null
                            +  9   3      null  null
                          table o_items: its columns differ
                            column     expected  found
                            ---------  --------  ------
                            id         int       bigint
                            items.val  null      string
                        ok second
                        """, ""));
        assertThat(Files.readString(program.path("out/junit.xml")).replaceAll("time=\"[0-9.]+\"", "time=\"T\""))
                .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
                        + "<testsuite name=\"shop\" tests=\"2\" failures=\"1\" errors=\"0\" skipped=\"0\" time=\"T\">"
                        + "<testcase classname=\"shop\" name=\"first\" time=\"T\"><failure message=\"table o: rows"
                        + " expected and missing 1, rows found and not expected 1\">table o: rows")
                .endsWith("</failure></testcase>"
                        + "<testcase classname=\"shop\" name=\"second\" time=\"T\"></testcase></testsuite>");
        assertThat(program.execute("test", "job.yaml", "--case", "second").exitCode())
                .isZero();
    }

    @Test
    void theOrderOfColumnsAndTheNumberOfEqualRowsCount() throws IOException {
        program.write("tests/twins/input/orders.json", "{\"id\": 1}", "{\"id\": 1}");
        program.write(
                "tests/twins/expected/o.jsonl",
                "{\"id\":\"bigint\",\"price\":\"decimal(10,2)\",\"at\":\"timestamp\",\"items\":\"bigint\"}",
                "{ \"price\": null, \"id\": 1.0 }");
        program.write(
                "tests/twins/expected/o_items.jsonl", "{\"index\":\"int\",\"id\":\"bigint\",\"items.val\":\"string\"}");

        assertThat(program.execute("test", "job.yaml").out()).isEqualTo("""
                FAILED twins
                  table o: rows expected and missing 0, rows found and not expected 1
                       id  price  at    items
                    -  --  -----  ----  -----
                    +  1   null   null  null
                  table o_items: the order of its columns differs
                """);
    }

    @Test
    void runsFollowEachOther() throws IOException {
        program.write("tests/days/settings", "# both stay", "", "target.mode=append");
        program.write("tests/days/input-1/orders.json", "{\"id\": 1, \"items\": [\"a\"]}");
        program.write("tests/days/input-2/orders.json", "{\"id\": 2, \"items\": [\"b\"]}");
        program.execute("test", "job.yaml", "--update").succeeded();

        assertThat(expected("days", "o_items"))
                .containsExactly(
                        "{\"id\":\"bigint\",\"index\":\"int\",\"items.val\":\"string\",\"load\":\"string\"}",
                        "{\"id\":1,\"index\":0,\"items.val\":\"a\",\"load\":\"run-1\"}",
                        "{\"id\":2,\"index\":0,\"items.val\":\"b\",\"load\":\"run-2\"}");
        program.execute("test", "job.yaml").succeeded();
    }

    @Test
    void aFailureIsExpectedOnlyWhereSomebodySaysSo() throws IOException {
        program.write("tests/bad/input/orders.json", "{\"id\": 1}", "{", "}");
        String failure = "Cannot load shop (input/orders.json, byte 10): 2 of 3 records were rejected and 1 may be; the"
                + " first is MALFORMED. Correct the records, or allow more with max-rejects in the job file or"
                + " --max-rejects.";

        assertThat(program.execute("test", "job.yaml", "--update"))
                .isEqualTo(new Program.Outcome(3, """
                FAILED bad
                  the run failed: %s
                  If that is expected, make the file expected/failure and update again
                """.formatted(failure), ""));
        program.write("tests/bad/expected/failure", "another");
        assertThat(program.execute("test", "job.yaml")).isEqualTo(new Program.Outcome(3, """
                FAILED bad
                  the run failed: %s
                  expected was the failure: another
                """.formatted(failure), ""));
        program.execute("test", "job.yaml", "--update").succeeded();
        assertThat(Files.readString(program.path("tests/bad/expected/failure"))).isEqualTo(failure + "\n");
        program.execute("test", "job.yaml").succeeded();

        program.write("tests/bad/input/orders.json", "{\"id\": 1}");
        assertThat(program.execute("test", "job.yaml").out()).isEqualTo("""
                FAILED bad
                  the run succeeded
                  expected was the failure: %s
                """.formatted(failure));
    }

    @Test
    void inputThatDoesNotFitTheJobIsRefused() {
        assertThat(program.execute("test", "job.yaml"))
                .isEqualTo(new Program.Outcome(
                        64,
                        "",
                        "relata: Cannot test the job (DIR/tests): there is no folder of a test. Make one for each test, such"
                                + " as tests/empty/input.\n"));
        program.write("tests/one/expected/o.jsonl", "{}");
        assertThat(program.execute("test", "job.yaml").err())
                .isEqualTo("relata: Cannot test the job (DIR/tests/one): it has no folder input. Put the sources' files"
                        + " into input, or into input-1, input-2 and so on for runs that follow each other.\n");
        program.write("tests/one/input/order.json", "{}");
        assertThat(program.execute("test", "job.yaml").err())
                .isEqualTo(
                        "relata: Cannot test the job (DIR/tests/one): a run has no input of source orders. Make a folder"
                                + " of this name, or a file such as input/orders.json.\n");
        program.write("tests/one/input/orders.json", "{}");
        assertThat(program.execute("test", "job.yaml").err())
                .isEqualTo(
                        "relata: Cannot test the job (DIR/tests/one/input/order.json): the job has no source order. Name"
                                + " it as one of orders.\n");
        program.write("tests/one/input/orders.csv", "id");
        assertThat(program.execute("test", "job.yaml").err())
                .isEqualTo(
                        "relata: Cannot test the job (DIR/tests/one/input): two entries are of source orders. Put its"
                                + " files into one folder orders.\n");
        assertThat(program.execute("test", "job.yaml", "--case", "two").exitCode())
                .isEqualTo(64);
    }

    @Test
    void testsMayLieElsewhere() {
        program.write("elsewhere/far/input/orders.json", "{\"id\": 1}");

        assertThat(program.execute("test", "job.yaml", "--tests", "elsewhere", "--update"))
                .isEqualTo(new Program.Outcome(0, "updated far\n", ""));
        assertThat(program.path("elsewhere/far/expected/o.jsonl")).exists();
        assertThat(program.execute("test", "job.yaml", "--tests", "nowhere").err())
                .isEqualTo("relata: Cannot test the job (DIR/nowhere): it cannot be read or written"
                        + " (NoSuchFileException). Check the path, and that the user may read and write it.\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"games", "funnel", "sparkify"})
    void theReadyJobsPassTheirTests(String job) {
        assertThat(program.execute(
                        "test", Program.ROOT.resolve("jobs").resolve(job).toString()))
                .satisfies(outcome -> assertThat(outcome.exitCode())
                        .as(outcome.out() + outcome.err())
                        .isZero());
    }
}
