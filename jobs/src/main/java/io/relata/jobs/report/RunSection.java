package io.relata.jobs.report;

import java.time.Duration;
import java.util.Locale;

/** What run it was, how it ended, and its counts. */
record RunSection(RunReport report) implements PageSection {

    @Override
    public String heading() {
        return "Run " + report.run();
    }

    @Override
    public boolean isEmpty() {
        return false;
    }

    @Override
    public void write(Markup page) {
        String outcome = report.outcome().name().toLowerCase(Locale.ROOT);
        page.open("p").with("class", "outcome " + outcome);
        page.element("strong", outcome).text(", exit code " + report.exitCode()).close();
        report.error()
                .ifPresent(error -> page.open("p")
                        .with("class", "failure")
                        .with("role", "alert")
                        .text(error)
                        .close());
        page.open("dl").with("class", "facts");
        fact(page, "Records read", Quantity.count(report.records().read()));
        fact(page, "Records loaded", Quantity.count(report.records().loaded()));
        fact(page, "Records rejected", Quantity.count(report.records().rejected()));
        fact(page, "Tables", Quantity.count(report.tables().size()));
        fact(page, "Time", Quantity.time(Duration.between(report.started(), report.ended())));
        fact(page, "Started", report.started().toString());
        fact(page, "Ended", report.ended().toString());
        fact(
                page,
                "Versions",
                "Relata " + report.versions().relata() + ", Spark "
                        + report.versions().spark() + ", Java "
                        + report.versions().java());
        report.launch()
                .ifPresent(launch -> fact(
                        page,
                        "Started by",
                        launch.service() + ", job " + launch.job()
                                + launch.run().map(run -> ", run " + run).orElse("")));
        page.close();
    }

    private static void fact(Markup page, String name, String value) {
        page.open("div").element("dt", name).element("dd", value).close();
    }
}
