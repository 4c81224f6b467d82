package io.relata.junit;

import static java.util.Objects.requireNonNull;

import io.relata.jobs.jobtest.JobTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the sources of a job have for one run. Immutable. */
public final class Input {

    private final Map<String, Content> sources;

    private Input(Map<String, Content> sources) {
        this.sources = sources;
    }

    /** Input of one source: a file of these lines. */
    public static Input lines(String source, String... lines) {
        return new Input(Map.of()).andLines(source, lines);
    }

    /**
     * Input of one source: a file, or a folder with all that is in it.
     *
     * @param files is copied when the job runs, so that a run never changes it
     */
    public static Input files(String source, Path files) {
        return new Input(Map.of()).andFiles(source, files);
    }

    /** Gives a further source a file of these lines. */
    public Input andLines(String source, String... lines) {
        List<String> copy = List.of(lines);
        return and(source, folder -> Files.write(folder.resolve("lines"), copy));
    }

    /** Gives a further source a file, or a folder with all that is in it. */
    public Input andFiles(String source, Path files) {
        requireNonNull(files, "files");
        return and(source, folder -> copy(files, folder));
    }

    private Input and(String source, Content content) {
        if (source.isEmpty() || source.startsWith(".") || source.contains("/") || source.contains("\\")) {
            throw JobTest.wrong("source " + source, "no source can have this name", "Name it as the job file does");
        }
        Map<String, Content> more = new LinkedHashMap<>(sources);
        if (more.put(source, content) != null) {
            throw JobTest.wrong(
                    "source " + source, "it is given input twice", "Give it a folder with all of its files");
        }
        return new Input(more);
    }

    /** Writes a folder for each source. */
    void into(Path folder) {
        sources.forEach((source, content) -> {
            try {
                content.into(Files.createDirectories(folder.resolve(source)));
            } catch (IOException e) {
                throw JobTest.failed(folder.resolve(source), e);
            }
        });
    }

    private static void copy(Path files, Path folder) throws IOException {
        if (!Files.isDirectory(files)) {
            Files.copy(files, folder.resolve(files.getFileName()));
            return;
        }
        try (Stream<Path> walk = Files.walk(files)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(files.relativize(file).toString());
                Files.createDirectories(copy.resolveSibling(""));
                Files.copy(file, copy);
            }
        }
    }

    private interface Content {
        void into(Path folder) throws IOException;
    }
}
