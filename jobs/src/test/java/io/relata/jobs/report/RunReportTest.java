package io.relata.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.ParentLink;
import io.relata.Problem;
import io.relata.RelataException;
import io.relata.RunId;
import io.relata.TableDefinition;
import io.relata.TableFormat;
import io.relata.TableName;
import io.relata.TableStatistics;
import io.relata.jobs.config.Chart;
import io.relata.jobs.publish.DataFile;
import io.relata.transforms.json.RecordPlace;
import io.relata.transforms.shred.ShreddedTable;
import io.relata.transforms.shred.ShreddedTables;
import io.relata.transforms.survey.SourceSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReportTest {

    private static final RunId RUN = new RunId("20261121t100000z-00000001");

    private final StepClock clock = new StepClock();
    private final RunLog log = new RunLog(RUN, "games", new RunReport.Versions("1.0", "3.5.6", "17.0.1"), clock);

    @Test
    void aRunsReportHoldsAllThatItDid(@TempDir Path folder) throws IOException {
        log.begin("survey");
        clock.pass(1_500);
        log.read(List.of("file:/raw/a.json"));
        log.begin("shred");
        log.counted(new RunReport.Records(3, 2, 1));
        log.wrote(table("players", Optional.empty()));
        log.wrote(table("games", Optional.of(new ParentLink("players", "games", "id"))));
        log.balanced(Balance.of(shredded(2, 7)));
        log.rejected(new RunReport.Rejects("MALFORMED", 1, "file:/raw/a.json at byte 17", Optional.of("{x")));
        log.changes(List.of(
                SchemaChange.tableAdded("games", 2),
                new SchemaChange(SchemaChange.Kind.COLUMN_RENAMED, "players", "a", "a", "b")));
        log.sized(List.of(
                FileSizes.of(
                        "players",
                        List.of(
                                new DataFile("a", 30, OptionalLong.empty()),
                                new DataFile("b", 70, OptionalLong.empty())),
                        OptionalLong.of(256)),
                FileSizes.of("games", List.of(), OptionalLong.empty())));
        log.checked(List.of(
                new Check("ids", "players", "unique (id)", Check.Outcome.WARNED, 2),
                new Check("ids", "players", "not-null (id)", Check.Outcome.PASSED, 0)));
        log.noted(List.of("struct $.x has no field"));
        log.loaded(new RunReport.Load("mart.players", Optional.of(2L)));
        log.refreshed(RunReport.View.refreshed("mv", Optional.of(5L)));
        log.refreshed(RunReport.View.failed("mv_old", "no such column"));
        clock.pass(500);
        log.answered(List.of(
                new Answer(
                        "towns",
                        "Which towns?",
                        Chart.BAR,
                        new Answer.Rows(
                                List.of("town", "n"),
                                List.of(List.of(Optional.of("Oslo"), Optional.empty())),
                                7,
                                3,
                                0)),
                new Answer("broken", "Broken", Chart.TABLE, new Answer.Failure("no such column"))));
        ReportFiles.Written written = new ReportFiles(new Configuration()).write(log.done(), folder + "/");
        assertThat(written)
                .isEqualTo(new ReportFiles.Written(
                        folder + "/_relata/runs/20261121t100000z-00000001.report.json",
                        folder + "/_relata/runs/20261121t100000z-00000001.report.html"));
        assertThat(Path.of(written.page()))
                .hasContent(new String(ReportHtml.write(log.done()), StandardCharsets.UTF_8));
        assertThat(Path.of(written.report())).hasContent("""
                        {
                          "format" : 1,
                          "run" : "20261121t100000z-00000001",
                          "job" : "games",
                          "outcome" : "DONE",
                          "exitCode" : 0,
                          "started" : "2026-11-21T10:00:00Z",
                          "ended" : "2026-11-21T10:00:02Z",
                          "versions" : {
                            "relata" : "1.0",
                            "spark" : "3.5.6",
                            "java" : "17.0.1"
                          },
                          "steps" : [ {
                            "name" : "survey",
                            "millis" : 1500
                          }, {
                            "name" : "shred",
                            "millis" : 500
                          } ],
                          "inputs" : [ "file:/raw/a.json" ],
                          "records" : {
                            "read" : 3,
                            "loaded" : 2,
                            "rejected" : 1
                          },
                          "balances" : true,
                          "balance" : [ {
                            "what" : "records read = rows of players + records rejected",
                            "expected" : 3,
                            "found" : 3,
                            "verdict" : "AGREES"
                          }, {
                            "what" : "elements read = rows of games",
                            "expected" : 7,
                            "found" : 7,
                            "verdict" : "AGREES"
                          }, {
                            "what" : "records rejected = rows of players__rejects",
                            "expected" : 1,
                            "found" : 1,
                            "verdict" : "AGREES"
                          } ],
                          "rejects" : [ {
                            "reason" : "MALFORMED",
                            "records" : 1,
                            "where" : "file:/raw/a.json at byte 17",
                            "sample" : "{x"
                          } ],
                          "checks" : [ {
                            "name" : "ids",
                            "table" : "players",
                            "rule" : "unique (id)",
                            "outcome" : "WARNED",
                            "rows" : 2
                          }, {
                            "name" : "ids",
                            "table" : "players",
                            "rule" : "not-null (id)",
                            "outcome" : "PASSED",
                            "rows" : 0
                          } ],
                          "changes" : [ {
                            "kind" : "TABLE_ADDED",
                            "table" : "games",
                            "after" : "2 columns",
                            "breaksReaders" : false
                          }, {
                            "kind" : "COLUMN_RENAMED",
                            "table" : "players",
                            "column" : "a",
                            "before" : "a",
                            "after" : "b",
                            "breaksReaders" : true
                          } ],
                          "tables" : [ {
                            "database" : "db",
                            "name" : "players",
                            "location" : "s3a://b/players/run",
                            "format" : "PARQUET",
                            "rows" : 2,
                            "files" : 1,
                            "bytes" : 100,
                            "columns" : [ {
                              "name" : "id",
                              "type" : "bigint"
                            }, {
                              "name" : "a.b",
                              "type" : "array<string>",
                              "path" : "$.a.b"
                            } ]
                          }, {
                            "database" : "db",
                            "name" : "games",
                            "location" : "s3a://b/games/run",
                            "format" : "PARQUET",
                            "rows" : 2,
                            "files" : 1,
                            "bytes" : 100,
                            "parent" : {
                              "table" : "players",
                              "column" : "games",
                              "childColumn" : "id"
                            },
                            "columns" : [ {
                              "name" : "id",
                              "type" : "bigint"
                            }, {
                              "name" : "a.b",
                              "type" : "array<string>",
                              "path" : "$.a.b"
                            } ]
                          } ],
                          "fileSizes" : [ {
                            "table" : "players",
                            "files" : 2,
                            "bytes" : 100,
                            "smallest" : 30,
                            "largest" : 70,
                            "target" : 256
                          }, {
                            "table" : "games",
                            "files" : 0,
                            "bytes" : 0,
                            "smallest" : 0,
                            "largest" : 0
                          } ],
                          "notes" : [ "struct $.x has no field" ],
                          "loads" : [ {
                            "table" : "mart.players",
                            "rows" : 2
                          } ],
                          "views" : [ {
                            "name" : "mv",
                            "rows" : 5
                          }, {
                            "name" : "mv_old",
                            "failure" : "no such column"
                          } ],
                          "questions" : [ {
                            "name" : "towns",
                            "title" : "Which towns?",
                            "chart" : "BAR",
                            "allRows" : 7,
                            "allColumns" : 3,
                            "columns" : [ "town", "n" ],
                            "rows" : [ [ "Oslo", null ] ]
                          }, {
                            "name" : "broken",
                            "title" : "Broken",
                            "chart" : "TABLE",
                            "failure" : "no such column"
                          } ]
                        }""");
    }

    @Test
    void aFailedRunHasAReportToo() {
        log.begin("survey");
        clock.pass(1_000);
        log.begin("shred");
        clock.pass(2_000);
        RunReport report = log.failed(
                new RelataException(
                        RelataException.Kind.TOO_MANY_REJECTS, new Problem("Too many rejects", "players", "7", "Fix")),
                4);
        assertThat(report.outcome()).isEqualTo(RunReport.Outcome.FAILED);
        assertThat(report.exitCode()).isEqualTo(4);
        assertThat(report.error()).contains("Too many rejects (players): 7. Fix.");
        assertThat(report.steps())
                .containsExactly(
                        new RunReport.Step("survey", Duration.ofSeconds(1)),
                        new RunReport.Step("shred", Duration.ofSeconds(2)));
        assertThat(text(report))
                .contains(
                        "\"outcome\" : \"FAILED\"",
                        "\"exitCode\" : 4",
                        "\"error\" : \"Too many rejects (players): 7. Fix.\"");
    }

    @Test
    void valuesOfSeveralKindsAreToldWithTheFirstOfEachKind() {
        log.surveyed(new SurveyReport(
                OptionalLong.empty(),
                2,
                0,
                0,
                List.of(),
                List.of(new SourceSchema.Clash(
                        "age",
                        "1 number, 1 string",
                        "make-cols",
                        List.of(
                                new SourceSchema.First("number", new RecordPlace("s3a://b/a.json", OptionalLong.of(0))),
                                new SourceSchema.First(
                                        "string", new RecordPlace("s3a://b/utf-16.json", OptionalLong.empty()))))),
                List.of()));
        assertThat(text(log.done())).contains("""
                    "clashes" : [ {
                      "path" : "age",
                      "kinds" : "1 number, 1 string",
                      "policy" : "make-cols",
                      "firsts" : [ {
                        "kind" : "number",
                        "file" : "s3a://b/a.json",
                        "position" : 0
                      }, {
                        "kind" : "string",
                        "file" : "s3a://b/utf-16.json"
                      } ]
                    } ],
                """);
    }

    @Test
    void anotherFailuresWordsAreLeftOutSinceTheyMayQuoteTheData() {
        RunReport report = log.failed(new IllegalStateException("cannot parse 'secret'"), 1);
        assertThat(report.error()).contains("java.lang.IllegalStateException; its message is in the log");
        assertThat(text(report)).doesNotContain("secret");
    }

    @Test
    void countsThatDifferAreTold() {
        log.balanced(Balance.of(shredded(1, 8)));
        RunReport report = log.done();
        assertThat(report.balances()).isFalse();
        assertThat(report.balance())
                .containsExactly(
                        new Balance("records read = rows of players + records rejected", 3, 2),
                        new Balance("elements read = rows of games", 8, 7),
                        new Balance("records rejected = rows of players__rejects", 1, 1));
        assertThat(text(report)).contains("\"expected\" : 8,\n    \"found\" : 7,\n    \"verdict\" : \"DIFFERS\"");
    }

    @Test
    void aTableThatIsWrittenAgainIsReportedOnce() {
        log.wrote(table("players", Optional.empty()));
        log.wrote(table("players", Optional.empty()));
        assertThat(log.done().tables()).containsExactly(table("players", Optional.empty()));
    }

    @Test
    void aCopyLiesWhereItIsWanted(@TempDir Path folder) {
        RunReport report = log.done();
        Path copy = new ReportFiles(new Configuration()).copy(report, folder.resolve("a b/#c"));
        assertThat(copy).isEqualTo(folder.resolve("a b/#c/20261121t100000z-00000001.report.json"));
        assertThat(copy).hasContent(text(report));
        assertThat(folder.resolve("a b/#c/20261121t100000z-00000001.report.html"))
                .hasContent(new String(ReportHtml.write(report), StandardCharsets.UTF_8));
    }

    @Test
    void aReportThatCannotBeWrittenSaysWhere(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("file"), "x");
        assertThatThrownBy(() -> new ReportFiles(new Configuration()).copy(log.done(), folder.resolve("file")))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot write the report of run 20261121t100000z-00000001 (file:" + folder
                        + "/file/20261121t100000z-00000001.report.json): " + folder
                        + "/file. Check that the folder may be written.");
    }

    @Test
    void hostileNamesStayInsideTheirStrings() {
        log.noted(List.of("a\"}\n\u001b[2J\u2028"));
        assertThat(text(log.done())).contains("\"notes\" : [ \"a\\\"}\\n\\u001B[2J\u2028\" ]");
    }

    private static TableDefinition table(String name, Optional<ParentLink> parent) {
        return new TableDefinition(
                new TableName("db", name),
                new StructType().add("id", "long").add("a.b", "array<string>", true, "$.a.b"),
                List.of(),
                "s3a://b/" + name + "/run",
                TableFormat.PARQUET,
                parent,
                RUN,
                new TableStatistics(2, 1, 100));
    }

    private static ShreddedTables shredded(long rootRows, long elements) {
        return new ShreddedTables(
                List.of(
                        shredded("players", Optional.empty(), rootRows, rootRows),
                        shredded("games", Optional.of(new ParentLink("players", "games", "id")), 7, elements)),
                Optional.of(shredded("players__rejects", Optional.empty(), 1, 1)),
                3,
                1);
    }

    private static ShreddedTable shredded(String name, Optional<ParentLink> parent, long rows, long elements) {
        return new ShreddedTable(
                name,
                new StructType(),
                parent,
                "s3a://b/" + name,
                List.of("part-0"),
                new TableStatistics(rows, 1, 10),
                OptionalLong.empty(),
                elements);
    }

    private static String text(RunReport report) {
        return new String(ReportJson.write(report), StandardCharsets.UTF_8);
    }

    private static final class StepClock extends Clock {

        private Instant now = Instant.parse("2026-11-21T10:00:00Z");

        void pass(long millis) {
            now = now.plusMillis(millis);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
