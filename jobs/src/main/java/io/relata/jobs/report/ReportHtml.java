package io.relata.jobs.report;

/** A report as one page. */
final class ReportHtml {

    private ReportHtml() {}

    static byte[] write(RunReport report) {
        return HtmlPage.write(report.job() + ", run " + report.run(), report.job(), PageSections.of(report));
    }
}
