package io.relata.jobs.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads job files. Immutable and thread-safe. */
public final class JobFileReader {

    /** The most bytes of a job file, and of a query beside it. */
    static final int LONGEST = 1_000_000;

    private final Map<String, String> environment;
    private final Path workingDirectory;

    /**
     * @param environment what {@code ${VAR}} in a job file stands for
     * @param workingDirectory what relative paths of the command line and the environment start from
     */
    public JobFileReader(Map<String, String> environment, Path workingDirectory) {
        this.environment = Map.copyOf(environment);
        this.workingDirectory = workingDirectory.toAbsolutePath().normalize();
    }

    /**
     * The job that a file describes, with values replaced by the settings of the command line, a later one winning.
     *
     * @throws JobFileException with every problem of the file and of the settings
     */
    public JobFile read(Path file, List<Setting> settings) {
        Problems problems = new Problems();
        Place start = new Place(file.toString(), 1, 1);
        Optional<String> text = text(file, start, problems);
        if (text.isEmpty()) {
            throw problems.exception();
        }
        return read(text.get(), start, folder(file), settings, problems);
    }

    /**
     * The job that a text describes, as {@link #read}; its relative paths start from the working directory.
     *
     * @param name what the text is called in problems
     */
    public JobFile readText(String name, String text, List<Setting> settings) {
        return read(text, new Place(name, 1, 1), workingDirectory, settings, new Problems());
    }

    private JobFile read(String text, Place start, Path folder, List<Setting> settings, Problems problems) {
        Optional<Node> document = document(text, start, problems);
        if (document.isEmpty()) {
            throw problems.exception();
        }
        Reading reading = new Reading(problems, folder, workingDirectory);
        Node node = document.get() instanceof Node.Members top
                ? new CommandLine(problems).applied(top, settings)
                : document.get();
        Optional<Fields> job = JobKeys.SECTION.read(node, KeyPath.TOP, reading);
        job.ifPresent(fields -> new JobRules(fields, reading).check());
        if (!problems.isEmpty() || job.isEmpty()) {
            throw problems.exception();
        }
        return JobKeys.spec(job.get(), workingDirectory);
    }

    private Optional<Node> document(String text, Place start, Problems problems) {
        EnvironmentVariables variables = new EnvironmentVariables(environment, problems);
        Optional<Node> document = new YamlText(
                        mark -> new Place(start.document(), mark.getLine() + 1, mark.getColumn() + 1),
                        variables::replaced,
                        problems)
                .read(text, KeyPath.TOP, start);
        return document.or(
                () -> problems.isEmpty() ? Optional.of(new Node.Members(start, Map.of())) : Optional.empty());
    }

    private Path folder(Path file) {
        Path parent = workingDirectory.resolve(file).normalize().getParent();
        return parent == null ? workingDirectory : parent;
    }

    private Optional<String> text(Path named, Place start, Problems problems) {
        Path file = workingDirectory.resolve(named);
        try {
            if (!Files.isRegularFile(file)) {
                return refused(start, problems, "there is no such file", "Give the path of a job file");
            }
            if (Files.size(file) > LONGEST) {
                return refused(
                        start, problems, "it has more than " + LONGEST + " bytes", "Check that it is a job file");
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
            return Optional.of(text.startsWith("\ufeff") ? text.substring(1) : text);
        } catch (CharacterCodingException notText) {
            return refused(start, problems, "it is not UTF-8 text", "Save the file as UTF-8 text");
        } catch (IOException unreadable) {
            return refused(
                    start,
                    problems,
                    "it cannot be read (" + unreadable.getClass().getSimpleName() + ")",
                    "Check its permissions");
        }
    }

    private static Optional<String> refused(Place start, Problems problems, String why, String remedy) {
        problems.add(start, KeyPath.TOP, why, remedy);
        return Optional.empty();
    }
}
