package io.relata.jobs;

import io.relata.jobs.publish.Removal;
import io.relata.jobs.publish.Vacuum;
import io.relata.jobs.report.Quantity;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code relata vacuum JOB.yaml}. */
@Command(
        name = "vacuum",
        mixinStandardHelpOptions = true,
        description = {
            "Removes the files of snapshots beyond target.retain and what failed runs left.",
            "Nothing that a published table shows is removed."
        })
final class VacuumCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(paramLabel = "JOB.yaml", description = "The job file.")
    private Path file = Path.of("");

    @Option(names = "--dry-run", description = "Shows what would be removed and removes nothing.")
    private boolean dryRun;

    @Mixin
    private SettingOptions options = new SettingOptions();

    VacuumCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (PublishedTarget target = PublishedTarget.of(file, options, surroundings)) {
            vacuum(target);
        }
        return ExitCode.DONE.number();
    }

    private void vacuum(PublishedTarget target) {
        Vacuum vacuum = new Vacuum(target.layout(), target.manifests(), surroundings.clock());
        String job = target.job().name();
        String database = target.job().catalog().database();
        int retain = target.job().target().retain();
        AtomicBoolean any = new AtomicBoolean();
        if (dryRun) {
            vacuum.removals(job, target.catalog(), database, retain)
                    .forEach(removal -> print("would remove ", removal, any));
        } else {
            vacuum.remove(job, target.catalog(), database, retain, removal -> print("removed ", removal, any));
        }
        if (!any.get()) {
            surroundings.out().println("Nothing to remove.");
        }
    }

    private void print(String what, Removal removal, AtomicBoolean any) {
        any.set(true);
        surroundings
                .out()
                .println(what + RunSummary.shown(removal.folder()) + ", " + removal.files() + " files, "
                        + Quantity.bytes(removal.bytes()) + ": "
                        + removal.reason().words());
        surroundings.out().flush();
    }
}
