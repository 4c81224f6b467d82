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
                page, heading(), List.of(HtmlTable.Column.text("View"), HtmlTable.Column.number("Rows")));
        views.forEach(view -> rows.texts(view.name(), Quantity.count(view.rows())));
        rows.end();
    }
}
