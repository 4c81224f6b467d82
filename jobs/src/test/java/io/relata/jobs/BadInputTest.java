package io.relata.jobs;

import static io.relata.testing.TableAssert.assertThatTable;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.relata.CatalogTable;
import io.relata.testing.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be loaded: a message of one line, an exit code, nothing published and nothing left behind. */
@ExtendWith(SparkExtension.class)
class BadInputTest {

    private static final String GOOD = "{\"id\": 1, \"items\": [{\"sku\": \"x\"}]}";

    private Program program;
    private SparkSession spark;

    @BeforeEach
    void start(SparkSession session, @TempDir Path folder) {
        spark = session;
        program = new Program(folder, session);
    }

    @Test
    void missingPath() {
        assertFails(
                "in.json",
                1,
                "Cannot read JSON (DIR/in.json): no file or folder has this name, and as a pattern it matches none."
                        + " Correct the path, or check that this run is allowed to list it.");
    }

    @Test
    void emptyFolder() throws IOException {
        Files.createDirectory(program.path("in"));
        assertFails(
                "in",
                1,
                "Cannot read JSON (DIR/in): it holds no file (names that start with _ or . do not count)."
                        + " Correct the path, or run again when the files have been written.");
    }

    @Test
    void zeroByteFile() throws IOException {
        Files.createFile(program.path("in.json"));
        assertFails(
                "in.json",
                1,
                "Cannot read JSON (DIR/in.json): its files hold no record, so its columns are unknown."
                        + " Give the schema of the records, or run again when there are some.");
    }

    @Test
    void malformedJson() {
        program.write("in.json", GOOD, "{\"id\": 2, \"items\": [", GOOD.replace('1', '3'));
        assertFails(
                "in.json",
                4,
                "Cannot load job (DIR/in.json, byte 35): 1 of 3 records were rejected and 0 may be; the first is"
                        + " MALFORMED. Correct the records, or allow more with max-rejects in the job file or"
                        + " --max-rejects.");
        JsonNode report = program.reports("out").get(0);
        assertThat(report.get("records")).hasToString("{\"read\":3,\"loaded\":2,\"rejected\":1}");
        assertThat(program.plain(report.get("rejects").toString()))
                .isEqualTo("[{\"reason\":\"MALFORMED\",\"records\":1,\"where\":\"DIR/in.json, byte 35\","
                        + "\"sample\":\"{\\\"xx\\\": 9, \\\"xxxxx\\\": [\"}]");
    }

    @Test
    void nothingButMalformedJson() {
        program.write("in.json", "this is", "no JSON");
        assertFails(
                "in.json",
                4,
                "Cannot load job (DIR/in.json, byte 0): 2 of 2 records were rejected and 0 may be; the first is MALFORMED."
                        + " Correct the records, or allow more with max-rejects in the job file or --max-rejects.");
    }

    @Test
    void recordsThatHaveNoColumn() {
        program.write("in.json", "{}", "{\"a\": {}}");
        assertFails(
                "in.json",
                1,
                "Cannot make a table of source in (DIR/in.json): none of its good records has a field, so there is no column."
                        + " Check that these are the records meant, or name others in the source's path or records.");
    }

    @Test
    void aColumnNameThatGlueRefuses() {
        program.write("in.json", "{\"good\": 1, \"two\\nlines\": 2, \"" + "x".repeat(256) + "\": 3}");
        assertFails(
                "in.json",
                64,
                "Cannot register table db.root (in the catalog): column \"two\\u000alines\" has a control character in"
                        + " its name. Rename or cast these columns under tables in the job file, or set naming: athena;"
                        + " for columns that differ in case alone case-twins: merge makes one of them.");
    }

    @Test
    void aTableNameThatGlueRefuses() {
        program.write("in.json", "{\"id\": 1, \"a\\nb\": [1]}");
        assertFails(
                "in.json",
                64,
                "Cannot use \"root_a\\u000ab\" as a table name (in the Glue Data Catalog): it holds a control character"
                        + " or a line break. Give the table another name in the job file.");
    }

    @Test
    void tablesWhoseNamesDifferInCaseAlone() {
        program.write("in.json", "{\"id\": 1, \"items\": [1], \"Items\": [2]}");
        assertFails(
                "in.json",
                64,
                "Cannot publish tables whose names differ in case alone (database db): to the catalog these are one"
                        + " table: \"root_Items\", \"root_items\". Give them different names under tables in the job"
                        + " file.");
    }

    @Test
    void unknownKeyInTheJobFile() {
        program.write("in.json", GOOD);
        program.write("job.yaml", job("in.json", "relationalise: {}"));
        assertThat(program.execute("run", "job.yaml", "--quiet"))
                .isEqualTo(new Program.Outcome(
                        64, "", "relata: job.yaml:6:1: relationalise: unknown key. Did you mean relationalize?\n"));
        assertThat(program.folders("")).containsExactly("in.json", "job.yaml");
    }

    @Test
    void aFileInTheWayOfTheTarget() {
        program.write("in.json", GOOD);
        program.write("out", "not a folder");
        program.write("job.yaml", job("in.json"));
        assertThat(program.execute("run", "job.yaml", "--quiet"))
                .isEqualTo(new Program.Outcome(
                        1,
                        "",
                        "relata: Cannot write to the target (DIR/out): Parent path is not a directory: DIR/out."
                                + " Give a folder in target.path that this user may write to.\n"));
        assertThat(program.path("out")).hasContent("not a folder");
    }

    @Test
    void aFileInTheWayOfATable() {
        program.write("in.json", GOOD);
        program.write("out/root_items", "not a folder");
        program.write("job.yaml", job("in.json"));
        Program.Outcome outcome = program.execute("run", "job.yaml", "--quiet");
        assertThat(outcome)
                .isEqualTo(
                        new Program.Outcome(
                                1,
                                "",
                                "report: DIR/out/_relata/runs/RUN.report.json\npage: DIR/out/_relata/runs/RUN.report.html\n"
                                        + "relata: Cannot write the tables of root (DIR/out/root/RUN): Parent path is not a directory:"
                                        + " DIR/out/root_items. See the cause in the log; nothing was left at the location.\n"));
        assertThat(program.folders("out")).containsExactly("_relata", "root_items");
        assertThat(program.files("out/_relata")).containsExactly("runs/RUN.report.html", "runs/RUN.report.json");
    }

    @Test
    void twoRecordsWithOneKey() {
        program.write("in.json", GOOD, GOOD);
        assertFails(
                "in.json",
                1,
                "Cannot tell documents apart by key id (root table root): at least 1 keys come more than once:"
                        + " 1:1 (2 times). Give a key that names each document once, or remove the duplicates from the"
                        + " input.",
                "--set",
                "relationalize.key=[id]");
    }

    @Test
    void aValueThatItsCastCannotHold() {
        program.write("in.json", GOOD, GOOD.replace("1", "3000000000"));
        assertFails(
                "in.json",
                1,
                "Cannot cast \"3000000000\" to int (root.id, from $.id): the column is cast to int, which cannot hold this"
                        + " value exactly. Correct the data, or cast the column to string or a wider type.",
                "--set",
                "tables.root.cast.id=int");
    }

    @Test
    void aFailedRunLeavesTheTablesOfTheRunBefore() {
        program.write("in.json", GOOD);
        program.write("job.yaml", job("in.json"));
        assertThat(program.execute("run", "job.yaml", "--quiet").exitCode()).isZero();
        CatalogTable root = program.published("out", "db", "root");
        CatalogTable items = program.published("out", "db", "root_items");
        List<String> folders = program.folders("out");
        var files = program.snapshot("out");

        program.write("in.json", GOOD, "broken");
        assertThat(program.execute("run", "job.yaml", "--quiet").exitCode()).isEqualTo(4);

        assertThat(program.published("out", "db", "root")).isEqualTo(root);
        assertThat(program.published("out", "db", "root_items")).isEqualTo(items);
        assertThat(program.folders("out")).isEqualTo(folders);
        var after = program.snapshot("out");
        assertThat(after).containsAllEntriesOf(files);
        List<String> added = new ArrayList<>(after.keySet());
        added.removeAll(files.keySet());
        assertThat(added)
                .map(program::plain)
                .containsExactly("out/_relata/runs/RUN.report.html", "out/_relata/runs/RUN.report.json");
        assertThat(program.rows(spark, root).count()).isEqualTo(1);
    }

    @Test
    void rejectsWithinTheLimitBecomeATableThatTheNextCleanRunEmpties() {
        program.write("in.json", GOOD, "broken", GOOD.replace('1', '3'));
        program.write("job.yaml", job("in.json"));
        assertThat(program.execute("run", "job.yaml", "--max-rejects", "1", "--quiet"))
                .isEqualTo(new Program.Outcome(0, """
                        root                                                    2 rows    1 files SIZE
                          root_items                                            2 rows    1 files SIZE   id = root.items
                        root__rejects                                           1 rows    1 files SIZE
                        rejected 1 of 3 records
                        report: DIR/out/_relata/runs/RUN.report.json
                        page: DIR/out/_relata/runs/RUN.report.html
                        """, ""));
        CatalogTable rejects = program.published("out", "db", "root__rejects");
        assertThatTable(program.rows(spark, rejects).select("raw", "reason", "file"))
                .hasRows(RowFactory.create("broken", "MALFORMED", "file:" + program.path("in.json")));
        assertThat(program.plain(program.reports("out").get(0).get("rejects").toString()))
                .isEqualTo("[{\"reason\":\"MALFORMED\",\"records\":1,\"where\":\"DIR/in.json, byte 35\","
                        + "\"sample\":\"xxxxxx\"}]");

        program.write("in.json", GOOD);
        assertThat(program.execute("run", "job.yaml", "--quiet")).isEqualTo(new Program.Outcome(0, """
                        root                                                    1 rows    1 files SIZE
                          root_items                                            1 rows    1 files SIZE   id = root.items
                        root__rejects                                           0 rows    1 files SIZE
                        report: DIR/out/_relata/runs/RUN.report.json
                        page: DIR/out/_relata/runs/RUN.report.html
                        """, ""));
        CatalogTable emptied = program.published("out", "db", "root__rejects");
        assertThat(emptied.definition().location())
                .isNotEqualTo(rejects.definition().location());
        assertThat(program.rows(spark, emptied).count()).isZero();
        assertThat(program.reports("out").get(1).get("rejects")).isEmpty();
    }

    private void assertFails(String input, int exitCode, String message, String... options) {
        program.write("job.yaml", job(input));
        List<String> arguments = new ArrayList<>(List.of("run", "job.yaml", "--quiet"));
        arguments.addAll(List.of(options));
        assertThat(program.execute(arguments.toArray(String[]::new)))
                .isEqualTo(new Program.Outcome(
                        exitCode,
                        "",
                        "report: DIR/out/_relata/runs/RUN.report.json\npage: DIR/out/_relata/runs/RUN.report.html\nrelata: "
                                + message + "\n"));
        assertThat(program.catalog("out").tables("db")).isEmpty();
        assertThat(program.folders("out")).containsExactly("_relata");
        assertThat(program.files("out/_relata")).containsExactly("runs/RUN.report.html", "runs/RUN.report.json");
        JsonNode report = program.reports("out").get(0);
        assertThat(report.get("outcome").asText()).isEqualTo("FAILED");
        assertThat(report.get("exitCode").asInt()).isEqualTo(exitCode);
        assertThat(program.plain(report.get("error").asText())).isEqualTo(message);
    }

    private static String job(String input, String... more) {
        return """
                job: job
                sources: {in: {path: "%s"}}
                relationalize: {source: in, root: root}
                target: {path: out}
                catalog: {database: db}
                """.formatted(input) + String.join("\n", more);
    }
}
