package io.relata.jobs.report;

import static io.relata.jobs.report.HtmlTable.Column.number;
import static io.relata.jobs.report.HtmlTable.Column.run;
import static io.relata.jobs.report.HtmlTable.Column.text;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/** A job's runs as one page. */
final class RunsHtml {

    private RunsHtml() {}

    /** A change and the run that made it. */
    private record Drift(PastRun run, SchemaChange change) {}

    static byte[] write(RunHistory history) {
        return HtmlPage.write(
                history.job() + ", runs",
                history.job(),
                List.of(
                        new RunChartsSection(history.runs()),
                        runs(history.runs()),
                        drift(history.runs()),
                        failures(history.runs()),
                        new ListSection("What is shown", history.remarks())));
    }

    private static PageSection runs(List<PastRun> runs) {
        return new RowsSection<>(
                "Runs",
                runs,
                List.of(
                        run("Run"),
                        text("Started"),
                        text("Outcome"),
                        number("Time"),
                        number("Records read"),
                        number("Rejected"),
                        number("Tables"),
                        number("Rows"),
                        number("Size"),
                        number("Schema changes"),
                        number("Breaking")),
                run -> Stream.concat(Stream.of(run.run().value(), shown(run.started())), RunFigures.of(run).stream())
                        .toList());
    }

    private static PageSection drift(List<PastRun> runs) {
        List<Drift> changes = runs.stream()
                .flatMap(run -> run.changes().stream().map(change -> new Drift(run, change)))
                .toList();
        return new RowsSection<>(
                "Schema changes",
                changes,
                List.of(run("Run"), text("Change")),
                drift -> List.of(drift.run().run().value(), drift.change().line()));
    }

    private static PageSection failures(List<PastRun> runs) {
        List<PastRun> failed = runs.stream().filter(run -> !run.isDone()).toList();
        return new RowsSection<>(
                "Failures",
                failed,
                List.of(run("Run"), text("Error")),
                run -> List.of(run.run().value(), run.error().orElse("")));
    }

    /** To the second. */
    static String shown(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS)
                .toString()
                .replace('T', ' ')
                .replace("Z", " UTC");
    }
}
