package io.relata.jobs;

import static java.util.Objects.requireNonNull;

import io.relata.RelataException;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.config.SourceSpec;
import io.relata.jobs.jobtest.FoundTables;
import io.relata.jobs.jobtest.JobTest;
import io.relata.jobs.jobtest.TableText;
import io.relata.jobs.progress.ProgressStyle;
import io.relata.transforms.json.InputFile;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs a job over the input of one of its tests, in a folder of its own. Used once. */
final class JobTestRun {

    private final JobFile job;
    private final JobTest test;
    private final Path folder;
    private final Surroundings surroundings;
    private final List<String> runs = new ArrayList<>();

    /** @param folder takes what the runs write */
    JobTestRun(JobFile job, JobTest test, Path folder, Surroundings surroundings) {
        this.job = job;
        this.test = test;
        this.folder = folder;
        this.surroundings = surroundings;
    }

    /**
     * The message of a run that failed; none follows it. Empty where all succeeded.
     *
     * @throws RelataException when the test's input does not fit the job's sources
     */
    Optional<String> failure() {
        List<JobFile> jobs = test.inputs().stream().map(this::over).toList();
        for (int i = 0; i < jobs.size(); i++) {
            try {
                runs.add(launcher(i)
                        .run(jobs.get(i), ProgressStyle.QUIET)
                        .report()
                        .run()
                        .value());
            } catch (RelataException e) {
                return Optional.of(plain(String.valueOf(e.getMessage())));
            }
        }
        return Optional.empty();
    }

    /** What the runs published. */
    Map<String, TableText> tables() {
        try (OpenCatalog open = OpenCatalog.of(over(test.inputs().get(0)))) {
            return new FoundTables(open.catalog(), SparkSessions.forApplication(job.name()))
                    .of(job.catalog().database(), this::plain);
        }
    }

    /** A minute apart, so that the ids of runs have the order of the runs. */
    private JobLauncher launcher(int run) {
        return new JobLauncher(new Surroundings(
                new BufferedReader(Reader.nullReader()),
                new PrintWriter(Writer.nullWriter()),
                new PrintWriter(Writer.nullWriter()),
                false,
                surroundings.environment(),
                surroundings.workingDirectory(),
                surroundings.home(),
                Clock.offset(surroundings.clock(), Duration.ofMinutes(run))));
    }

    private JobFile over(Map<String, Path> inputs) {
        Map<String, SourceSpec> sources = new LinkedHashMap<>();
        job.sources()
                .forEach((source, spec) ->
                        sources.put(source, over(source, spec, Optional.ofNullable(inputs.get(source)))));
        for (String input : inputs.keySet()) {
            if (!sources.containsKey(input)) {
                throw JobTest.wrong(
                        requireNonNull(inputs.get(input)).toString(),
                        "the job has no source " + input,
                        "Name it as one of " + String.join(", ", sources.keySet()));
            }
        }
        return job.over(sources, folder.toString());
    }

    private SourceSpec over(String source, SourceSpec spec, Optional<Path> input) {
        Path path = input.orElseThrow(() -> JobTest.wrong(
                test.folder().toString(),
                "a run has no input of source " + source,
                "Make a folder of this name, or a file such as input/" + source + ".json"));
        return spec.at(InputFile.pattern(path.toString()))
                .orElseThrow(() -> JobTest.wrong(
                        "source " + source,
                        "it reads " + spec.kind() + ", and a test can give files of JSON, CSV and Parquet alone",
                        "Test the job with such a source through --set, or the parts of it that have one"));
    }

    /** Runs as {@code run-1}, paths from the test's folder on. */
    private String plain(String text) {
        String plain = text.replace("file:" + test.folder() + "/", "")
                .replace(test.folder() + "/", "")
                .replace("file:" + folder + "/", "")
                .replace(folder + "/", "");
        for (int i = 0; i < runs.size(); i++) {
            plain = plain.replace(runs.get(i), "run-" + (i + 1));
        }
        return plain;
    }
}
