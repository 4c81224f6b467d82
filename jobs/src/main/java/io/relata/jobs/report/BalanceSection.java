package io.relata.jobs.report;

import java.util.List;

/** The counts that must agree. */
record BalanceSection(List<Balance> lines) implements PageSection {

    @Override
    public String heading() {
        return lines.stream().allMatch(Balance::agrees) ? "Counts agree" : "Counts differ";
    }

    @Override
    public boolean isEmpty() {
        return lines.isEmpty();
    }

    @Override
    public void write(Markup page) {
        HtmlTable rows = HtmlTable.begin(
                page,
                heading(),
                List.of(
                        HtmlTable.Column.text("What"),
                        HtmlTable.Column.number("Expected"),
                        HtmlTable.Column.number("Found"),
                        HtmlTable.Column.text("Verdict")));
        lines.forEach(line -> rows.texts(
                line.what(),
                Quantity.count(line.expected()),
                Quantity.count(line.found()),
                line.agrees() ? "agrees" : "differs"));
        rows.end();
    }
}
