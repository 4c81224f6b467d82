package io.relata.jobs.report;

import io.relata.jobs.config.Chart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An answer as a chart with its table folded below, or as the table alone where no chart can be drawn.
 *
 * @param id of the chart, told apart from all others of the page
 */
record AnswerView(Answer answer, Answer.Rows rows, String id) {

    void write(Markup page) {
        Optional<ChartData> data = data();
        data.ifPresentOrElse(
                numbers -> {
                    chart(page, numbers);
                    page.open("details").element("summary", "As a table");
                    table(page);
                    page.close();
                },
                () -> table(page));
        remarks(data)
                .forEach(remark ->
                        page.open("p").with("class", "remark").text(remark).close());
    }

    private Optional<ChartData> data() {
        return switch (answer.chart()) {
            case TABLE -> Optional.empty();
            case BAR -> ChartData.of(rows, BarChart.MOST_BARS);
            case LINE -> ChartData.of(rows, LineChart.MOST_POINTS);
        };
    }

    private void chart(Markup page, ChartData data) {
        page.open("ul").with("class", "legend");
        for (int series = 0; series < data.series().size(); series++) {
            ChartData.Series shown = data.series().get(series);
            page.open("li").with("class", "series-" + series);
            page.text(shown.name() + ", from "
                            + Quantity.number(shown.numbers().min().orElseThrow()) + " to "
                            + Quantity.number(shown.numbers().max().orElseThrow()))
                    .close();
        }
        page.close();
        if (answer.chart() == Chart.BAR) {
            new BarChart(data).draw(page, id, answer.title());
        } else {
            new LineChart(data).draw(page, id, answer.title());
        }
    }

    private void table(Markup page) {
        if (rows.rows().isEmpty()) {
            page.element("p", "No rows.");
            return;
        }
        List<HtmlTable.Column> columns = new ArrayList<>();
        for (int column = 0; column < rows.columns().size(); column++) {
            String name = rows.columns().get(column);
            columns.add(
                    ChartData.areNumbers(rows.column(column))
                            ? HtmlTable.Column.number(name)
                            : HtmlTable.Column.text(name));
        }
        HtmlTable table = HtmlTable.begin(page, answer.title(), columns);
        rows.rows().forEach(table::row);
        table.end();
    }

    private List<String> remarks(Optional<ChartData> data) {
        List<String> remarks = new ArrayList<>();
        if (answer.chart() != Chart.TABLE && data.isEmpty() && !rows.rows().isEmpty()) {
            remarks.add("There is no chart, since no column behind the first one is of numbers.");
        }
        data.ifPresent(shown -> {
            if (shown.labels().size() < rows.rows().size()) {
                remarks.add("The chart shows the first " + shown.labels().size() + " rows.");
            }
            if (shown.series().size() < shown.columnsOfNumbers()) {
                remarks.add("The chart shows the first " + shown.series().size() + " of " + shown.columnsOfNumbers()
                        + " columns of numbers.");
            }
        });
        remarks.addAll(rows.missing());
        return remarks;
    }
}
