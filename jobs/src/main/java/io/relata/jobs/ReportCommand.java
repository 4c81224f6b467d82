package io.relata.jobs;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.RunId;
import io.relata.jobs.report.PastRun;
import io.relata.jobs.report.ReportHistory;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code relata report JOB.yaml [RUN]}. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Shows what a run did, and where its report and the page of it are.")
final class ReportCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(index = "0", paramLabel = "JOB.yaml", description = "The job file.")
    private Path file = Path.of("");

    @Parameters(
            index = "1",
            paramLabel = "RUN",
            arity = "0..1",
            description = "The run's id (default: the job's latest run, failed or not).")
    private String run = "";

    @Mixin
    private SettingOptions options = new SettingOptions();

    ReportCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (PublishedTarget target = PublishedTarget.of(file, options, surroundings)) {
            ReportHistory reports = new ReportHistory(target.layout(), target.configuration());
            String job = target.job().name();
            PastRun shown = run.isEmpty() ? latest(reports, job, target.layout().target()) : reports.of(named());
            surroundings.out().print(RunSummary.of(shown, target.layout().of(shown.run())));
        }
        surroundings.out().flush();
        return ExitCode.DONE.number();
    }

    private static PastRun latest(ReportHistory reports, String job, String target) {
        return reports.of(job).runs().stream()
                .findFirst()
                .orElseThrow(() -> RelataException.usage(new Problem(
                        "Cannot show a report of job " + job,
                        target,
                        "none of the last runs of this target that left a report is of this job",
                        "Run the job, or name a run")));
    }

    private RunId named() {
        return RunId.parsed(run)
                .orElseThrow(() -> RelataException.usage(new Problem(
                        "Cannot show the report of \"" + RunSummary.shown(run) + "\"",
                        "the command line",
                        "it is not a run id",
                        "Name a run that relata runs lists, such as 20261121t101500z-4f9c02ab")));
    }
}
