package io.relata.jobs;

import io.relata.RunId;
import io.relata.jobs.bookmark.FileChoice;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.progress.ProgressStyle;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code relata run JOB.yaml}. */
@Command(name = "run", mixinStandardHelpOptions = true, description = "Runs a job and publishes its tables.")
final class RunCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(paramLabel = "JOB.yaml", description = "The job file.")
    private Path file = Path.of("");

    @Mixin
    private RunIdOption runId = new RunIdOption();

    @Mixin
    private FileOptions files = new FileOptions();

    @Mixin
    private RunOptions options = new RunOptions();

    @Mixin
    private WindowOptions window = new WindowOptions();

    @Option(
            names = "--metrics",
            paramLabel = "TO",
            defaultValue = "NONE",
            description = "Where the run's figures go beside the report: none, or cloudwatch (one line of its embedded"
                    + " metric format on standard output).")
    private Metrics metrics = Metrics.NONE;

    @Option(
            names = "--plan",
            paramLabel = "FILE",
            description = "Carries out this plan, which plan --out wrote; exit code 3 where it no longer fits.")
    private @Nullable Path plan;

    RunCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        FileChoice choice = files.choice();
        JobFile job = window.read(file, options.settings(), choice, surroundings);
        Optional<PlanFile> approved = Optional.ofNullable(plan)
                .map(surroundings.workingDirectory()::resolve)
                .map(PlanFile::read);
        JobLauncher launcher = new JobLauncher(surroundings, metrics, approved);
        ProgressStyle style = options.style(surroundings);
        Optional<RunId> run = runId.run();
        Optional<JobLauncher.Done> done = run.isPresent()
                ? launcher.run(job, style, choice, run.get())
                : Optional.of(launcher.run(job, style, choice));
        surroundings.out().print(RunSummary.of(done));
        surroundings.out().flush();
        return ExitCode.DONE.number();
    }
}
