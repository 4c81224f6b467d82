package io.relata.jobs.jobtest;

import static java.util.Objects.requireNonNull;

import io.relata.Problem;
import io.relata.RelataException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One test of a job: a folder below {@code tests} beside the job file.
 *
 * @param folder its real path
 * @param inputs of each run, in order, the file or folder of each source; at least one run
 */
public record JobTest(Path folder, List<Map<String, Path>> inputs) {

    private static final String TESTS = "tests";
    private static final String INPUT = "input";

    public JobTest {
        requireNonNull(folder, "folder");
        inputs = List.copyOf(inputs);
    }

    /**
     * The tests beside a job file, in the order of their names.
     *
     * @throws RelataException when there is none, or one has no input
     */
    public static List<JobTest> beside(Path jobFile) {
        return all(real(jobFile).resolveSibling(TESTS));
    }

    /**
     * The tests in a folder, in the order of their names.
     *
     * @throws RelataException when there is none, or one has no input
     */
    public static List<JobTest> in(Path tests) {
        return all(real(tests));
    }

    /** Without links on the way to it, as runs name their input. */
    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    private static List<JobTest> all(Path tests) {
        List<Path> folders = Files.isDirectory(tests)
                ? entries(tests).stream().filter(Files::isDirectory).toList()
                : List.of();
        if (folders.isEmpty()) {
            throw wrong(
                    tests.toString(),
                    "there is no folder of a test",
                    "Make one for each test, such as tests/empty/input");
        }
        return folders.stream().map(JobTest::read).toList();
    }

    private static JobTest read(Path folder) {
        List<Map<String, Path>> inputs = new ArrayList<>();
        Path only = folder.resolve(INPUT);
        if (Files.isDirectory(only)) {
            inputs.add(sources(only));
        }
        for (int run = 1; Files.isDirectory(folder.resolve(INPUT + "-" + run)); run++) {
            inputs.add(sources(folder.resolve(INPUT + "-" + run)));
        }
        if (inputs.isEmpty() || (inputs.size() > 1 && Files.isDirectory(only))) {
            throw wrong(
                    folder.toString(),
                    inputs.isEmpty() ? "it has no folder input" : "it has input and input-1",
                    "Put the sources' files into input, or into input-1, input-2 and so on for runs that follow each"
                            + " other");
        }
        return new JobTest(folder, inputs);
    }

    /** A source's name is that of its folder, or that of its file up to the first dot. */
    private static Map<String, Path> sources(Path input) {
        Map<String, Path> sources = new TreeMap<>();
        for (Path entry : entries(input)) {
            String name = entry.getFileName().toString();
            int dot = name.indexOf('.');
            String source = Files.isDirectory(entry) || dot < 0 ? name : name.substring(0, dot);
            if (sources.put(source, entry) != null) {
                throw wrong(
                        input.toString(),
                        "two entries are of source " + source,
                        "Put its files into one folder " + source);
            }
        }
        return sources;
    }

    public String name() {
        return folder.getFileName().toString();
    }

    /** Where the expected tables are. */
    public ExpectedTables expected() {
        return new ExpectedTables(folder.resolve("expected"));
    }

    /**
     * Further settings of the job for this test, as {@code --set} takes them: the lines of the file {@code settings}.
     *
     * @throws RelataException when the file cannot be read
     */
    public List<String> settings() {
        Path file = folder.resolve("settings");
        return Files.exists(file)
                ? lines(file).stream()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .toList()
                : List.of();
    }

    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    /** Names that begin with a dot are not for us. */
    static List<Path> entries(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> !entry.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    /** What a person is told of a file or folder of a test that cannot be read or written. */
    public static RelataException failed(Path path, IOException e) {
        return RelataException.failed(
                new Problem(
                        "Cannot test the job",
                        path.toString(),
                        "it cannot be read or written (" + e.getClass().getSimpleName() + ")",
                        "Check the path, and that the user may read and write it"),
                e);
    }

    /** What a person is told of a test that is not as tests are. */
    public static RelataException wrong(String where, String why, String remedy) {
        return RelataException.usage(new Problem("Cannot test the job", where, why, remedy));
    }
}
