package io.relata.jobs;

import static io.relata.testing.TableAssert.assertThatTable;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.relata.CatalogTable;
import io.relata.TableFormat;
import io.relata.TableName;
import io.relata.testing.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class RunCommandTest {

    private static final String JOB = """
            job: shop
            sources:
              orders: {path: orders.json}
              people: {path: people.json}
            relationalize: {source: orders, root: orders}
            target: {path: out}
            catalog: {database: shop}
            """;

    private Program program;
    private SparkSession spark;

    @BeforeEach
    void start(SparkSession session, @TempDir Path folder) {
        spark = session;
        program = new Program(folder, session, Map.of("TOWN_FILE", "towns.json"));
        program.write(
                "orders.json", "{\"no\": 1, \"by\": {\"id\": 7}, \"items\": [{\"sku\": \"x\"}, {\"sku\": \"y\"}]}");
        program.write("people.json", "{\"id\": 7, \"name\": \"Ada\"}", "{\"id\": 8, \"name\": \"Bo\"}");
    }

    @Test
    void publishesTheTablesOfEverySource() {
        assertThat(run(JOB)).isEqualTo(new Program.Outcome(0, """
                        orders                                                  1 rows    1 files SIZE
                          orders_items                                          2 rows    1 files SIZE   id = orders.items
                        people                                                  2 rows    1 files SIZE
                        report: DIR/out/_relata/runs/RUN.report.json
                        page: DIR/out/_relata/runs/RUN.report.html
                        """, ""));
        assertThat(program.catalog("out").tables("shop"))
                .containsExactly(
                        new TableName("shop", "orders"),
                        new TableName("shop", "orders_items"),
                        new TableName("shop", "people"));
        assertThatTable(program.rows(spark, program.published("out", "shop", "people")))
                .hasRows(row(7L, "Ada"), row(8L, "Bo"));
        JsonNode report = program.reports("out").get(0);
        assertThat(program.plain(report.get("inputs").toString()))
                .isEqualTo("[\"DIR/orders.json\",\"DIR/people.json\"]");
    }

    @Test
    void settingsReplaceValuesAndTheLastOneWins() {
        program.write("jobs/job.yaml", JOB.replace("path: ", "path: ../"));
        Program.Outcome outcome = program.execute(
                "run",
                "jobs/job.yaml",
                "--quiet",
                "--set",
                "target.path=lost",
                "--set",
                "target.path=elsewhere",
                "--set",
                "tables.orders.rename.`by.id`=buyer",
                "--set",
                "catalog.database=other");
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(program.folders("")).containsExactly("elsewhere", "jobs", "orders.json", "people.json");
        assertThat(Program.columns(program.published("elsewhere", "other", "orders")))
                .containsExactly("buyer bigint", "items bigint", "no bigint");
    }

    @Test
    void aSettingOfAnUnknownKeyIsRefused() {
        program.write("job.yaml", JOB);
        assertThat(program.execute("run", "job.yaml", "--set", "target.pth=x"))
                .isEqualTo(new Program.Outcome(64, "", "relata: --set target.pth: unknown key. Did you mean path?\n"));
    }

    @Test
    void aFlatSourceAloneBecomesOneTable() {
        assertThat(run("""
                        job: flat
                        sources: {people: {path: people.json}}
                        target: {path: out}
                        catalog: {database: flat}
                        """)).isEqualTo(new Program.Outcome(0, """
                        people                                                  2 rows    1 files SIZE
                        report: DIR/out/_relata/runs/RUN.report.json
                        page: DIR/out/_relata/runs/RUN.report.html
                        """, ""));
        assertThat(program.folders("out")).containsExactly("_relata", "people");
    }

    @Test
    void malformedRecordsOfAFlatSourceFailTheRun() {
        program.write("people.json", "{\"id\": 7, \"name\": \"Ada\"}", "broken");
        assertThat(run(JOB)).isEqualTo(new Program.Outcome(4, "", """
                        report: DIR/out/_relata/runs/RUN.report.json
                        page: DIR/out/_relata/runs/RUN.report.html
                        relata: Cannot load shop (DIR/people.json, byte 25): 1 of 3 records were rejected and 0 may be; the\
                         first is MALFORMED. Correct the records, or allow more with max-rejects in the job file or\
                         --max-rejects.
                        """));
        assertNothingIsPublished();
    }

    @Test
    void whatIsSaidOfAFlatTableIsNeverPassedOverInSilence() {
        assertThat(run(JOB + "tables: {people: {name: persons, rename: {name: full_name}}}\n"))
                .isEqualTo(new Program.Outcome(64, "", """
                        report: DIR/out/_relata/runs/RUN.report.json
                        page: DIR/out/_relata/runs/RUN.report.html
                        relata: Cannot shape table people (tables.people): its source is not relationalized, and such a\
                         table takes files and, for merging, key, order-by and delete-when. Name the source under\
                         relationalize, or shape the table by a query under derive.
                        """));
        assertNothingIsPublished();
    }

    @Test
    void derivedTablesAreQueriesOverTheTablesOfTheRun() {
        program.write(
                "sql/lines.sql",
                "SELECT o.no, o.`by.id` AS buyer, i.`items.val.sku` AS sku",
                "FROM orders o JOIN orders_items i ON o.items = i.id");
        program.write("sql/names.sql", "SELECT l.sku, p.name FROM lines l JOIN people p ON l.buyer = p.id");
        Program.Outcome outcome = run(JOB + "derive: {lines: {sql: sql/lines.sql}, names: {sql: sql/names.sql}}\n");
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThatTable(program.rows(spark, program.published("out", "shop", "lines")))
                .hasRows(row(1L, 7L, "x"), row(1L, 7L, "y"));
        assertThatTable(program.rows(spark, program.published("out", "shop", "names")))
                .hasRows(row("x", "Ada"), row("y", "Ada"));
        assertThat(program.reports("out").get(0).get("tables").findValuesAsText("location"))
                .hasSize(5);
    }

    @Test
    void derivedTablesOfADeltaTargetAreDeltaTablesToo() {
        program.write("names.sql", "SELECT upper(name) AS name FROM people;", "");
        Program.Outcome outcome = run("""
                job: flat
                sources: {people: {path: people.json}}
                derive: {names: {sql: names.sql}}
                target: {path: out, format: delta}
                catalog: {database: shop}
                """);
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        CatalogTable names = program.published("out", "shop", "names");
        assertThat(names.definition().format()).isEqualTo(TableFormat.DELTA);
        assertThatTable(program.rows(spark, names)).hasRows(row("ADA"), row("BO"));
    }

    @Test
    void aDerivedTableOfAnUnknownTableFailsTheRun() {
        program.write("wrong.sql", "SELECT * FROM nowhere");
        assertThat(run(JOB + "derive: {wrong: {sql: wrong.sql}}\n")).isEqualTo(new Program.Outcome(1, "", """
                        report: DIR/out/_relata/runs/RUN.report.json
                        page: DIR/out/_relata/runs/RUN.report.html
                        relata: Cannot derive table wrong (wrong.sql): [TABLE_OR_VIEW_NOT_FOUND] The table or view\
                         `nowhere` cannot be found. Verify the spelling and correctness of the schema and catalog. Correct the query; it is one SELECT\
                         and sees the tables of this run by their published names.
                        """));
        assertNothingIsPublished();
    }

    @Test
    void aDerivedTableThatIsNoSqlFailsTheRun() {
        program.write("wrong.sql", "SELEC 1");
        assertThat(run(JOB + "derive: {wrong: {sql: wrong.sql}}\n")).isEqualTo(new Program.Outcome(1, "", """
                        report: DIR/out/_relata/runs/RUN.report.json
                        page: DIR/out/_relata/runs/RUN.report.html
                        relata: Cannot derive table wrong (wrong.sql): [PARSE_SYNTAX_ERROR] Syntax error at or near\
                         '1': extra input '1' (line 1, position 6). Correct the query; it is one SELECT\
                         and sees the tables of this run by their published names.
                        """));
        assertNothingIsPublished();
    }

    @Test
    void aDerivedTableThatIsACommandIsNotRun() {
        program.write(
                "wrong.sql",
                "CREATE TABLE evil USING parquet LOCATION '" + program.path("evil") + "' AS SELECT 1 AS a");
        assertThat(run(JOB + "derive: {wrong: {sql: wrong.sql}}\n")).isEqualTo(new Program.Outcome(1, "", """
                        report: DIR/out/_relata/runs/RUN.report.json
                        page: DIR/out/_relata/runs/RUN.report.html
                        relata: Cannot derive table wrong (wrong.sql): [PARSE_SYNTAX_ERROR] Syntax error at or near\
                         'evil': missing ')' (line 1, position 13). Correct the query; it is one SELECT\
                         and sees the tables of this run by their published names.
                        """));
        assertNothingIsPublished();
        assertThat(program.path("evil")).doesNotExist();
    }

    @Test
    void aQueryThatFailsOnDataFailsTheRun() {
        program.write("wrong.sql", "SELECT raise_error('secret of the data') AS a FROM people");
        Program.Outcome outcome = run(JOB + "derive: {wrong: {sql: wrong.sql}}\n");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err())
                .startsWith(
                        "report: DIR/out/_relata/runs/RUN.report.json\npage: DIR/out/_relata/runs/RUN.report.html\nrelata: Cannot write table shop.wrong (DIR/out/wrong/RUN): ")
                .endsWith("Nothing was left at the location; the whole cause is in the log.\n")
                .doesNotContain("secret");
        assertNothingIsPublished();
    }

    @Test
    void aViewThatTheWarehouseRefusesLeavesTheTablesPublished() {
        program.write("good.sql", "SELECT count(*) AS n FROM shop.people");
        program.write("bad.sql", "SELECT nothing FROM shop.people");
        assertThat(run(JOB + """
                        warehouse:
                          type: duckdb
                          external-schema: shop
                          materialized-views: {good: {sql: good.sql}, bad: {sql: bad.sql}}
                        """)).isEqualTo(new Program.Outcome(1, "", """
                        report: DIR/out/_relata/runs/RUN.report.json
                        page: DIR/out/_relata/runs/RUN.report.html
                        relata: The tables are published, and 1 of 2 materialized views are not refreshed (bad):\
                         Cannot refresh materialized view bad (DuckDB file DIR/out/_relata/warehouse.duckdb):\
                         Binder Error: Referenced column "nothing" not found in FROM clause! Candidate bindings: "name".\
                         Correct the view's SQL. Correct what failed and run again; until then these views show what they\
                         showed before.
                        """));
        assertThat(program.catalog("out").tables("shop")).hasSize(3);
        JsonNode report = program.reports("out").get(0);
        assertThat(report.get("outcome").asText()).isEqualTo("FAILED");
        assertThat(report.get("exitCode").asInt()).isEqualTo(1);
        assertThat(report.get("views").get(0)).hasToString("{\"name\":\"good\",\"rows\":1}");
        assertThat(report.get("views").findValuesAsText("failure")).hasSize(1);
    }

    @Test
    void questionsAreAnsweredInTheReportAndOneThatFailsLeavesTheRunAsItIs() throws IOException {
        program.write("questions/people.sql", "SELECT name, id, NULL AS nothing FROM people_view ORDER BY id DESC");
        program.write("questions/bad.sql", "SELECT nothing FROM shop.people");
        program.write(
                "questions/many.sql", "SELECT n FROM range(150000) AS r(n) WHERE n % 100 = 0 ORDER BY n % 700 DESC, n");
        program.write("view.sql", "SELECT * FROM shop.people");
        Program.Outcome outcome = run(JOB + """
                        warehouse:
                          type: duckdb
                          external-schema: shop
                          materialized-views: {people_view: {sql: view.sql}}
                          questions:
                            bad: {sql: questions/bad.sql}
                            people: {sql: questions/people.sql, title: "Who is <here>?", chart: bar}
                            many: {sql: questions/many.sql}
                        """);
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).endsWith("""
                        question bad was not answered; the report says why
                        report: DIR/out/_relata/runs/RUN.report.json
                        page: DIR/out/_relata/runs/RUN.report.html
                        """);
        assertThat(program.catalog("out").tables("shop")).hasSize(3);
        JsonNode report = program.reports("out").get(0);
        assertThat(report.get("outcome").asText()).isEqualTo("DONE");
        String failure = "Cannot run a query (SELECT nothing FROM shop.people): Binder Error: Referenced column"
                + " \"nothing\" not found in FROM clause! Candidate bindings: \"name\". Correct the query.";
        assertThat(report.get("questions").get(0).get("failure").asText()).isEqualTo(failure);
        assertThat(report.get("questions").get(1))
                .hasToString("{\"name\":\"people\",\"title\":\"Who is <here>?\",\"chart\":\"BAR\",\"allRows\":2,"
                        + "\"allColumns\":3,\"columns\":[\"name\",\"id\",\"nothing\"],"
                        + "\"rows\":[[\"Bo\",\"8\",null],[\"Ada\",\"7\",null]]}");
        JsonNode many = report.get("questions").get(2);
        assertThat(many.get("allRows").asInt()).isEqualTo(1_500);
        assertThat(many.get("rows")).hasSize(1_000);
        assertThat(many.get("rows").get(0)).hasToString("[\"600\"]");
        assertThat(many.get("rows").get(213)).hasToString("[\"149700\"]");
        assertThat(many.get("rows").get(214)).hasToString("[\"500\"]");
        assertThat(Files.readString(
                        program.path("out/_relata/runs/" + report.get("run").asText() + ".report.html")))
                .contains(
                        "<h3>bad</h3>",
                        "<h3>Who is &lt;here&gt;?</h3>",
                        "Not answered: " + failure.replace("\"", "&quot;"),
                        "<title>Bo, id: 8</title>",
                        "<th scope=\"row\">Ada</th>");
    }

    @Test
    void aFailedRunHasAPageToo() throws IOException {
        program.write("orders.json", "broken");
        assertThat(run(JOB).exitCode()).isEqualTo(4);
        String run = program.reports("out").get(0).get("run").asText();
        assertThat(Files.readString(program.path("out/_relata/runs/" + run + ".report.html")))
                .contains("<strong>failed</strong>, exit code 4", "1 of 1 records were rejected and 0 may be");
    }

    @Test
    void progressAsJsonIsAnObjectOnEachLine() throws JsonProcessingException {
        program.write("job.yaml", JOB);
        Program.Outcome outcome = program.execute("run", "job.yaml", "--log-format", "json");
        assertThat(outcome.exitCode()).isZero();
        List<String> events = new ArrayList<>();
        for (String line : outcome.err().split("\n", -1)) {
            if (!line.isEmpty()) {
                JsonNode event = new ObjectMapper().readTree(line);
                events.add(event.get("event").asText() + " " + event.get("number") + " "
                        + event.get("step").asText());
            }
        }
        assertThat(events)
                .containsExactly(
                        "step-started 1 survey",
                        "step-ended 1 survey",
                        "step-started 2 plan",
                        "step-ended 2 plan",
                        "step-started 3 shred",
                        "step-ended 3 shred",
                        "step-started 4 derive",
                        "step-ended 4 derive",
                        "step-started 5 publish",
                        "step-ended 5 publish",
                        "step-started 6 refresh",
                        "step-ended 6 refresh");
    }

    @Test
    void aFailedRunTellsProgramsItsErrorOnceWithRunJobAndStep() throws JsonProcessingException {
        program.write("orders.json", "broken");
        program.write("job.yaml", JOB);
        Program.Outcome outcome = program.execute("run", "job.yaml", "--log-format", "json", "--quiet");
        assertThat(outcome.exitCode()).isEqualTo(4);
        JsonNode event = new ObjectMapper().readTree(outcome.err());
        JsonNode report = program.reports("out").get(0);
        assertThat(outcome.err().lines()).hasSize(1);
        assertThat(event.get("event").asText()).isEqualTo("run-failed");
        assertThat(event.get("job")).isEqualTo(report.get("job"));
        assertThat(event.get("step").asText()).isEqualTo("plan");
        assertThat(event.get("message").asText())
                .isEqualTo(program.plain(report.get("error").asText()));
        assertThat(event.get("exitCode").asInt()).isEqualTo(4);
        assertThat(event.get("report").asText()).isEqualTo("DIR/out/_relata/runs/RUN.report.json");
    }

    @Test
    void whatFailsBeforeARunIsAnObjectToo() throws JsonProcessingException {
        program.write("job.yaml", "job: a b");
        Program.Outcome outcome = program.execute("run", "job.yaml", "--log-format", "json");
        assertThat(outcome.exitCode()).isEqualTo(64);
        assertThat(outcome.err().lines()).hasSize(1);
        JsonNode event = new ObjectMapper().readTree(outcome.err());
        assertThat(event.get("event").asText()).isEqualTo("error");
        assertThat(event.get("message").asText()).contains("a name of 1 to 128 letters");
        assertThat(event.get("exitCode").asInt()).isEqualTo(64);
    }

    @Test
    void aFailedStepIsNamedInTheProgress() {
        program.write("orders.json", "broken");
        program.write("job.yaml", JOB);
        assertThat(program.execute("run", "job.yaml")).isEqualTo(new Program.Outcome(4, "", """
                        [1/6] survey ...
                        [1/6] survey  0.0 s
                        [2/6] plan ...
                        [2/6] plan  failed after 0.0 s
                        report: DIR/out/_relata/runs/RUN.report.json
                        page: DIR/out/_relata/runs/RUN.report.html
                        relata: Cannot load shop (DIR/orders.json, byte 0): 1 of 1 records were rejected and 0 may be; the first\
                         is MALFORMED. Correct the records, or allow more with max-rejects in the job file or\
                         --max-rejects.
                        """));
    }

    @Test
    void aTerminalSeesOneLinePerStep() {
        program.write("job.yaml", JOB);
        Program.Outcome outcome = program.executeOnTerminal("run", "job.yaml");
        assertThat(outcome.err()).startsWith("\r\u001b[K\u001b[?7l[1/6] survey ...\u001b[?7h\r\u001b[K");
        assertThat(outcome.err().split("\n", -1)).as("lines that stay").hasSize(7);
    }

    @Test
    void variablesComeFromTheEnvironment() {
        program.write("towns.json", "{\"town\": \"Oslo\"}");
        assertThat(run(JOB.replace("path: people.json", "path: \"${TOWN_FILE}\""))
                        .exitCode())
                .isZero();
        assertThatTable(program.rows(spark, program.published("out", "shop", "people")))
                .hasRows(row("Oslo"));
    }

    private Program.Outcome run(String job) {
        program.write("job.yaml", job);
        return program.execute("run", "job.yaml", "--quiet");
    }

    private void assertNothingIsPublished() {
        assertThat(program.catalog("out").tables("shop")).isEmpty();
        assertThat(program.folders("out")).containsExactly("_relata");
        assertThat(program.files("out/_relata")).containsExactly("runs/RUN.report.html", "runs/RUN.report.json");
        assertThat(program.reports("out").get(0).get("outcome").asText()).isEqualTo("FAILED");
    }

    private static Row row(Object... values) {
        return RowFactory.create(values);
    }
}
