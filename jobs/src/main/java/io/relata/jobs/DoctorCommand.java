package io.relata.jobs;

import io.relata.jobs.doctor.CatalogTrial;
import io.relata.jobs.doctor.Finding;
import io.relata.jobs.doctor.Libraries;
import io.relata.jobs.doctor.LibraryTrial;
import io.relata.jobs.doctor.StoreTrial;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code relata doctor [JOB.yaml]}. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Tries what a run needs: libraries; with a job file also its target and its catalog.",
            "What it writes for that it removes; the catalog has a table relata_doctor meanwhile."
        })
final class DoctorCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(paramLabel = "JOB.yaml", arity = "0..1", description = "The job file.")
    private @Nullable Path file;

    @Mixin
    private SettingOptions options = new SettingOptions();

    private boolean hasFailed;

    DoctorCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        tell(new LibraryTrial(
                        Libraries.found(SparkSessions.forApplication("doctor").version()))
                .findings());
        if (file != null) {
            try (PublishedTarget target = PublishedTarget.of(file, options, surroundings)) {
                examine(target);
            }
        }
        return hasFailed ? ExitCode.FAILED.number() : ExitCode.DONE.number();
    }

    private void examine(PublishedTarget target) {
        String folder = target.layout().doctor();
        tell(new StoreTrial(folder, target.configuration(), surroundings.clock()).findings());
        tell(new CatalogTrial(
                        target.catalog(),
                        target.job().catalog().database(),
                        folder + "/table",
                        target.layout().run())
                .findings());
    }

    private void tell(List<Finding> findings) {
        for (Finding finding : findings) {
            hasFailed |= finding.verdict() == Finding.Verdict.FAIL;
            surroundings
                    .out()
                    .println("%-4s  %s: %s"
                            .formatted(
                                    finding.verdict().name().toLowerCase(Locale.ROOT),
                                    finding.subject(),
                                    RunSummary.shown(finding.found())));
        }
        surroundings.out().flush();
    }
}
