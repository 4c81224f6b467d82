package io.relata.jobs.report;

import java.util.List;
import java.util.Optional;

/** A table of texts whose first column names its rows. */
final class HtmlTable {

    /** A column's heading and the side its values stand on. */
    record Column(String name, Side side) {

        static Column text(String name) {
            return new Column(name, Side.TEXT);
        }

        static Column number(String name) {
            return new Column(name, Side.NUMBER);
        }

        /** Ids of runs, which lead to their pages; for a page that lies beside the folder of these. */
        static Column run(String name) {
            return new Column(name, Side.RUN);
        }
    }

    /** How values are aligned. */
    enum Side {
        /** To the left. */
        TEXT,
        /** To the right. */
        NUMBER,
        /** To the left, the id of a run that leads to its page. */
        RUN
    }

    private final Markup page;
    private final List<Column> columns;

    private HtmlTable(Markup page, List<Column> columns) {
        this.page = page;
        this.columns = columns;
    }

    /**
     * Begins a table with its headings, which {@link #end} ends.
     *
     * @param name what it shows, for those who do not see it
     */
    static HtmlTable begin(Markup page, String name, List<Column> columns) {
        page.open("div")
                .with("class", "wide")
                .with("role", "region")
                .with("aria-label", name)
                .with("tabindex", "0");
        page.open("table").open("thead").open("tr");
        for (Column column : columns) {
            page.open("th").with("scope", "col");
            side(page, column).text(column.name()).close();
        }
        page.close().close().open("tbody");
        return new HtmlTable(page, columns);
    }

    /** A row; the empty optional is shown as a null. */
    HtmlTable row(List<Optional<String>> values) {
        return row(values, 0);
    }

    /** @param depth how far the row's name stands inside */
    HtmlTable row(List<Optional<String>> values, int depth) {
        page.open("tr");
        for (int column = 0; column < columns.size(); column++) {
            page.open(column == 0 ? "th" : "td");
            if (column == 0) {
                page.with("scope", "row");
            }
            if (column == 0 && depth > 0) {
                page.with("style", "padding-left: " + (0.5 + 1.5 * depth) + "em");
            }
            side(page, columns.get(column));
            Column shape = columns.get(column);
            values.get(column)
                    .ifPresentOrElse(
                            value -> value(shape, value),
                            () -> page.open("em")
                                    .with("class", "null")
                                    .text("null")
                                    .close());
            page.close();
        }
        page.close();
        return this;
    }

    /** A row without nulls. */
    HtmlTable texts(List<String> values) {
        return row(values.stream().map(Optional::of).toList());
    }

    private void value(Column column, String value) {
        if (column.side() == Side.RUN) {
            page.open("a")
                    .with("href", "runs/" + value + ".report.html")
                    .text(value)
                    .close();
        } else {
            page.text(value);
        }
    }

    void end() {
        page.close().close().close();
    }

    private static Markup side(Markup page, Column column) {
        return column.side() == Side.NUMBER ? page.with("class", "number") : page;
    }
}
