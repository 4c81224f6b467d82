package io.relata.jobs.report;

import java.util.List;
import java.util.Locale;

/** What came of the job's checks. */
record ChecksSection(List<Check> checks) implements PageSection {

    @Override
    public String heading() {
        return "Checks";
    }

    @Override
    public boolean isEmpty() {
        return checks.isEmpty();
    }

    @Override
    public void write(Markup page) {
        HtmlTable rows = HtmlTable.begin(
                page,
                heading(),
                List.of(
                        HtmlTable.Column.text("Check"),
                        HtmlTable.Column.text("Table"),
                        HtmlTable.Column.text("What must hold"),
                        HtmlTable.Column.text("Outcome"),
                        HtmlTable.Column.number("Rows that break it")));
        checks.forEach(check -> rows.texts(
                check.name(),
                check.table(),
                check.rule(),
                check.outcome().name().toLowerCase(Locale.ROOT),
                Quantity.count(check.rows())));
        rows.end();
    }
}
