package io.relata.jobs.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A job folder and a working directory of a test, with an environment of its own. */
final class JobFolder {

    static final String SMALLEST = """
            job: small
            sources:
              players: {path: in/players.json}
            target: {path: out}
            catalog: {database: games}
            """;

    private final Path root;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final List<Setting> settings = new ArrayList<>();

    JobFolder(Path root) {
        this.root = root;
        write("query.sql", "SELECT 1");
    }

    Path folder() {
        return root.resolve("job");
    }

    Path workingDirectory() {
        return root.resolve("work");
    }

    JobFolder variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    JobFolder set(String setting) {
        settings.add(Setting.parse(setting));
        return this;
    }

    JobFolder write(String name, String text) {
        try {
            Path file = folder().resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Reads a job file of this text, which messages call {@code job.yaml}. */
    JobFile read(String yaml) {
        write("job.yaml", yaml);
        return new JobFileReader(environment, workingDirectory()).read(folder().resolve("job.yaml"), settings);
    }

    /** The message that reading fails with, with the folder's path taken out. */
    String problems(String yaml) {
        try {
            JobFile job = read(yaml);
            throw new AssertionError("Read without a problem: " + job);
        } catch (JobFileException refused) {
            return refused.getMessage().replace(folder() + "/", "");
        }
    }
}
