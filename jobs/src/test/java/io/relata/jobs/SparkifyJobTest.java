package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.relata.catalog.duckdb.DuckDbWarehouse;
import io.relata.jobs.source.SharedData;
import io.relata.testing.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The Sparkify job, on the files that people know it by and on its own sample. */
@ExtendWith(SparkExtension.class)
class SparkifyJobTest {

    private static final String JOB =
            Program.ROOT.resolve("jobs/sparkify/job.yaml").toString();
    private static final List<String> TABLES =
            List.of("staging_events", "staging_songs", "songplays", "users", "songs", "artists", "time");

    private Program program;
    private SparkSession spark;

    @BeforeEach
    void start(SparkSession session, @TempDir Path folder) {
        spark = session;
        program = new Program(folder, session);
    }

    private void runOnRealFiles() {
        run(
                "--set",
                "sources.staging_events.path=" + SharedData.find("sparkify/log_data"),
                "--set",
                "sources.staging_songs.path=" + SharedData.find("sparkify/song_data"));
    }

    private Program.Outcome run(String... settings) {
        return program.execute(Stream.concat(
                                Stream.of("run", JOB, "--quiet", "--set", "target.path=out"), Arrays.stream(settings))
                        .toArray(String[]::new))
                .succeeded();
    }

    private Dataset<Row> rows(String table) {
        return program.rows(spark, program.published("out", "sparkify", table));
    }

    @Test
    void theRealFilesGiveTheRowsThatAreKnownOfThemAndTheSameOnesAgain() {
        runOnRealFiles();
        assertThat(TABLES.stream().map(table -> table + " " + rows(table).count()))
                .containsExactly(
                        "staging_events 8056",
                        "staging_songs 71",
                        "songplays 6820",
                        "users 96",
                        "songs 71",
                        "artists 69",
                        "time 6813");
        assertThat(rows("songplays")
                        .where("song_id IS NOT NULL")
                        .selectExpr("song_id", "artist_id", "user_id", "unix_millis(start_time)")
                        .collectAsList())
                .hasToString("[[SOZCTXZ12AB0182364,AR5KOSW1187FB35FF4,15,1542837407796]]");
        assertThat(rows("users").groupBy("level").count().orderBy("level").collectAsList())
                .hasToString("[[free,74], [paid,22]]");
        assertThat(rows("songplays").select("songplay_id").distinct().count()).isEqualTo(6820);
        assertThat(rows("songplays")
                        .where("unix_millis(start_time) % 1000 <> 796")
                        .count())
                .as("moments without their milliseconds")
                .isZero();
        assertWarehouseIsLake();

        List<String> before = texts("songplays");
        runOnRealFiles();
        assertThat(texts("songplays")).hasSize(6820).isEqualTo(before);
        assertWarehouseIsLake();
        String verified = program.execute("verify", JOB, "--set", "target.path=out")
                .succeeded()
                .out();
        assertThat(TABLES).allSatisfy(table -> assertThat(verified).contains("same  table sparkify." + table + ": "));
    }

    private List<String> texts(String table) {
        return rows(table).collectAsList().stream().map(Row::toString).sorted().toList();
    }

    private void assertWarehouseIsLake() {
        try (DuckDbWarehouse warehouse =
                DuckDbWarehouse.open(program.path("out/_relata/warehouse.duckdb"), program.catalog("out"))) {
            for (String table : TABLES) {
                assertThat(query(warehouse, "SELECT count(*) FROM sparkify." + table))
                        .as(table)
                        .isEqualTo(String.valueOf(rows(table).count()));
                for (String[] two : new String[][] {{"sparkify", "sparkify_lake"}, {"sparkify_lake", "sparkify"}}) {
                    assertThat(query(
                                    warehouse,
                                    "SELECT count(*) FROM (SELECT * FROM %s.%s EXCEPT ALL SELECT * FROM %s.%s)"
                                            .formatted(two[0], table, two[1], table)))
                            .as("rows of %s.%s that %s has not", two[0], table, two[1])
                            .isEqualTo("0");
                }
            }
        }
    }

    private static String query(DuckDbWarehouse warehouse, String sql) {
        return warehouse.query(sql).rows().stream()
                .map(row -> row.stream().map(value -> value.orElse("null")).collect(Collectors.joining(" ")))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void theSampleTellsTheStarsRulesWhateverTheMachinesTimeZone() {
        SparkSession.clearActiveSession();
        SparkSession.clearDefaultSession();
        SparkSession.builder()
                .config("spark.sql.session.timeZone", "Asia/Tokyo")
                .getOrCreate();
        try {
            run();
        } finally {
            SparkSession.setDefaultSession(spark);
            SparkSession.setActiveSession(spark);
        }
        assertThat(texts("users"))
                .containsExactly("[11,Otto,Brandt,M,paid]", "[23,Mei,Sato,F,paid]", "[7,Ines,Duarte,F,free]");
        assertThat(rows("songplays")
                        .orderBy("songplay_id")
                        .select("songplay_id", "user_id", "level", "song_id")
                        .collectAsList()
                        .stream()
                        .map(Row::toString))
                .as("an event delivered twice is one play; a song of another length is another song")
                .containsExactly(
                        "[101000001,7,free,SOHARBOR0000000001]",
                        "[101000002,7,free,null]",
                        "[102000000,11,paid,SOCORDI00000000004]",
                        "[102000001,11,paid,SOINTRO00000000003]",
                        "[102000002,11,paid,null]",
                        "[103000000,23,free,SOPAPER00000000002]",
                        "[103000002,23,paid,SOCORDI00000000004]",
                        "[104000000,7,free,SOHARBOR0000000001]",
                        "[105000000,11,paid,SOHARBOR0000000001]",
                        "[106000000,23,paid,SOHARBOR0000000001]",
                        "[106000001,23,paid,null]",
                        "[107000000,7,free,SOINTRO00000000005]",
                        "[107000001,7,free,SOPAPER00000000002]");
        assertThat(rows("time")
                        .where("unix_millis(start_time) = 1709366400796")
                        .drop("start_time")
                        .collectAsList())
                .as("two users at one moment are one row of time, which is UTC's: Saturday, the ninth week")
                .hasToString("[[8,2,9,3,2024,6]]");
        assertThat(texts("artists")).contains("[ARNIMBU00000000002,Nimbus & the Kites,null,null,null]");
        assertWarehouseIsLake();
    }

    @Test
    void songFilesThatAreNotAsTheyShouldBeAreNamedAndShiftNoColumn() throws IOException {
        Path songs = program.path("songs/A/A/A");
        Files.createDirectories(songs);
        Path sample = Program.ROOT.resolve("jobs/sparkify/sample/song_data/A/A/A");
        String misspelt =
                Files.readString(sample.resolve("TRAAAQX0000000001.json")).replace("artist_name", "f");
        String truncated =
                Files.readString(sample.resolve("TRAAAQX0000000002.json")).substring(0, 150);
        Files.writeString(songs.resolve("misspelt.json"), misspelt);
        Files.writeString(songs.resolve("truncated.json"), truncated);
        Files.copy(sample.resolve("TRAAAQX0000000003.json"), songs.resolve("good.json"));
        String[] settings = {"--set", "sources.staging_songs.path=songs"};
        run(settings);
        assertThat(texts("staging_songs"))
                .containsExactly(
                        "[1,ARNIMBU00000000002,null,null,,Nimbus & the Kites,SOINTRO00000000003,Intro,75.67628,0]");
        JsonNode report = program.reports("out").get(0);
        assertThat(program.rejects(report))
                .isEqualTo(
                        "[{\"reason\":\"MALFORMED\",\"records\":1,\"where\":\"DIR/songs/A/A/A/truncated.json, byte 0\"},"
                                + "{\"reason\":\"MISSING_FIELD\",\"records\":1,\"where\":\"DIR/songs/A/A/A/misspelt.json, byte 0\"}]");
        assertThat(rows("staging_songs__rejects").count()).isEqualTo(2);
        assertThat(rows("songplays").count()).as("plays, whatever the songs").isEqualTo(13);

        Program.Outcome refused = program.execute(
                "run", JOB, "--quiet", "--set", "target.path=out", settings[0], settings[1], "--max-rejects", "1");
        assertThat(refused.exitCode()).isEqualTo(4);
        assertThat(refused.err()).contains("2 of 21 records were rejected and 1 may be");
    }

    @Test
    void theReportTellsWhatTheWarehouseHas() {
        run();
        JsonNode report = program.reports("out").get(0);
        List<String> loads = new ArrayList<>();
        StreamSupport.stream(report.get("loads").spliterator(), false)
                .map(load -> load.get("table").asText() + " " + load.get("rows"))
                .forEach(loads::add);
        assertThat(loads)
                .containsExactly(
                        "sparkify.staging_events 18",
                        "sparkify.staging_songs 5",
                        "sparkify.users 3",
                        "sparkify.artists 4",
                        "sparkify.songs 5",
                        "sparkify.time 12",
                        "sparkify.songplays 13");
        assertThat(StreamSupport.stream(report.get("questions").spliterator(), false)
                        .map(question -> question.get("name").asText() + " " + question.get("rows")))
                .containsExactly(
                        "most_active_users [[\"Ines Duarte (7)\",\"5\"],[\"Otto Brandt (11)\",\"4\"],[\"Mei Sato (23)\",\"4\"]]",
                        "plays_by_hour [[\"8\",\"10\"],[\"9\",\"1\"],[\"11\",\"2\"]]",
                        "most_played_songs [[\"Harbor Lights (Amber Coast)\",\"4\"],[\"Cordillera (Sándera)\",\"2\"],"
                                + "[\"Paper Boats (Amber Coast)\",\"2\"],[\"Intro (Nimbus & the Kites)\",\"1\"],"
                                + "[\"Intro (Interval Club)\",\"1\"]]",
                        "most_played_artists [[\"Amber Coast\",\"7\"],[\"Sándera\",\"3\"],[\"Nimbus & the Kites\",\"2\"],"
                                + "[\"Interval Club\",\"1\"],[\"Nobody Yet\",\"1\"]]",
                        "plays_by_level_and_gender [[\"free\",\"6\",\"0\"],[\"paid\",\"3\",\"4\"]]",
                        "top_locations [[\"Lisbon, Portugal\",\"5\"],[\"Bremen, Germany\",\"4\"],[\"Sendai, Japan\",\"4\"]]");
        assertThat(StreamSupport.stream(report.get("checks").spliterator(), false)
                        .filter(check -> !check.get("outcome").asText().equals("PASSED"))
                        .map(JsonNode::toString))
                .containsExactly(
                        "{\"name\":\"years\",\"table\":\"songs\",\"rule\":\"not-null (year)\",\"outcome\":\"WARNED\",\"rows\":1}");
    }
}
