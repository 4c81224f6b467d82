package io.relata.jobs;

import static io.relata.testing.TableAssert.assertThatTable;
import static org.apache.spark.sql.RowFactory.create;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.relata.CatalogTable;
import io.relata.Partition;
import io.relata.TableName;
import io.relata.testing.SparkExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records that cannot be loaded, of a source that is loaded as it is: one song in a file, in folders of folders. */
@ExtendWith(SparkExtension.class)
class FlatRejectsTest {

    private static final String SCHEMA =
            "num_songs int, artist_id string, artist_latitude double, artist_longitude double,"
                    + " artist_location string, artist_name string, song_id string, title string, duration double, year int";

    private static final String FOUND = """
            job: songs
            sources: {songs: {path: in}}
            target: {path: out}
            catalog: {database: db}
            """;

    private static final String PINNED = FOUND.replace("path: in", "path: in, schema: '" + SCHEMA + "'");

    private static final String NAMED =
            PINNED.replace("schema:", "required: [song_id, artist_id, artist_name, title], schema:");

    private static final String TEN_TONNE = song("SOGVQGJ12AB017F169", "AR62SOJ1187FB47BB5", "Ten Tonne", 2005);
    private static final String SETTING_FIRE = song("SOBLFFE12AF72AA5BA", "ARJNIUY12298900C91", "Setting Fire", 0);
    private static final String RIVERS = song("SOXVLOJ12AB0189215", "ARKRRTF1187B9984DA", "Rivers", 2009);

    private static final Row[] GOOD = {
        create("SOGVQGJ12AB017F169", "Chase & Status", "Ten Tonne", 337.68444, 2005L, 1L),
        create("SOXVLOJ12AB0189215", "Chase & Status", "Rivers", 337.68444, 2009L, 1L)
    };

    private Program program;
    private SparkSession spark;

    @BeforeEach
    void start(SparkSession session, @TempDir Path folder) {
        spark = session;
        program = new Program(folder, session);
        // Delta's default of 50 tasks per look at a log is for large tables.
        file("in/A/B/C/TRABCEI.json", TEN_TONNE);
        file("in/A/R/R/TRARRPG.json", RIVERS);
    }

    private static String song(String id, String artist, String title, int year) {
        return "{\"num_songs\": 1, \"artist_id\": \"" + artist
                + "\", \"artist_latitude\": null, \"artist_longitude\": null,"
                + " \"artist_location\": \"\", \"artist_name\": \"Chase & Status\", \"song_id\": \"" + id
                + "\", \"title\": \"" + title + "\", \"duration\": 337.68444, \"year\": " + year + "}";
    }

    /** Cut in a key, in a text, in a number, and before the last brace, in files between the good ones. */
    @ParameterizedTest
    @CsvSource({"auto, false", "auto, true", "lines, false", "lines, true", "document, false", "document, true"})
    void aSongThatIsCutOffIsRejectedAndNoOtherIsTouched(String layout, boolean isPinned) {
        int text = SETTING_FIRE.indexOf("Setting") + 3;
        int number = SETTING_FIRE.indexOf("337.") + 4;
        file("in/A/A/A/TRAAAAA.json", SETTING_FIRE.substring(0, 5));
        file("in/A/B/C/TRABCAA.json", SETTING_FIRE.substring(0, text));
        file("in/A/B/C/TRABCZZ.json", SETTING_FIRE.substring(0, number));
        file("in/A/Z/Z/TRAZZZZ.json", SETTING_FIRE.substring(0, SETTING_FIRE.length() - 1));
        String job =
                (isPinned ? PINNED : FOUND).replace("path: in", "path: in, layout: " + layout) + "max-rejects: 4\n";

        run(job).succeeded();

        assertGoodSongs();
        assertThatTable(rows("songs__rejects").select("raw", "reason", "file", "position"))
                .hasColumns("raw string", "reason string", "file string", "position bigint")
                .hasRows(
                        create(SETTING_FIRE.substring(0, 5), "MALFORMED", path("in/A/A/A/TRAAAAA.json"), 0L),
                        create(SETTING_FIRE.substring(0, text), "MALFORMED", path("in/A/B/C/TRABCAA.json"), 0L),
                        create(SETTING_FIRE.substring(0, number), "MALFORMED", path("in/A/B/C/TRABCZZ.json"), 0L),
                        create(
                                SETTING_FIRE.substring(0, SETTING_FIRE.length() - 1),
                                "MALFORMED",
                                path("in/A/Z/Z/TRAZZZZ.json"),
                                0L));
        JsonNode report = program.reports("out").get(0);
        assertThat(report.get("records")).hasToString("{\"read\":6,\"loaded\":2,\"rejected\":4}");
        assertThat(program.rejects(report))
                .isEqualTo(
                        "[{\"reason\":\"MALFORMED\",\"records\":4,\"where\":\"DIR/in/A/A/A/TRAAAAA.json, byte 0\"}]");
        assertThat(report.get("balance"))
                .hasToString(
                        "[{\"what\":\"records read = rows of songs + records rejected\",\"expected\":6,\"found\":6,\"verdict\":\"AGREES\"},"
                                + "{\"what\":\"records rejected = rows of songs__rejects\",\"expected\":4,\"found\":4,\"verdict\":\"AGREES\"}]");
    }

    /** The song inside would be a record if the file were read as lines. */
    @ParameterizedTest
    @CsvSource({"false", "true"})
    void aDocumentOverSeveralLinesThatIsCutOffIsOneReject(boolean isPinned) {
        String pretty = TEN_TONNE.replace("{", "{\n ").replace(", ", ",\n ").replace("}", "\n}");
        file("in/A/B/C/TRABCEI.json", pretty);
        String cut = "{\n \"similar\": [\n" + SETTING_FIRE + "\n ],\n \"title\": \"Ten To";
        file("in/A/B/C/TRABCZZ.json", cut);

        run((isPinned ? PINNED : FOUND) + "max-rejects: 1\n").succeeded();

        assertGoodSongs();
        assertThatTable(rows("songs__rejects").select("raw", "reason", "file", "position"))
                .hasRows(create(cut, "MALFORMED", path("in/A/B/C/TRABCZZ.json"), 0L));
    }

    @Test
    void moreRejectsThanAllowedPublishNothing() {
        file("in/A/B/C/TRABCZZ.json", SETTING_FIRE + "\n{\"song_id\": 7\n");
        file("in/A/Z/Z/TRAZZZZ.json", "[");
        assertThat(run(PINNED + "max-rejects: 1\n"))
                .isEqualTo(new Program.Outcome(4, "", """
                        report: DIR/out/_relata/runs/RUN.report.json
                        page: DIR/out/_relata/runs/RUN.report.html
                        relata: Cannot load songs (DIR/in/A/B/C/TRABCZZ.json, byte %d): 2 of 5 records were rejected and 1\
                         may be; the first is MALFORMED. Correct the records, or allow more with max-rejects in the job\
                         file or --max-rejects.
                        """.formatted(SETTING_FIRE.length() + 1)));
        assertThat(program.catalog("out").tables("db")).isEmpty();
        assertThat(program.folders("out")).containsExactly("_relata");
        JsonNode report = program.reports("out").get(0);
        assertThat(report.get("records")).hasToString("{\"read\":5,\"loaded\":3,\"rejected\":2}");
        assertThat(report.get("rejects")).hasSize(1);
    }

    @Test
    void aMisspeltKeyIsFoundByTheFieldThatIsRequired() {
        file("in/A/B/C/TRABCZZ.json", SETTING_FIRE.replace("artist_name", "f"));
        file("in/A/Z/Z/TRAZZZZ.json", RIVERS + "\n\n  " + SETTING_FIRE.replace("\"Setting Fire\"", "null") + "\n");
        file(
                "in/A/Z/Z/TRAZZZY.json",
                "[" + SETTING_FIRE.replace("artist_name", "f").replace("title", "t") + "]");
        file("in/A/Z/Z/TRAZZZX.json", SETTING_FIRE.replace("0}", "\"zero\"}").replace("title", "t"));

        file("in/A/A/A/TRAAAAA.json", "{bad");

        run(NAMED + "max-rejects: 5\n").succeeded();

        assertThat(rows("songs").count()).isEqualTo(3);
        Dataset<Row> rejects = rows("songs__rejects");
        assertThatTable(rejects.where("reason = 'MALFORMED'").select("raw")).hasRows(create("{bad"));
        assertThatTable(rejects.where("reason <> 'MALFORMED'").select("reason", "detail", "file", "position"))
                .hasRows(
                        create("MISSING_FIELD", missing("artist_name"), path("in/A/B/C/TRABCZZ.json"), 0L),
                        create("MISSING_FIELD", missing("title"), path("in/A/Z/Z/TRAZZZZ.json"), RIVERS.length() + 4L),
                        create("MISSING_FIELD", missing("artist_name, title"), path("in/A/Z/Z/TRAZZZY.json"), 1L),
                        create(
                                "SCHEMA_MISMATCH",
                                "a value that its column's type cannot hold",
                                path("in/A/Z/Z/TRAZZZX.json"),
                                0L));
        assertThatTable(rejects.where("file LIKE '%TRABCZZ.json'").select("raw"))
                .hasRows(create(SETTING_FIRE.replace("artist_name", "f")));
        assertThat(program.rejects(program.reports("out").get(0)))
                .isEqualTo(
                        "[{\"reason\":\"MISSING_FIELD\",\"records\":3,\"where\":\"DIR/in/A/B/C/TRABCZZ.json, byte 0\"},"
                                + "{\"reason\":\"MALFORMED\",\"records\":1,\"where\":\"DIR/in/A/A/A/TRAAAAA.json, byte 0\"},"
                                + "{\"reason\":\"SCHEMA_MISMATCH\",\"records\":1,\"where\":\"DIR/in/A/Z/Z/TRAZZZX.json, byte 0\"}]");
    }

    @Test
    void whatIsRequiredIsLookedForInTheFieldsThatWereFoundToo() {
        file("in/A/B/C/TRABCZZ.json", SETTING_FIRE.replace("artist_name", "f"));
        String job = FOUND.replace("path: in", "path: in, required: [artist_name]");
        assertThat(run(job).err())
                .endsWith(
                        "relata: Cannot load songs (DIR/in/A/B/C/TRABCZZ.json, byte 0): 1 of 3 records were rejected and 0"
                                + " may be; the first is MISSING_FIELD. Correct the records, or allow more with max-rejects in the"
                                + " job file or --max-rejects.\n");
        assertThat(run(job.replace("artist_name", "Title, artist"))).isEqualTo(new Program.Outcome(1, "", """
                        report: DIR/out/_relata/runs/RUN.report.json
                        page: DIR/out/_relata/runs/RUN.report.html
                        relata: Cannot require fields of the records (DIR/in): none of its good records has the field\
                         Title, artist, upper and lower case being two. Correct the required fields, or the records.
                        """));
    }

    @Test
    void rejectsOfAllSourcesCountTogether() {
        program.write("orders.json", "{\"no\": 1, \"items\": [1, 2]}", "{broken");
        file("in/A/B/C/TRABCZZ.json", SETTING_FIRE.substring(0, 30));
        program.write("people.json", "{\"id\": 1}", "5", "{\"id\": 2}");
        String job = """
                job: shop
                sources: {songs: {path: in}, orders: {path: orders.json}, people: {path: people.json}}
                relationalize: {source: orders, root: orders}
                target: {path: out}
                catalog: {database: db}
                """;
        assertThat(run(job + "max-rejects: 2\n").err())
                .endsWith(
                        "relata: Cannot load shop (DIR/orders.json, byte 27): 3 of 8 records were rejected and 2 may be;"
                                + " the first is MALFORMED. Correct the records, or allow more with max-rejects in the job file or"
                                + " --max-rejects.\n");
        assertThat(program.catalog("out").tables("db")).isEmpty();

        assertThat(run(job + "max-rejects: 3\n")).isEqualTo(new Program.Outcome(0, """
                        orders                                                  1 rows    1 files SIZE
                          orders_items                                          2 rows    1 files SIZE   id = orders.items
                        orders__rejects                                         1 rows    1 files SIZE
                        songs                                                   2 rows    1 files SIZE
                        songs__rejects                                          1 rows    1 files SIZE
                        people                                                  2 rows    1 files SIZE
                        people__rejects                                         1 rows    1 files SIZE
                        rejected 3 of 8 records
                        report: DIR/out/_relata/runs/RUN.report.json
                        page: DIR/out/_relata/runs/RUN.report.html
                        """, ""));
        JsonNode report = program.reports("out").get(1);
        assertThat(report.get("records")).hasToString("{\"read\":8,\"loaded\":5,\"rejected\":3}");
        assertThat(program.rejects(report))
                .isEqualTo("[{\"reason\":\"MALFORMED\",\"records\":1,\"where\":\"DIR/orders.json, byte 27\"},"
                        + "{\"reason\":\"MALFORMED\",\"records\":1,\"where\":\"DIR/in/A/B/C/TRABCZZ.json, byte 0\"},"
                        + "{\"reason\":\"NOT_AN_OBJECT\",\"records\":1,\"where\":\"DIR/people.json, byte 10\"}]");
        assertThat(report.get("balances").asBoolean()).isTrue();
        assertThatTable(rows("people__rejects").select("raw", "position")).hasRows(create("5", 10L));
    }

    @Test
    void theNextCleanRunEmptiesTheTableOfRejects() {
        file("in/A/B/C/TRABCZZ.json", "{");
        run(FOUND + "max-rejects: 1\n").succeeded();
        CatalogTable first = published("songs__rejects");
        file("in/A/B/C/TRABCZZ.json", SETTING_FIRE);
        run(FOUND).succeeded();
        assertThat(rows("songs__rejects").count()).isZero();
        assertThat(published("songs__rejects").definition().location())
                .isNotEqualTo(first.definition().location());
        assertThat(rows("songs").count()).isEqualTo(3);
    }

    @Test
    void aRunThatNeverRejectedHasNoTableOfRejects() {
        run(NAMED).succeeded();
        assertThat(program.catalog("out").tables("db")).containsExactly(new TableName("db", "songs"));
    }

    @Test
    void appendingRunsAppendTheirRejects() {
        String job = NAMED.replace("path: out", "path: out, mode: append") + "max-rejects: 2\n";
        file("in/A/B/C/TRABCZZ.json", "{");
        run(job).succeeded();
        file("in/A/B/C/TRABCZZ.json", SETTING_FIRE);
        run(job).succeeded();
        file("in/A/B/C/TRABCZZ.json", "{bad\n[");
        run(job).succeeded();
        assertThat(loads("songs__rejects"))
                .extracting(load -> load.statistics().rows())
                .containsExactly(1L, 2L);
        assertThat(loads("songs")).extracting(load -> load.statistics().rows()).containsExactly(2L, 3L, 2L);
    }

    @ParameterizedTest
    @CsvSource({"replace, 0", "append, 2"})
    void deltaTablesHaveRejectsToo(String mode, long kept) {
        String job = NAMED.replace("path: out", "path: out, format: delta, mode: " + mode) + "max-rejects: 2\n";
        file("in/A/B/C/TRABCZZ.json", "{bad\n[");
        run(job).succeeded();
        assertThatTable(rows("songs__rejects").select("raw", "position")).hasRows(create("{bad", 0L), create("[", 5L));
        file("in/A/B/C/TRABCZZ.json", SETTING_FIRE);
        run(job).succeeded();
        assertThat(rows("songs__rejects").count()).isEqualTo(kept);
        assertThat(rows("songs").count()).isEqualTo(3 + kept);
    }

    @Test
    void rejectsAreKeptWherePartitionsAreReplaced() {
        String job = NAMED.replace("path: out", "path: out, mode: replace-partitions, partition-by: [year]")
                + "max-rejects: 2\n";
        file("in/A/B/C/TRABCZZ.json", "{");
        run(job).succeeded();
        file("in/A/B/C/TRABCZZ.json", "{bad\n[");
        run(job).succeeded();
        assertThat(loads("songs__rejects"))
                .extracting(load -> load.statistics().rows())
                .containsExactly(1L, 2L);
        assertThat(loads("songs")).hasSize(2);
    }

    @Test
    void aTableOfTheNameOfTheRejectsIsRefused() {
        program.write("q.sql", "SELECT 1 AS a");
        assertThat(run(FOUND + "derive: {songs__rejects: {sql: q.sql}}\n").err())
                .endsWith(
                        "relata: Cannot publish tables whose names differ in case alone (database db): to the catalog these"
                                + " are one table: \"songs__rejects\", \"songs__rejects\". Give them different names under tables in"
                                + " the job file.\n");
    }

    private void assertGoodSongs() {
        assertThatTable(rows("songs")
                        .selectExpr(
                                "song_id",
                                "artist_name",
                                "title",
                                "duration",
                                "CAST(year AS BIGINT)",
                                "CAST(num_songs AS BIGINT)"))
                .hasRows(GOOD);
    }

    private static String missing(String fields) {
        return "required, and missing or null: " + fields;
    }

    private Program.Outcome run(String job) {
        program.write("job.yaml", job);
        return program.execute("run", "job.yaml", "--quiet");
    }

    private CatalogTable published(String table) {
        return program.published("out", "db", table);
    }

    private Dataset<Row> rows(String table) {
        return program.rows(spark, published(table));
    }

    private List<Partition> loads(String table) {
        return program.catalog("out").partitions(new TableName("db", table));
    }

    private String path(String file) {
        return "file:" + program.path(file);
    }

    /** No line end is added. */
    private void file(String name, String content) {
        try {
            Files.createDirectories(program.path(name).getParent());
            Files.writeString(program.path(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
