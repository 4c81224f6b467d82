package io.relata.jobs;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.RunId;
import io.relata.jobs.publish.TargetLayout;
import io.relata.jobs.report.PastRun;
import io.relata.jobs.report.ReportHistory;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
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

    @Parameters(
            index = "0",
            paramLabel = "JOB.yaml",
            description = "The job file; or a target folder, whose latest run is of whatever job.")
    private String subject = "";

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
        if (surroundings.isFolder(subject)) {
            showFolder();
        } else {
            showJob();
        }
        surroundings.out().flush();
        return ExitCode.DONE.number();
    }

    private void showJob() {
        try (PublishedTarget target = PublishedTarget.of(Path.of(subject), options, surroundings)) {
            ReportHistory reports = new ReportHistory(target.layout(), target.configuration());
            String job = target.job().name();
            show(run.isEmpty() ? latest(reports, job, target.layout().target()) : reports.of(named()), target.layout());
        }
    }

    private void showFolder() {
        options.requireNone(subject);
        Configuration configuration =
                SparkSessions.forApplication("report").sparkContext().hadoopConfiguration();
        TargetLayout layout = TargetLayout.qualified(
                surroundings.absolute(subject), RunId.startingAt(surroundings.clock()), configuration);
        ReportHistory reports = new ReportHistory(layout, configuration);
        PastRun shown = run.isEmpty()
                ? reports.latest()
                        .orElseThrow(() -> RelataException.usage(new Problem(
                                "Cannot show a report",
                                layout.target(),
                                "no run left one there",
                                "Name the target of a job, or its job file")))
                : reports.of(named());
        show(shown, layout);
    }

    private void show(PastRun shown, TargetLayout layout) {
        surroundings.out().print(RunSummary.of(shown, layout.of(shown.run())));
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
        return RunIdOption.named(run, "Cannot show the report of", "Name a run that relata runs lists");
    }
}
