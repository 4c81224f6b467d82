package io.relata.junit;

import static java.util.Objects.requireNonNull;

import io.relata.RelataException;
import io.relata.jobs.jobtest.JobTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * The tests in the folder {@code tests} beside a job file, each as a test of JUnit that has its name, fails with the
 * difference of the tables, and cleans up behind itself. What a method with {@code @TestFactory} returns.
 */
public final class JobTests {

    private JobTests() {}

    /**
     * @param job the job file, or the folder of a {@code job.yaml}
     * @param settings replace values of the job file, as {@code --set} does: {@code target.mode=append}
     * @throws RelataException when there is no test, or one has no input
     */
    public static Stream<DynamicTest> of(Path job, String... settings) {
        requireNonNull(job, "job");
        List<String> set =
                Stream.of(settings).map(setting -> "--set=" + setting).toList();
        Path file = (Files.isDirectory(job) ? job.resolve("job.yaml") : job).toAbsolutePath();
        return JobTest.beside(file).stream()
                .map(test -> DynamicTest.dynamicTest(test.name(), test.folder().toUri(), () -> {
                    List<String> arguments = new ArrayList<>(List.of(file.toString(), "--case=" + test.name()));
                    arguments.addAll(set);
                    Program.test(arguments);
                }));
    }
}
