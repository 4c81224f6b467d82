package io.relata.jobs.report;

import java.util.List;

/** The tables that the warehouse keeps itself. */
record LoadsSection(List<RunReport.Load> loads) implements PageSection {

    @Override
    public String heading() {
        return "Tables of the warehouse";
    }

    @Override
    public boolean isEmpty() {
        return loads.isEmpty();
    }

    @Override
    public void write(Markup page) {
        HtmlTable rows = HtmlTable.begin(
                page, heading(), List.of(HtmlTable.Column.text("Table"), HtmlTable.Column.number("Rows")));
        loads.forEach(load ->
                rows.texts(load.table(), load.rows().map(Quantity::count).orElse("")));
        rows.end();
    }
}
