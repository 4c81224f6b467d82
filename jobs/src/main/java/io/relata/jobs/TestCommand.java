package io.relata.jobs;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.config.JobFileReader;
import io.relata.jobs.config.Setting;
import io.relata.jobs.jobtest.ExpectedTables;
import io.relata.jobs.jobtest.JUnitFile;
import io.relata.jobs.jobtest.JobTest;
import io.relata.jobs.jobtest.TableDifference;
import io.relata.jobs.jobtest.TestResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.FileUtil;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code relata test JOB.yaml}. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description = {
            "Runs a job over the input of its tests and compares the tables with those expected.",
            "Its tests are the folders in the folder tests beside it. Exit code 3 when tables differ. The warehouse is left"
                    + " out."
        })
final class TestCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(paramLabel = "JOB.yaml", description = "The job file, or the folder of a job.yaml.")
    private Path file = Path.of("");

    @Option(names = "--case", paramLabel = "NAME", description = "This test alone. Repeatable.")
    private List<String> cases = List.of();

    @Option(
            names = "--tests",
            paramLabel = "FOLDER",
            description = "Where the tests are, instead of in the folder tests beside the job file.")
    private @Nullable Path tests;

    @Option(names = "--update", description = "Expects what the runs give now, instead of comparing.")
    private boolean update;

    @Option(names = "--junit", paramLabel = "FILE", description = "Writes the results as JUnit's XML, too.")
    private @Nullable Path junit;

    @Mixin
    private SettingOptions options = new SettingOptions();

    TestCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Path named = surroundings.workingDirectory().resolve(file);
        Path jobFile = Files.isDirectory(named) ? named.resolve("job.yaml") : named;
        JobFile job = job(jobFile, options.settings());
        List<TestResult> results = new ArrayList<>();
        for (JobTest test : chosen(all(jobFile))) {
            TestResult result = result(jobFile, test);
            results.add(result);
            tell(result);
        }
        if (junit != null) {
            new JUnitFile(surroundings.workingDirectory().resolve(junit)).write(job.name(), results);
        }
        boolean allPassed = results.stream().allMatch(TestResult::passed);
        return (allPassed ? ExitCode.DONE : ExitCode.CONTRACT_BROKEN).number();
    }

    private JobFile job(Path jobFile, List<Setting> settings) {
        return new JobFileReader(surroundings.environment(), surroundings.workingDirectory()).read(jobFile, settings);
    }

    private List<JobTest> all(Path jobFile) {
        return tests == null
                ? JobTest.beside(jobFile)
                : JobTest.in(surroundings.workingDirectory().resolve(tests));
    }

    private List<JobTest> chosen(List<JobTest> tests) {
        List<String> names = tests.stream().map(JobTest::name).toList();
        for (String name : cases) {
            if (!names.contains(name)) {
                throw RelataException.usage(new Problem(
                        "Cannot test the job",
                        "--case",
                        "there is no test " + name,
                        "Name one of " + String.join(", ", names)));
            }
        }
        return tests.stream()
                .filter(test -> cases.isEmpty() || cases.contains(test.name()))
                .toList();
    }

    private TestResult result(Path jobFile, JobTest test) {
        List<Setting> settings = new ArrayList<>(options.settings());
        test.settings().stream().map(Setting::parse).forEach(settings::add);
        Instant began = surroundings.clock().instant();
        Path folder = temporary();
        try {
            JobTestRun run = new JobTestRun(job(jobFile, settings), test, folder, surroundings);
            List<String> differences = update ? updated(run, test.expected()) : differences(run, test.expected());
            return new TestResult(
                    test.name(),
                    differences,
                    Duration.between(began, surroundings.clock().instant()));
        } finally {
            FileUtil.fullyDelete(folder.toFile());
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("relata-test").toRealPath();
        } catch (IOException e) {
            throw JobTest.failed(Path.of(System.getProperty("java.io.tmpdir")), e);
        }
    }

    private static List<String> differences(JobTestRun run, ExpectedTables expected) {
        Optional<String> failure = run.failure();
        if (!failure.equals(expected.failure())) {
            return List.of(failure.map(message -> "the run failed: " + message).orElse("the run succeeded") + "\n"
                    + expected.failure()
                            .map(message -> "expected was the failure: " + message)
                            .orElse("expected was that it succeeds"));
        }
        return TableDifference.between(expected.tables(), run.tables()).stream()
                .map(difference -> difference.lines().rows().isEmpty()
                        ? difference.what()
                        : difference.what() + "\n" + TextTable.of(difference.lines()))
                .toList();
    }

    /** A failure is expected only where one was before: nobody shall bless one by mistake. */
    private static List<String> updated(JobTestRun run, ExpectedTables expected) {
        Optional<String> failure = run.failure();
        if (failure.isPresent() && expected.failure().isEmpty()) {
            return List.of("the run failed: " + failure.get()
                    + "\nIf that is expected, make the file expected/failure and update again");
        }
        failure.ifPresent(expected::write);
        expected.write(run.tables());
        return List.of();
    }

    private void tell(TestResult result) {
        String word = update ? "updated" : "ok";
        surroundings.out().println((result.passed() ? word : "FAILED") + " " + RunSummary.shown(result.test()));
        result.differences()
                .forEach(difference ->
                        difference.lines().forEach(line -> surroundings.out().println("  " + RunSummary.shown(line))));
        surroundings.out().flush();
    }
}
