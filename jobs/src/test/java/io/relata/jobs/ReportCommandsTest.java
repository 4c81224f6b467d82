package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.testing.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code report} and {@code runs}: what runs left, read again. */
@ExtendWith(SparkExtension.class)
@Tag("any-spark")
class ReportCommandsTest {

    private static final String JOB = """
            job: shop
            sources: {orders: {path: in}}
            relationalize: {source: orders, root: root}
            target: {path: out}
            catalog: {database: db}
            """;

    private Program program;

    @TempDir
    private Path folder;

    @BeforeEach
    void start(SparkSession session) {
        program = new Program(folder, session);
    }

    @Test
    void aTargetsRunsAreListedAndShown() throws IOException {
        program.runJob(JOB, "{\"k\": 1, \"items\": [{\"n\": 1}, {\"n\": 2}]}");
        program.runJob(JOB + "max-rejects: 1\n", "{\"k\": 1, \"name\": \"a\"}", "{\"k\": 2, \"items\": []}", "{broken");
        program.executeJob("run", JOB, "{broken");
        program.executeJob("run", JOB.replace("job: shop", "job: other"), "{\"k\": 1}");
        program.write("job.yaml", JOB);
        Files.writeString(folder.resolve("out/_relata/runs/20200101t000000z-00000000.report.json"), "{\"run\": 1}");
        Program.Outcome runs = program.execute("runs", "job.yaml").succeeded();
        assertThat(runs.out().replaceAll(" +", " ").replaceAll("-+", "-")).isEqualTo("""
                         run outcome time records rejected tables rows size changes breaking
                         - - - - - - - - - -
                         RUN failed 0.0 s 1 1 0 0 SIZE 0 0
                         RUN done 0.0 s 3 1 3 3 SIZE 1 0
                         RUN done 0.0 s 1 0 2 3 SIZE 2 0
                        These are all runs of job shop that left a report in its target.
                        No report, or one of another version of Relata, is the file of: RUN.
                        page: DIR/out/_relata/runs.html
                        """);
        String page = Files.readString(folder.resolve("out/_relata/runs.html"));
        List<String> done = published();
        assertThat(page)
                .contains("<a href=\"runs/" + done.get(0) + ".report.html\">")
                .contains("+ column root.name string</td>")
                .contains("Cannot load shop (file:");
        assertThat(program.execute("report", "job.yaml").succeeded().out()).isEqualTo("""
                        run RUN, failed after 0.0 s
                        error: Cannot load shop (DIR/in/part.json, byte 0): 1 of 1 records were rejected and 0 may be; \
                        the first is MALFORMED. Correct the records, or allow more with max-rejects in the job file or \
                        --max-rejects.
                        rejected 1 of 1 records
                        report: DIR/out/_relata/runs/RUN.report.json
                        page: DIR/out/_relata/runs/RUN.report.html
                        """);
        assertThat(program.execute("report", "job.yaml", done.get(1))
                        .succeeded()
                        .out())
                .startsWith("run RUN, done in 0.0 s\nroot ")
                .contains("id = root.items", "\n+ column root.name string\nreport: ");
    }

    /** The runs that were published, the earliest first. */
    private List<String> published() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("out/_relata/runs"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("[^.]+\\.json"))
                    .map(name -> name.replace(".json", ""))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void whatIsNotThereIsSaid() {
        program.write("job.yaml", JOB);
        assertThat(program.execute("runs", "job.yaml").succeeded().out())
                .isEqualTo("These are all runs of job shop that left a report in its target.\n"
                        + "page: DIR/out/_relata/runs.html\n");
        assertThat(program.execute("report", "job.yaml"))
                .isEqualTo(new Program.Outcome(
                        64,
                        "",
                        "relata: Cannot show a report of job shop (DIR/out): none of the last runs of this target that left"
                                + " a report is of this job. Run the job, or name a run.\n"));
        assertThat(program.execute("report", "job.yaml", "20200101t000000z-00000000")
                        .err())
                .isEqualTo(
                        "relata: Cannot show the report of run RUN (DIR/out/_relata/runs/RUN.report.json): there is no"
                                + " such file. Name a run that relata runs lists.\n");
        assertThat(program.execute("report", "job.yaml", "../x").err())
                .isEqualTo(
                        "relata: Cannot show the report of \"../x\" (the command line): it is not a run id. Name a run"
                                + " that relata runs lists, such as RUN.\n");
    }

    @Test
    void aTargetIsEnoughToShowItsLatestReport() throws IOException {
        program.runJob(JOB, "{\"k\": 1}");
        String shown = program.execute("report", "job.yaml").succeeded().out();
        assertThat(program.execute("report", "out").succeeded().out()).isEqualTo(shown);
        assertThat(program.execute(
                                "report",
                                "file:" + program.path("out"),
                                published().get(0))
                        .succeeded()
                        .out())
                .isEqualTo(shown);
        assertThat(program.execute("report", "out", "--set", "job=x").err())
                .isEqualTo("relata: Cannot change a job by --set (out): it is a folder and no job file. Name the job"
                        + " file.\n");
        assertThat(program.execute("report", "in").err())
                .isEqualTo(
                        "relata: Cannot show a report (DIR/in): no run left one there. Name the target of a job, or its"
                                + " job file.\n");
    }
}
