package io.relata.jobs;

import io.relata.Catalog;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.merge.Validity;
import io.relata.jobs.report.Quantity;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A plan in words. */
final class PlanText {

    private final JobFile job;
    private final DryPlan planned;
    private final PrintWriter out;

    PlanText(JobFile job, DryPlan planned, PrintWriter out) {
        this.job = job;
        this.planned = planned;
        this.out = out;
    }

    void print(Catalog catalog, Optional<Expectation> expected) {
        JobPlan plan = planned.plan();
        plan.relational().ifPresent(relational -> out.println(relational.describe()));
        if (!plan.partitions().isNone()) {
            say("Every table is partitioned by "
                    + String.join(", ", plan.partitions().names()) + ".");
            out.println();
        }
        if (!plan.history().isNone()) {
            say("Every table has the columns " + Validity.FROM + ", " + Validity.TO + " and " + Validity.CURRENT
                    + " behind these.");
            out.println();
        }
        plan.records().forEach((source, records) -> section("Source " + source + ":", records.notes()));
        planned.keysAsData(job).forEach(this::print);
        expected.ifPresent(this::print);
        section("The catalog would be told:", PlanWords.catalog(job, planned, catalog));
        section("The warehouse would be told:", PlanWords.warehouse(job));
        if (planned.changes().isEmpty()) {
            say("No changes: the catalog has these tables with these columns.");
        } else {
            say("Changes to database " + job.catalog().database() + ":");
            planned.changes().forEach(change -> say("  " + change.line()));
        }
    }

    private void print(KeysAsData keys) {
        section("Keys that look like data:", keys.sentences());
        section("To make rows of them instead of columns, write in the job file:", keys.lines());
    }

    private void print(Expectation expected) {
        say("Expected, by " + (expected.isOfSample() ? "a sample in proportion to " : "the survey of ") + "all "
                + Quantity.bytes(expected.bytes()) + ":");
        expected.rows()
                .forEach((table, rows) -> say("  table " + table + ": " + (expected.isOfSample() ? "about " : "")
                        + PlanWords.count(rows, "row")
                        + Optional.ofNullable(expected.fileBytes().get(table))
                                .map(bytes -> ", in files about " + Quantity.bytes(bytes))
                                .orElse("")));
        String seconds = expected.coreSeconds() < 0.1
                ? "less than 0.1"
                : String.format(Locale.ROOT, "about %.1f", expected.coreSeconds());
        say("  " + seconds + " core-seconds, at " + Quantity.bytes(Expectation.RATE)
                + " a core-second as measured with nested JSON, beside Spark's start");
        out.println();
    }

    private void section(String heading, List<String> lines) {
        if (!lines.isEmpty()) {
            say(heading);
            lines.forEach(line -> say("  " + line));
            out.println();
        }
    }

    private void say(String line) {
        out.println(RunSummary.shown(line));
    }
}
