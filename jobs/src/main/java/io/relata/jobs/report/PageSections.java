package io.relata.jobs.report;

import static io.relata.jobs.report.HtmlTable.Column.number;
import static io.relata.jobs.report.HtmlTable.Column.text;

import java.util.List;
import java.util.Locale;

/** What the page of a report shows. */
final class PageSections {

    private PageSections() {}

    /** From top to bottom; those without content too. */
    static List<PageSection> of(RunReport report) {
        return List.of(
                new RunSection(report),
                new AnswersSection(report.answers()),
                new TablesSection(report.tables()),
                balance(report),
                changes(report.changes()),
                checks(report.checks()),
                SurveySections.clashes(report.survey()),
                SurveySections.dataKeys(report.survey()),
                rejects(report.rejects()),
                FileSizesSection.of(report.fileSizes()),
                new ListSection("Notes", report.notes()),
                loads(report.loads()),
                views(report.views()),
                new StepsSection(report.steps()),
                new ListSection("Inputs", report.inputs()));
    }

    private static PageSection balance(RunReport report) {
        return new RowsSection<>(
                report.balances() ? "Counts agree" : "Counts differ",
                report.balance(),
                List.of(text("What"), number("Expected"), number("Found"), text("Verdict")),
                line -> List.of(
                        line.what(),
                        Quantity.count(line.expected()),
                        Quantity.count(line.found()),
                        line.agrees() ? "agrees" : "differs"));
    }

    static PageSection changes(List<SchemaChange> changes) {
        return new RowsSection<>(
                "Schema changes",
                changes,
                List.of(text("Table"), text("Change"), text("Column"), text("Before"), text("After"), text("Readers")),
                change -> List.of(
                        change.table(),
                        change.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        change.column(),
                        change.before(),
                        change.after(),
                        change.kind().breaksReaders() ? "may break" : ""));
    }

    private static PageSection checks(List<Check> checks) {
        return new RowsSection<>(
                "Checks",
                checks,
                List.of(
                        text("Check"),
                        text("Table"),
                        text("What must hold"),
                        text("Outcome"),
                        number("Rows that break it")),
                check -> List.of(
                        check.name(),
                        check.table(),
                        check.rule(),
                        check.outcome().name().toLowerCase(Locale.ROOT),
                        Quantity.count(check.rows())));
    }

    private static PageSection rejects(List<RunReport.Rejects> rejects) {
        return new RowsSection<>(
                "Rejected records",
                rejects,
                List.of(text("Reason"), number("Records"), text("The first one"), text("Its form")),
                reason -> List.of(
                        reason.reason(),
                        Quantity.count(reason.records()),
                        reason.where(),
                        reason.sample().orElse("")));
    }

    private static PageSection loads(List<RunReport.Load> loads) {
        return new RowsSection<>(
                "Tables of the warehouse",
                loads,
                List.of(text("Table"), number("Rows")),
                load -> List.of(load.table(), load.rows().map(Quantity::count).orElse("")));
    }

    private static PageSection views(List<RunReport.View> views) {
        return new RowsSection<>(
                "Materialized views",
                views,
                List.of(text("View"), number("Rows"), text("Not refreshed because")),
                view -> List.of(
                        view.name(),
                        view.rows().map(Quantity::count).orElse(""),
                        view.failure().orElse("")));
    }
}
