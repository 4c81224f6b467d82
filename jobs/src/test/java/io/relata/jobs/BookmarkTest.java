package io.relata.jobs;

import static io.relata.testing.TableAssert.assertThatTable;
import static org.apache.spark.sql.RowFactory.create;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.relata.CatalogTable;
import io.relata.Failpoint;
import io.relata.Partition;
import io.relata.TableName;
import io.relata.jobs.bookmark.FileChoice;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.config.JobFileReader;
import io.relata.jobs.publish.TargetLayout;
import io.relata.jobs.replay.Replay;
import io.relata.testing.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Jobs whose runs take the files that their tables do not hold. */
@ExtendWith(SparkExtension.class)
class BookmarkTest {

    private static final String NESTED = """
            job: people
            sources: {people: {path: in, bookmark: enabled}}
            relationalize: {source: people, root: root}
            target: {path: out, mode: append}
            catalog: {database: db}
            """;

    private static final String TWO = """
            job: two
            sources:
              people: {path: in, bookmark: enabled}
              towns: {path: towns, bookmark: enabled}
            relationalize: {source: people, root: root}
            target: {path: out, mode: append}
            catalog: {database: db}
            """;

    private static final String NOTHING_NEW = """
            No file is new, so nothing was published.
            report: DIR/out/_relata/runs/RUN.report.json
            page: DIR/out/_relata/runs/RUN.report.html
            """;

    private Program program;
    private SparkSession spark;

    @TempDir
    private Path folder;

    @BeforeEach
    void start(SparkSession session) {
        spark = session;
        program = new Program(folder, session);
    }

    private void file(String name, String time, String... records) {
        try {
            Files.setLastModifiedTime(program.write(name, records), FileTime.from(Instant.parse(time)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Program.Outcome run(String... options) {
        String[] command = new String[options.length + 3];
        command[0] = "run";
        command[1] = "job.yaml";
        command[2] = "--quiet";
        System.arraycopy(options, 0, command, 3, options.length);
        return program.execute(command);
    }

    private List<String> names(String table) {
        return rows(table).select("name").as(org.apache.spark.sql.Encoders.STRING()).collectAsList().stream()
                .sorted()
                .toList();
    }

    private Dataset<Row> rows(String table) {
        CatalogTable entry = program.published("out", "db", table);
        return spark.read()
                .schema(entry.definition().columns())
                .parquet(program.catalog("out").partitions(new TableName("db", table)).stream()
                        .map(Partition::location)
                        .toArray(String[]::new));
    }

    private List<String> notes() {
        List<JsonNode> reports = program.reports("out");
        List<String> notes = new java.util.ArrayList<>();
        reports.get(reports.size() - 1).path("notes").forEach(note -> notes.add(note.asText()));
        return notes;
    }

    private String shownRun() {
        return program.published("out", "db", "root").definition().run().value();
    }

    @Test
    void eachFileIsLoadedOnceHoweverLateItComesAndHoweverOldItIs() {
        program.write("job.yaml", NESTED);
        file("in/b.json", "2026-11-02T00:00:00Z", "{\"name\": \"Bo\", \"pets\": [1]}");
        run().succeeded();
        assertThat(notes()).contains("Of source people 1 file is new, and 0 were taken before.");
        file("in/sub/a.json", "2020-01-01T00:00:00Z", "{\"name\": \"Ada\", \"pets\": [2, 3]}");
        file("in/c.json", "2026-11-02T00:00:00Z", "{\"name\": \"Cy\", \"pets\": []}");
        run().succeeded();
        assertThat(names("root")).containsExactly("Ada", "Bo", "Cy");
        assertThatTable(rows("root_pets").select("`pets.val`")).hasRows(create(1L), create(2L), create(3L));
        assertThat(notes()).contains("Of source people 2 files are new, and 1 was taken before.");
        String shown = shownRun();
        assertThat(run()).isEqualTo(new Program.Outcome(0, NOTHING_NEW, ""));
        assertThat(shownRun()).isEqualTo(shown);
        assertThat(notes())
                .containsExactly(
                        "Of source people 0 files are new, and 3 were taken before.",
                        "No file is new, so nothing was published.");
        assertThat(program.execute("plan", "job.yaml", "--quiet"))
                .isEqualTo(new Program.Outcome(0, "No file is new, so a run would publish nothing.\n", ""));
        assertThat(program.execute("bookmark", "show", "job.yaml").out()).isEqualTo("""
                source people: table db.root shows run RUN and holds 3 files
                  DIR/in/c.json  2026-11-02T00:00:00Z SIZE
                  DIR/in/b.json  2026-11-02T00:00:00Z SIZE
                  DIR/in/sub/a.json  2020-01-01T00:00:00Z SIZE
                """);
    }

    @Test
    void aRollbackTakesTheBookmarkAlong() {
        program.write("job.yaml", NESTED);
        file("in/a.json", "2026-11-01T00:00:00Z", "{\"name\": \"Ada\"}");
        run().succeeded();
        String first = shownRun();
        file("in/b.json", "2026-11-02T00:00:00Z", "{\"name\": \"Bo\"}");
        run().succeeded();
        program.execute("rollback", "job.yaml", first).succeeded();
        assertThat(names("root")).containsExactly("Ada");
        run().succeeded();
        assertThat(names("root")).containsExactly("Ada", "Bo");
        assertThat(notes()).contains("Of source people 1 file is new, and 1 was taken before.");
    }

    /** Under one target, so that the runs that die are as few as the ways they die in. */
    @Test
    void whatARunTookThatDiedOrWasUndoneIsTakenByTheNext() throws Exception {
        program.write("job.yaml", NESTED);
        file("in/a.json", "2026-11-01T00:00:00Z", "{\"name\": \"Ada\"}");
        run().succeeded();
        file("in/b.json", "2026-11-02T00:00:00Z", "{\"name\": \"Bo\"}");
        ForkedJava.in(folder)
                .property(Failpoint.PROPERTY, "bookmarked:1=halt")
                .run(
                        Main.class,
                        Failpoint.HALTED,
                        List.of("run", program.path("job.yaml").toString()));
        assertThat(program.files("out/_relata/bookmarks"))
                .filteredOn("RUN.json"::equals)
                .hasSize(2);
        assertThat(names("root")).containsExactly("Ada");
        run().succeeded();
        assertThat(names("root")).containsExactly("Ada", "Bo");
        assertThat(run().out()).isEqualTo(NOTHING_NEW);
    }

    @Test
    void aFileThatChangedSinceItWasTakenFailsTheRunOrStaysAsItWas() {
        program.write("job.yaml", NESTED);
        file("in/a.json", "2026-11-01T00:00:00Z", "{\"name\": \"Ada\"}");
        run().succeeded();
        file("in/a.json", "2026-11-01T00:00:00Z", "{\"name\": \"Adam\"}");
        file("in/b.json", "2026-11-02T00:00:00Z", "{\"name\": \"Bo\"}");
        Program.Outcome refused = run();
        assertThat(refused.exitCode()).isOne();
        assertThat(refused.err())
                .endsWith("relata: Cannot take the new files of source people (DIR/in/a.json): files that were taken"
                        + " before have another size, time or ETag now, and the tables hold what was in them then. Give"
                        + " what changed as new files; or write changed-files: ignore for the source, and the tables stay"
                        + " as they are.\n");
        assertThat(names("root")).containsExactly("Ada");
        run("--set", "sources.people.changed-files=ignore").succeeded();
        assertThat(names("root")).containsExactly("Ada", "Bo");
        assertThat(notes())
                .contains(
                        "Of source people 1 file is new, and 0 were taken before. 1 was taken before and changed since;"
                                + " its tables hold what was there then.");
    }

    @Test
    void tablesOfASourceWithoutNewFilesKeepWhatTheyHave() {
        program.write("job.yaml", TWO);
        file("in/a.json", "2026-11-01T00:00:00Z", "{\"name\": \"Ada\", \"pets\": [1], \"odd\": {\"x\": 1.5}}");
        file("towns/a.json", "2026-11-01T00:00:00Z", "{\"name\": \"Rome\", \"size\": 3, \"at\": {\"y\": [1]}}");
        run().succeeded();
        file("in/b.json", "2026-11-02T00:00:00Z", "{\"name\": \"Bo\", \"pets\": [2]}");
        run().succeeded();
        file("towns/b.json", "2026-11-03T00:00:00Z", "{\"name\": \"Pisa\", \"size\": 1, \"at\": {\"y\": [2]}}");
        run().succeeded();
        run("--set", "contract=none", "--from", "2027-01-01T00:00:00Z").succeeded();
        file("towns/c.json", "2026-11-03T00:00:00Z", "{\"name\": \"Bari\", \"size\": 1, \"at\": {\"y\": [2]}}");
        run("--set", "contract=none").succeeded();
        assertThat(names("root")).containsExactly("Ada", "Bo");
        assertThatTable(rows("root_pets").select("id", "`pets.val`")).hasRows(create(1L, 1L), create(2L, 2L));
        assertThat(program.published("out", "db", "root_pets").definition().lastId())
                .as("where ids go on after runs without a record")
                .hasValue(2);
        assertThat(names("towns")).containsExactly("Bari", "Pisa", "Rome");
        assertThat(Program.columns(program.published("out", "db", "towns")))
                .containsExactly("at struct<y:array<bigint>>", "name string", "size bigint");
        assertThat(run().out()).isEqualTo(NOTHING_NEW);
    }

    @Test
    void csvAndParquetAreTakenFileByFileToo() {
        program.write("job.yaml", """
                job: events
                sources:
                  clicks: {path: clicks, format: csv, bookmark: enabled, columns: {shout: upper(name)}}
                  views: {path: views, format: parquet, bookmark: enabled}
                target: {path: out, mode: append}
                catalog: {database: db}
                """);
        file("clicks/b.csv", "2026-11-02T00:00:00Z", "name,n", "Bo,1");
        spark.sql("SELECT 'x' AS name")
                .coalesce(1)
                .write()
                .parquet(program.path("views/day=1").toString());
        run().succeeded();
        file("clicks/a.csv", "2026-11-01T00:00:00Z", "n,name", "2,Ada");
        run().succeeded();
        spark.sql("SELECT 'y' AS name")
                .coalesce(1)
                .write()
                .parquet(program.path("views/day=2").toString());
        run("--filename", "a.csv").succeeded();
        assertThat(names("views")).containsExactly("x");
        run().succeeded();
        assertThatTable(rows("clicks").select("name", "n", "shout"))
                .hasRows(create("Bo", "1", "BO"), create("Ada", "2", "ADA"));
        assertThatTable(rows("views")).hasRows(create("x", 1), create("y", 2));
        assertThat(run().out()).isEqualTo(NOTHING_NEW);
    }

    @Test
    void aRunTakesNoMoreThanItMayAndNoOtherThanWereChosen() {
        program.write("job.yaml", NESTED);
        file("in/a.json", "2026-11-03T00:00:00Z", "{\"name\": \"Ada\"}");
        file("in/b.json", "2026-11-01T00:00:00Z", "{\"name\": \"Bo\"}");
        file("in/c d.json", "2026-11-02T00:00:00Z", "{\"name\": \"Cy\"}");
        file("in/e.json", "2026-11-04T00:00:00Z", "{\"name\": \"Eve\"}");
        run("--set", "sources.people.max-files=1").succeeded();
        assertThat(names("root")).containsExactly("Bo");
        run("--from", "2026-11-03T00:00:00Z", "--to", "2026-11-04T00:00:00Z").succeeded();
        assertThat(names("root")).containsExactly("Ada", "Bo");
        run("--filename", "c%20d.json").succeeded();
        assertThat(names("root")).containsExactly("Ada", "Bo", "Cy");
        assertThat(run("--filename", program.path("in/c d.json").toString()))
                .isEqualTo(new Program.Outcome(0, NOTHING_NEW, ""));
        run("--set", "sources.people.bookmark=pause").succeeded();
        run("--pause-bookmarks").succeeded();
        run().succeeded();
        assertThat(names("root"))
                .as("what a pause took is taken once more")
                .containsExactly("Ada", "Bo", "Cy", "Eve", "Eve", "Eve");
        assertThat(run("--from", "yesterday").err())
                .isEqualTo("relata: Cannot read a time (--from yesterday): it is no time in UTC. Write it as in"
                        + " 2026-11-21T10:00:00Z.\n");
        assertThat(run("--set", "sources.people.bookmark=disabled", "--to", "2026-11-21T10:00:00Z")
                        .err())
                .endsWith(
                        "relata: Cannot take the files of a window of times (the command line): no source of job people"
                                + " has a bookmark, so its runs take all files. Write bookmark: enabled for a source, or leave out"
                                + " --from and --to.\n");
        assertThat(run(
                                "--set",
                                "sources.people.bookmark=disabled",
                                "--set",
                                "target.mode=replace",
                                "--filename",
                                "e.json")
                        .err())
                .endsWith("relata: Cannot take one file (--filename e.json): with mode: replace its rows would come in"
                        + " place of those of all other files. Write another mode for the target, or leave out"
                        + " --filename.\n");
    }

    @Test
    void tablesThatNobodyNotedTheFilesOfAreRefusedUntilSomebodySaysWhatTheyHold() {
        program.write("job.yaml", NESTED);
        file("in/a.json", "2026-11-01T00:00:00Z", "{\"name\": \"Ada\"}");
        run("--set", "sources.people.bookmark=disabled").succeeded();
        Program.Outcome refused = run();
        assertThat(refused.exitCode()).isEqualTo(64);
        assertThat(refused.err())
                .endsWith(
                        "relata: Cannot tell which files of source people were taken (table db.root): it shows run RUN,"
                                + " which noted no files of this source. Run bookmark reset with --taken if the tables hold all"
                                + " files that are there, with --all to load them once more beside these rows; or drop the tables"
                                + " from the catalog and load everything anew.\n");
        assertThat(program.execute("bookmark", "show", "job.yaml").out())
                .isEqualTo("source people: table db.root shows run RUN, which noted no files of this source\n");
        String taken =
                "source people, of which run RUN noted nothing: 1 file is there now and taken as they are, whatever"
                        + " the table holds of them\n";
        assertThat(program.execute("bookmark", "reset", "job.yaml", "--taken"))
                .isEqualTo(new Program.Outcome(0, taken + "Nothing was changed. Give --yes to do it.\n", ""));
        assertThat(run().exitCode()).isEqualTo(64);
        assertThat(program.execute("bookmark", "reset", "job.yaml", "--taken", "--yes"))
                .isEqualTo(new Program.Outcome(0, taken + "Done.\n", ""));
        assertThat(run().out()).isEqualTo(NOTHING_NEW);
        String first = shownRun();
        file("in/b.json", "2026-11-02T00:00:00Z", "{\"name\": \"Bo\"}");
        run().succeeded();
        assertThat(program.execute("bookmark", "reset", "job.yaml", "--to", first, "--yes")
                        .out())
                .isEqualTo(
                        "source people, of which run RUN noted 2 files as taken: 1 file is taken, as run RUN noted it:"
                                + " the next run takes all others, whatever the table holds of them\nDone.\n");
        run().succeeded();
        assertThat(names("root")).containsExactly("Ada", "Bo", "Bo");
        assertThat(program.execute("bookmark", "reset", "job.yaml", "--all", "--source", "people", "--yes")
                        .exitCode())
                .isZero();
        run().succeeded();
        assertThat(names("root")).containsExactly("Ada", "Ada", "Bo", "Bo", "Bo");
        assertThat(program.execute("bookmark", "reset", "job.yaml", "--all", "--source", "peple")
                        .err())
                .isEqualTo(
                        "relata: Cannot reset the bookmark (source peple): no such source has a bookmark. Name one that"
                                + " has, or write bookmark: enabled for the source.\n");
    }

    /** No run could be held at this moment without another process, so the steps of one are taken by hand. */
    @Test
    void aFileThatChangesAfterItIsListedIsNotNotedAndNeitherIsWhatAnotherRunHasTaken() {
        program.write("job.yaml", NESTED);
        file("in/a.json", "2026-11-01T00:00:00Z", "{\"name\": \"Ada\"}");
        file("in/b.json", "2026-11-01T00:00:00Z", "{\"name\": \"Bo\"}");
        RunFiles files = files("20261121t090000z-00000001");
        TakenFiles taken = files.take(Replay.NONE);
        file("in/c.json", "2026-11-01T00:00:00Z", "{\"name\": \"Cy\"}");
        file("in/b.json", "2026-11-01T00:00:01Z", "{\"name\": \"Bo\"}");
        Assertions.assertThatThrownBy(() -> files.note(taken))
                .hasMessage("The input changed while it was read (file:" + program.path("in/b.json")
                        + "): files of source people are gone or others than when this run listed them. Run again when"
                        + " nobody writes to them; nothing was published.");
        assertThat(program.files("out/_relata/bookmarks")).isEmpty();
        files.requireShown();
        run().succeeded();
        Assertions.assertThatThrownBy(files::requireShown)
                .hasMessage(
                        "Cannot load the new files of source people (table db.root): it changed since this run looked"
                                + " which files it holds: it shows run " + shownRun()
                                + ". Run again; what the other run took is"
                                + " not taken twice.");
    }

    private RunFiles files(String run) {
        JobFile job = new JobFileReader(Map.of(), program.path(".")).read(program.path("job.yaml"), List.of());
        Configuration hadoop = spark.sparkContext().hadoopConfiguration();
        TargetLayout layout = TargetLayout.qualified(job.target().path(), new io.relata.RunId(run), hadoop);
        return RunFiles.of(job, program.catalog("out"), layout, hadoop, FileChoice.ALL);
    }
}
