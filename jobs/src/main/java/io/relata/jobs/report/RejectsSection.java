package io.relata.jobs.report;

import java.util.List;

/** The rejected records by reason. */
record RejectsSection(List<RunReport.Rejects> rejects) implements PageSection {

    @Override
    public String heading() {
        return "Rejected records";
    }

    @Override
    public boolean isEmpty() {
        return rejects.isEmpty();
    }

    @Override
    public void write(Markup page) {
        HtmlTable rows = HtmlTable.begin(
                page,
                heading(),
                List.of(
                        HtmlTable.Column.text("Reason"),
                        HtmlTable.Column.number("Records"),
                        HtmlTable.Column.text("The first one")));
        rejects.forEach(reason -> rows.texts(reason.reason(), Quantity.count(reason.records()), reason.where()));
        rows.end();
    }
}
