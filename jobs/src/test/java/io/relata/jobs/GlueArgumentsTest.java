package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.RelataException;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What Glue gives to a job is the command line that it means. */
@Tag("any-spark")
class GlueArgumentsTest {

    private static GlueArguments of(String... arguments) {
        return GlueArguments.of(
                RelataCommand.commandLine(new Surroundings(
                        new BufferedReader(Reader.nullReader()),
                        new PrintWriter(Writer.nullWriter()),
                        new PrintWriter(Writer.nullWriter()),
                        false,
                        Map.of(),
                        Path.of(""),
                        Program.ROOT,
                        Clock.systemUTC())),
                arguments);
    }

    private static void isRefused(String message, String... arguments) {
        assertThatThrownBy(() -> of(arguments))
                .isInstanceOfSatisfying(
                        RelataException.class, e -> assertThat(ExitCode.of(e)).isEqualTo(ExitCode.WRONG_USAGE))
                .hasMessage(message);
    }

    @Test
    void bothFormsMeanTheSameAndWhatIsGluesIsLeftToGlue() {
        GlueArguments expected = new GlueArguments(
                java.util.List.of(
                        "run",
                        "--set=target.path=s3a://lake/games",
                        "--filename=raw/a b.json",
                        "--quiet",
                        "--metrics=cloudwatch",
                        "job.yaml"),
                new GlueRun(
                        "games",
                        Optional.of("jr_1"),
                        Map.ofEntries(
                                Map.entry("JOB_NAME", "games"),
                                Map.entry("JOB_RUN_ID", "jr_1"),
                                Map.entry("JOB_ID", "j_1"),
                                Map.entry("class", "io.relata.jobs.Main"),
                                Map.entry("job-language", "scala"),
                                Map.entry("enable-metrics", ""),
                                Map.entry("enable-glue-datacatalog", "true"),
                                Map.entry("job-bookmark-option", "job-bookmark-disable"),
                                Map.entry("conf", "spark.a=b"),
                                Map.entry("TempDir", "s3://lake/temporary/"))));
        assertThat(of(
                        "--JOB_NAME",
                        "games",
                        "--JOB_RUN_ID",
                        "jr_1",
                        "--JOB_ID",
                        "j_1",
                        "--class",
                        "io.relata.jobs.Main",
                        "--job-language",
                        "scala",
                        "--enable-metrics",
                        "--enable-glue-datacatalog",
                        "true",
                        "--job-bookmark-option",
                        "job-bookmark-disable",
                        "--conf",
                        "spark.a=b",
                        "--TempDir",
                        "s3://lake/temporary/",
                        "--job-file",
                        "job.yaml",
                        "--set.target.path",
                        "s3a://lake/games",
                        "--filename",
                        "raw/a b.json",
                        "--quiet",
                        "true"))
                .isEqualTo(expected);
        assertThat(of(
                        "--JOB_NAME=games",
                        "--JOB_RUN_ID=jr_1",
                        "--JOB_ID=j_1",
                        "--class=io.relata.jobs.Main",
                        "--job-language=scala",
                        "--enable-metrics=",
                        "--enable-glue-datacatalog=true",
                        "--job-bookmark-option=job-bookmark-disable",
                        "--conf=spark.a=b",
                        "--TempDir=s3://lake/temporary/",
                        "--job-file=job.yaml",
                        "--set.target.path=s3a://lake/games",
                        "--filename=raw/a b.json",
                        "--quiet"))
                .isEqualTo(expected);
    }

    @Test
    void theNameOfAFileIsNeverAnOption() {
        assertThat(of("--JOB_NAME", "games", "--job-file", "job.yaml", "--filename", "--set.target.path=s3a://mine/x")
                        .commandLine())
                .containsExactly(
                        "run", "--filename=--set.target.path=s3a://mine/x", "--metrics=cloudwatch", "job.yaml");
        assertThat(of("--JOB_NAME", "games", "--job-file", "job.yaml", "--filename", "--quiet")
                        .commandLine())
                .contains("--filename=--quiet")
                .doesNotContain("--quiet");
    }

    @Test
    void anotherCommandIsNamedAndHasItsOwnOptions() {
        assertThat(of(
                                "--JOB_NAME",
                                "weekly",
                                "--command",
                                "warehouse create",
                                "--dry-run",
                                "true",
                                "--job-file",
                                "job.yaml")
                        .commandLine())
                .containsExactly("warehouse", "create", "--dry-run", "job.yaml");
        assertThat(of("--JOB_NAME", "weekly", "--command=vacuum", "--dry-run=false", "--job-file=job.yaml")
                        .commandLine())
                .containsExactly("vacuum", "job.yaml");
    }

    @Test
    void bookmarksOfGlueMeanOurs() {
        String[] paused = {
            "--JOB_NAME=j",
            "--job-file=job.yaml",
            "--job-bookmark-option=job-bookmark-pause",
            "--job-bookmark-from=2026-11-01T00:00:00Z",
            "--job-bookmark-to=2026-11-02T00:00:00Z"
        };
        assertThat(of(paused).commandLine())
                .containsExactly(
                        "run",
                        "--metrics=cloudwatch",
                        "--pause-bookmarks",
                        "--from=2026-11-01T00:00:00Z",
                        "--to=2026-11-02T00:00:00Z",
                        "job.yaml");
        assertThat(of("--JOB_NAME=j", "--job-file=job.yaml", "--job-bookmark-option=job-bookmark-enable")
                        .commandLine())
                .containsExactly("run", "--metrics=cloudwatch", "job.yaml");
        isRefused(
                "Cannot read --job-bookmark-from (the job's arguments): it is no time in UTC, and bookmarks of files know"
                        + " nothing of Glue's runs. Write a time as in 2026-11-21T10:00:00Z.",
                "--JOB_NAME=j",
                "--job-file=job.yaml",
                "--job-bookmark-from=jr_1");
    }

    @Test
    void whatNobodyKnowsIsRefusedWithoutItsValue() {
        isRefused(
                "Cannot read --filname (the job's arguments): it is no option of run, and not known as one of Glue's own."
                        + " Check how it is written, or remove it.",
                "--JOB_NAME=j",
                "--job-file=job.yaml",
                "--filname=secret");
        isRefused(
                "Cannot read the job's arguments (the command line): a value stands without a name after --JOB_NAME."
                        + " Write each as --name value or --name=value.",
                "--JOB_NAME=j",
                "secret");
        isRefused(
                "Cannot read the job's arguments (the command line): --job-file has no value. Write each as --name value"
                        + " or --name=value.",
                "--JOB_NAME=j",
                "--job-file");
        isRefused(
                "Cannot tell the job (the job's arguments): there is no --job-file. Name the job file with it, which"
                        + " --extra-files brings to the working directory.",
                "--JOB_NAME=j");
        isRefused(
                "Cannot tell the command (the job's arguments): --command names none. Name one that --help lists, such as"
                        + " run.",
                "--JOB_NAME=j",
                "--command=rm",
                "--job-file=job.yaml");
        isRefused(
                "Cannot read --quiet (the job's arguments): it is neither true nor false. Write one of them.",
                "--JOB_NAME=j",
                "--job-file=job.yaml",
                "--quiet=perhaps");
    }

    @Test
    void onlyTheArgumentsOfAGlueJobAreTakenForThem() {
        assertThat(GlueArguments.are("--JOB_NAME", "x")).isTrue();
        assertThat(GlueArguments.are("--class", "x", "--JOB_RUN_ID=jr_1")).isTrue();
        assertThat(GlueArguments.are("--log-format=json", "--job-file", "job.yaml"))
                .isTrue();
        assertThat(GlueArguments.are("run", "job.yaml", "--filename", "--JOB_NAME"))
                .isFalse();
        assertThat(GlueArguments.are()).isFalse();
    }

    @Test
    void s3aGetsTheRegionOfTheSurroundingsUnlessItHasOneOrAnotherServer() {
        assertThat(region(new Configuration(false))).isEqualTo("eu-central-1");
        Configuration chosen = new Configuration(false);
        chosen.set("fs.s3a.endpoint.region", "sa-east-1");
        assertThat(region(chosen)).isEqualTo("sa-east-1");
        Configuration elsewhere = new Configuration(false);
        elsewhere.set("fs.s3a.endpoint", "http://127.0.0.1:9000");
        assertThat(region(elsewhere)).isEqualTo("none");
    }

    private static String region(Configuration hadoop) {
        GlueLaunch.setRegion(hadoop, Map.of("AWS_REGION", "eu-central-1", "AWS_DEFAULT_REGION", "us-west-1"));
        return hadoop.get("fs.s3a.endpoint.region", "none");
    }
}
