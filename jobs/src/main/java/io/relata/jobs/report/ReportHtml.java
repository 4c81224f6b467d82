package io.relata.jobs.report;

import java.nio.charset.StandardCharsets;

/**
 * A report as one HTML page that needs nothing else: no script, no network, no font. The same report gives the same
 * bytes.
 */
final class ReportHtml {

    /** A browser then loads and runs nothing, whatever the page holds. */
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

    private ReportHtml() {}

    static byte[] write(RunReport report) {
        Markup page = new Markup();
        page.open("html").with("lang", "en");
        head(page, report);
        page.open("body").open("main");
        page.element("h1", report.job());
        for (PageSection section : PageSections.of(report)) {
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
