package io.relata.jobs.report;

import java.util.List;
import java.util.function.Function;

/**
 * Values as the rows of one table, the first {@value #MOST} of them.
 *
 * @param row the cells of a value, one for each column
 */
record RowsSection<T>(String heading, List<T> values, List<HtmlTable.Column> columns, Function<T, List<String>> row)
        implements PageSection {

    /** A browser is slow with more, and nobody reads them. */
    static final int MOST = 500;

    @Override
    public boolean isEmpty() {
        return values.isEmpty();
    }

    @Override
    public void write(Markup page) {
        HtmlTable rows = HtmlTable.begin(page, heading, columns);
        values.stream().limit(MOST).forEach(value -> rows.texts(row.apply(value)));
        rows.end();
        if (values.size() > MOST) {
            page.open("p")
                    .with("class", "remark")
                    .text("These are the first " + Quantity.count(MOST) + " of " + Quantity.count(values.size())
                            + "; report.json has all.")
                    .close();
        }
    }
}
