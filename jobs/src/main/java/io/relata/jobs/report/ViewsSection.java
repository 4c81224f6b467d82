package io.relata.jobs.report;

import java.util.List;

/** What the warehouse keeps. */
record ViewsSection(List<RunReport.View> views) implements PageSection {

    @Override
    public String heading() {
        return "Materialized views";
    }

    @Override
    public boolean isEmpty() {
        return views.isEmpty();
    }

    @Override
    public void write(Markup page) {
        HtmlTable rows = HtmlTable.begin(
                page,
                heading(),
                List.of(
                        HtmlTable.Column.text("View"),
                        HtmlTable.Column.number("Rows"),
                        HtmlTable.Column.text("Not refreshed because")));
        views.forEach(view -> rows.texts(
                view.name(),
                view.rows().map(Quantity::count).orElse(""),
                view.failure().orElse("")));
        rows.end();
    }
}
