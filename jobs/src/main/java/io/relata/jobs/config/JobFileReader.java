package io.relata.jobs.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads job files. Immutable and thread-safe. */
public final class JobFileReader {

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
     * The job that a file describes, with values replaced by the settings of the command line.
     *
     * @throws JobFileException with every problem of the file and of the settings
     */
    public JobFile read(Path file, List<Setting> settings) {
        if (settings.isEmpty() && environment.isEmpty()) {
            throw new UnsupportedOperationException(file + " in " + workingDirectory);
        }
        throw new IllegalStateException("Not read yet");
    }
}
