package io.relata.jobs;

import io.relata.jobs.config.JobFile;
import io.relata.jobs.config.JobFileReader;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code relata run JOB.yaml}. */
@Command(name = "run", mixinStandardHelpOptions = true, description = "Runs a job and publishes its tables.")
final class RunCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(paramLabel = "JOB.yaml", description = "The job file.")
    private Path file = Path.of("");

    @Mixin
    private RunOptions options = new RunOptions();

    RunCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        JobFile job = new JobFileReader(surroundings.environment(), surroundings.workingDirectory())
                .read(file, options.settings());
        JobLauncher.Done done = new JobLauncher(surroundings).run(job, options.style(surroundings));
        surroundings.out().print(RunSummary.of(done));
        surroundings.out().flush();
        return ExitCode.DONE.number();
    }
}
