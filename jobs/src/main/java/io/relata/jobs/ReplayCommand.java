package io.relata.jobs;

import io.relata.jobs.bookmark.FileChoice;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.replay.ReplayRequest;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code relata replay JOB.yaml RUN}. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Takes up again what an earlier run rejected, as a new run.",
            "Records that are good now come into the job's tables; the others stay rejected, with both reasons."
        })
final class ReplayCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(index = "0", paramLabel = "JOB.yaml", description = "The job file.")
    private Path file = Path.of("");

    @Parameters(index = "1", paramLabel = "RUN", description = "The id of the run whose rejected records are taken.")
    private String run = "";

    @Option(
            names = "--corrected",
            paramLabel = "FILE",
            description = "A file of JSON lines that take the place of the rejected records, in their order.")
    private @Nullable String corrected;

    @Mixin
    private RunOptions options = new RunOptions();

    @Mixin
    private WindowOptions window = new WindowOptions();

    ReplayCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        ReplayRequest asked = new ReplayRequest(
                RunIdOption.named(run, "Cannot replay", RunIdOption.MANIFESTS),
                Optional.ofNullable(corrected).map(surroundings::absolute));
        JobFile job = window.read(file, options.settings(), FileChoice.ALL, surroundings);
        Optional<JobLauncher.Done> done = new JobLauncher(surroundings).replay(job, options.style(surroundings), asked);
        surroundings
                .out()
                .print(done.map(RunSummary::of)
                        .orElseGet(() -> "No record that run " + asked.run()
                                + " rejected is shown as it wrote it: there were none, or they were replayed or replaced"
                                + " since. Nothing was published.\n"));
        surroundings.out().flush();
        return ExitCode.DONE.number();
    }
}
