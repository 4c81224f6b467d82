package io.relata.jobs;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.jobs.bookmark.FileChoice;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.config.JobFileReader;
import io.relata.jobs.config.Setting;
import io.relata.jobs.source.jdbc.Window;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that ends the window of time which databases are asked for; {@link FileOptions} has its begin. */
final class WindowOptions {

    @Option(
            names = "--as-of",
            paramLabel = "TIME",
            description = "What :as-of stands for in sources that are databases.")
    private @Nullable String asOf;

    /**
     * Reads a job, which then has these times.
     *
     * @throws RelataException when the job file is wrong, a text is no time, or no source of the job asks for the time
     */
    JobFile read(Path file, List<Setting> settings, FileChoice choice, Surroundings surroundings) {
        JobFile job =
                new JobFileReader(surroundings.environment(), surroundings.workingDirectory()).read(file, settings);
        Optional<Instant> end = Optional.ofNullable(asOf).map(text -> FileOptions.time("--as-of", text));
        if (end.isPresent() && !job.isWindowed()) {
            throw RelataException.usage(new Problem(
                    "Cannot read a window of time",
                    "--as-of " + end.get(),
                    "no source of job " + job.name()
                            + " is a database whose where or query names :from or :as-of, and no delete-missing does",
                    "Name them there, or leave out --as-of"));
        }
        return job.within(new Window(choice.from(), end));
    }
}
