package io.relata.jobs.report;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A report as one HTML page that needs nothing else: no script, no network, no font. The same report gives the same
 * bytes.
 */
final class ReportHtml {

    /** A browser then loads and runs nothing, whatever the page holds. */
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

    private ReportHtml() {}

    /** The parts of the page, from top to bottom. */
    private static List<PageSection> sections(RunReport report) {
        return List.of(
                new RunSection(report),
                new AnswersSection(report.answers()),
                new TablesSection(report.tables()),
                new BalanceSection(report.balance()),
                new ChecksSection(report.checks()),
                new RejectsSection(report.rejects()),
                new NotesSection(report.notes()),
                new LoadsSection(report.loads()),
                new ViewsSection(report.views()),
                new StepsSection(report.steps()),
                new InputsSection(report.inputs()));
    }

    static byte[] write(RunReport report) {
        Markup page = new Markup();
        page.open("html").with("lang", "en");
        head(page, report);
        page.open("body").open("main");
        page.element("h1", report.job());
        for (PageSection section : sections(report)) {
            if (!section.isEmpty()) {
                page.open("section").element("h2", section.heading());
                section.write(page);
                page.close();
            }
        }
        page.close().close().close();
        return page.done().getBytes(StandardCharsets.UTF_8);
    }

    private static void head(Markup page, RunReport report) {
        page.open("head");
        page.open("meta").with("charset", "utf-8").close();
        page.open("meta")
                .with("http-equiv", "Content-Security-Policy")
                .with("content", POLICY)
                .close();
        page.open("meta")
                .with("name", "viewport")
                .with("content", "width=device-width, initial-scale=1")
                .close();
        page.open("meta")
                .with("name", "referrer")
                .with("content", "no-referrer")
                .close();
        page.element("title", report.job() + ", run " + report.run());
        page.style(PageStyle.CSS);
        page.close();
    }
}
