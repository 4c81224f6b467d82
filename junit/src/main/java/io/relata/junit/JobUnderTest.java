package io.relata.junit;

import static java.util.Objects.requireNonNull;

import io.relata.jobs.jobtest.ExpectedTables;
import io.relata.jobs.jobtest.JobTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileUtil;

/**
 * A job that a test runs over input of its own: into a temporary folder, with a local catalog, without the warehouse and
 * lineage of its job file. Immutable. All jobs of a JVM share its one Spark session.
 */
public final class JobUnderTest {

    private static final String NAME = "run";

    private final Path job;
    private final List<String> settings;

    private JobUnderTest(Path job, List<String> settings) {
        this.job = requireNonNull(job, "job");
        this.settings = List.copyOf(settings);
    }

    /** @param job the job file, or the folder of a {@code job.yaml} */
    public static JobUnderTest of(Path job) {
        return new JobUnderTest(job, List.of());
    }

    /**
     * With another value in its job file.
     *
     * @param setting as {@code --set} takes it: {@code target.mode=append}
     */
    public JobUnderTest with(String setting) {
        List<String> more = new ArrayList<>(settings);
        more.add("--set=" + setting);
        return new JobUnderTest(job, more);
    }

    /**
     * Runs the job.
     *
     * @param next the input of further runs, which follow one another into the same tables; none follows one that failed
     * @return the tables once all ran, or how a run failed
     * @throws org.opentest4j.AssertionFailedError when the job file is wrong or the input is not that of its sources
     */
    public JobOutcome run(Input first, Input... next) {
        Path folder = temporary();
        try {
            Path test = folder.resolve(NAME);
            if (next.length == 0) {
                first.into(test.resolve("input"));
            } else {
                first.into(test.resolve("input-1"));
                for (int i = 0; i < next.length; i++) {
                    next[i].into(test.resolve("input-" + (i + 2)));
                }
            }
            ExpectedTables found = new ExpectedTables(test.resolve("expected"));
            // A failure is written down only where one is expected.
            Files.createDirectories(found.folder());
            found.write("");
            List<String> arguments =
                    new ArrayList<>(List.of(job.toAbsolutePath().toString(), "--tests=" + folder, "--update"));
            arguments.addAll(settings);
            Program.test(arguments);
            return new JobOutcome(found.failure().filter(message -> !message.isEmpty()), TypedRows.of(found.tables()));
        } catch (IOException e) {
            throw JobTest.failed(folder, e);
        } finally {
            FileUtil.fullyDelete(folder.toFile());
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("relata-junit");
        } catch (IOException e) {
            throw JobTest.failed(Path.of(System.getProperty("java.io.tmpdir")), e);
        }
    }
}
