package io.relata.jobs;

import io.relata.jobs.publish.Recovered;
import io.relata.jobs.publish.Recovery;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code relata recover JOB.yaml}. */
@Command(
        name = "recover",
        mixinStandardHelpOptions = true,
        description = {
            "Finishes or undoes what runs left that ended in the midst of publishing.",
            "Every run does so before it reads anything."
        })
final class RecoverCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(paramLabel = "JOB.yaml", description = "The job file.")
    private Path file = Path.of("");

    @Mixin
    private SettingOptions options = new SettingOptions();

    RecoverCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        List<Recovered> recovered;
        try (PublishedTarget target = PublishedTarget.of(file, options, surroundings)) {
            recovered = new Recovery(target.manifests(), target.publisher())
                    .recover(target.catalog(), target.job().catalog().catalog());
        }
        recovered.forEach(run -> surroundings.out().println(run.sentence()));
        if (recovered.isEmpty()) {
            surroundings.out().println("No run had ended in the midst of publishing.");
        }
        return ExitCode.DONE.number();
    }
}
