package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.testing.SparkExtension;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class UsageTest {

    private Program program;

    @BeforeEach
    void start(SparkSession session, @TempDir Path folder) {
        program = new Program(folder, session);
    }

    @Test
    void helpListsCommandsAndExitCodes() {
        Program.Outcome help = program.execute("--help");
        assertThat(help).isEqualTo(new Program.Outcome(0, """
                        Usage: relata [-hV] [COMMAND]
                        Turns nested JSON into flat, joinable tables.
                          -h, --help      Show this help message and exit.
                          -V, --version   Print version information and exit.
                        Commands:
                          demo           Runs the games job on its sample: local files or a local S3
                                           server, local catalog, DuckDB.
                          plan           Shows the tables that a run would write, and how they differ
                                           from what is published.
                          schema         Prints the tables that a run would write, or those published,
                                           as other tools read them.
                          run            Runs a job and publishes its tables.
                          relationalize  Turns JSON files into tables without a job file.
                          report         Shows what a run did, and where its report and the page of it
                                           are.
                          runs           Lists a job's runs among the last 100 of its target: rows,
                                           bytes, times, schema changes, failures.
                          recover        Finishes or undoes what runs left that ended in the midst of
                                           publishing.
                          rollback       Points all tables of an earlier run back to what it wrote.
                          replay         Takes up again what an earlier run rejected, as a new run.
                          optimize       Joins the small files of the published tables to about target.
                                           target-file-size.
                          verify         Compares the published tables with their manifests, catalog,
                                           files and input.
                          vacuum         Removes the files of snapshots beyond target.retain and what
                                           failed runs left.
                          bookmark       Shows which input files a job's tables hold, or says it anew.
                          warehouse      Sets up what a job has in its warehouse, or takes it down.
                          test           Runs a job over the input of its tests and compares the tables
                                           with those expected.
                          doctor         Tries what a run needs: libraries; with a job file also its
                                           target and its catalog.

                        Exit codes: 0 done, 1 failed, 2 plan has changes (plan only), 3 contract or
                        quality breach, 4 too many rejects, 5 another run holds the target, 64 wrong
                        usage.
                        """, ""));
        assertThat(program.execute()).as("no arguments").isEqualTo(help);
    }

    @Test
    void tellsItsVersion() {
        assertThat(program.execute("--version")).isEqualTo(new Program.Outcome(0, "relata development\n", ""));
    }

    @Test
    void everyCommandHasHelp() {
        for (String command : new String[] {
            "demo",
            "plan",
            "schema",
            "run",
            "relationalize",
            "report",
            "runs",
            "recover",
            "rollback",
            "optimize",
            "verify",
            "vacuum",
            "bookmark",
            "warehouse",
            "test",
            "doctor"
        }) {
            Program.Outcome help = program.execute(command, "--help");
            assertThat(help.exitCode()).isZero();
            assertThat(help.out()).startsWith("Usage: relata " + command + " ");
            assertThat(help.err()).isEmpty();
        }
    }

    @Test
    void anUnknownOptionIsWrongUsage() {
        assertThat(program.execute("run", "job.yaml", "--quite")).isEqualTo(new Program.Outcome(64, "", """
                        relata: Unknown option: '--quite'
                        Possible solutions: --quiet
                        Try: relata run --help
                        """));
    }

    @Test
    void anUnknownCommandIsWrongUsage() {
        assertThat(program.execute("plna", "job.yaml")).isEqualTo(new Program.Outcome(64, "", """
                        relata: Unmatched arguments from index 0: 'plna', 'job.yaml'
                        Did you mean: relata plan or relata replay or relata relationalize?
                        Try: relata --help
                        """));
    }

    @Test
    void aMissingArgumentIsWrongUsage() {
        assertThat(program.execute("run"))
                .isEqualTo(new Program.Outcome(
                        64, "", "relata: Missing required parameter: 'JOB.yaml'\nTry: relata run --help\n"));
        assertThat(program.execute("relationalize", "in.json", "--target", "out"))
                .isEqualTo(new Program.Outcome(
                        64, "", "relata: Missing required option: '--root=NAME'\nTry: relata relationalize --help\n"));
    }

    @Test
    void aMissingJobFileIsWrongUsage() {
        assertThat(program.execute("run", "lost.yaml"))
                .isEqualTo(new Program.Outcome(
                        64, "", "relata: lost.yaml:1:1: there is no such file. Give the path of a job file.\n"));
    }

    @Test
    void aSettingWithoutAValueIsWrongUsage() {
        program.write("job.yaml", "job: x");
        assertThat(program.execute("run", "job.yaml", "--set", "target.path"))
                .isEqualTo(new Program.Outcome(64, "", """
                        relata: Cannot read --set target.path (command line): there is no =. Write --set key.key=value,\
                         with a key that holds a dot or = in back-ticks.
                        """));
    }

    @Test
    void anUnknownFormatIsWrongUsage() {
        assertThat(program.execute("relationalize", "in.json", "--root", "r", "--target", "out", "--format", "csv"))
                .isEqualTo(new Program.Outcome(64, "", """
                        relata: Invalid value for option '--format': expected one of [PARQUET, DELTA] (case-insensitive)\
                         but was 'csv'
                        Try: relata relationalize --help
                        """));
    }
}
