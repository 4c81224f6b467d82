package io.relata.jobs;

import io.relata.Warehouse;
import io.relata.jobs.report.PastRun;
import io.relata.jobs.report.ReportHistory;
import io.relata.jobs.report.RunFigures;
import io.relata.jobs.report.RunHistory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code relata runs JOB.yaml}. */
@Command(
        name = "runs",
        mixinStandardHelpOptions = true,
        description = {
            "Lists a job's runs among the last 100 of its target: rows, bytes, times, schema changes, failures.",
            "Writes the same as a page with charts into the target."
        })
final class RunsCommand implements Callable<Integer> {

    private static final List<String> COLUMNS =
            List.of("run", "outcome", "time", "records", "rejected", "tables", "rows", "size", "changes", "breaking");

    private final Surroundings surroundings;

    @Parameters(paramLabel = "JOB.yaml", description = "The job file.")
    private Path file = Path.of("");

    @Mixin
    private SettingOptions options = new SettingOptions();

    RunsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (PublishedTarget target = PublishedTarget.of(file, options, surroundings)) {
            ReportHistory reports = new ReportHistory(target.layout(), target.configuration());
            RunHistory history = reports.of(target.job().name());
            if (!history.runs().isEmpty()) {
                List<List<Optional<String>>> rows =
                        history.runs().stream().map(RunsCommand::row).toList();
                surroundings.out().print(TextTable.of(new Warehouse.QueryResult(COLUMNS, rows)));
            }
            history.remarks().forEach(remark -> surroundings.out().println(RunSummary.shown(remark)));
            surroundings.out().println("page: " + reports.write(history));
        }
        surroundings.out().flush();
        return ExitCode.DONE.number();
    }

    private static List<Optional<String>> row(PastRun run) {
        return Stream.concat(Stream.of(run.run().value()), RunFigures.of(run).stream())
                .map(Optional::of)
                .toList();
    }
}
