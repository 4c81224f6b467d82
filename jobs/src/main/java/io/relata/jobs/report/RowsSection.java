package io.relata.jobs.report;

import java.util.List;
import java.util.function.Function;

/**
 * Values as the rows of one table.
 *
 * @param row the cells of a value, one for each column
 */
record RowsSection<T>(String heading, List<T> values, List<HtmlTable.Column> columns, Function<T, List<String>> row)
        implements PageSection {

    @Override
    public boolean isEmpty() {
        return values.isEmpty();
    }

    @Override
    public void write(Markup page) {
        HtmlTable rows = HtmlTable.begin(page, heading, columns);
        values.forEach(value -> rows.texts(row.apply(value)));
        rows.end();
    }
}
