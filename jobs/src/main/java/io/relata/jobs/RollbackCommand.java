package io.relata.jobs;

import io.relata.RunId;
import io.relata.TableName;
import io.relata.jobs.publish.Publication;
import io.relata.jobs.publish.Rollback;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code relata rollback JOB.yaml RUN}. */
@Command(
        name = "rollback",
        mixinStandardHelpOptions = true,
        description = {
            "Points all tables of an earlier run back to what it wrote.",
            "Nothing is deleted, so the runs since can be shown again in the same way."
        })
final class RollbackCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(index = "0", paramLabel = "JOB.yaml", description = "The job file.")
    private Path file = Path.of("");

    @Parameters(index = "1", paramLabel = "RUN", description = "The id of the run to show again.")
    private String run = "";

    @Mixin
    private SettingOptions options = new SettingOptions();

    RollbackCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        RunId earlier = RunIdOption.named(run, "Cannot roll back to", RunIdOption.MANIFESTS);
        Publication done;
        try (PublishedTarget target = PublishedTarget.of(file, options, surroundings)) {
            done = new Rollback(target.manifests(), target.publisher(), surroundings.clock())
                    .to(
                            earlier,
                            target.layout().run(),
                            target.catalog(),
                            target.job().catalog().catalog());
        }
        done.manifest()
                .tables()
                .forEach(table -> surroundings
                        .out()
                        .println("table " + RunSummary.shown(table.name().toString()) + " shows run "
                                + table.definition().run()));
        for (TableName table : done.notRefreshed()) {
            surroundings
                    .out()
                    .println("table " + RunSummary.shown(table.toString()) + " is not of that run and stays as it was");
        }
        return ExitCode.DONE.number();
    }
}
