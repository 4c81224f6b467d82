package io.relata.jobs.report;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.w3c.dom.Document;

/** Charts of answers that tests write down, drawn and parsed again. */
final class Drawn {

    private Drawn() {}

    /** @param rows values joined by bars; {@code -} is null */
    static Answer.Rows rows(String columns, String... rows) {
        List<List<Optional<String>>> values = new ArrayList<>();
        for (String row : rows) {
            values.add(Arrays.stream(row.split("\\|", -1))
                    .map(value -> value.equals("-") ? Optional.<String>empty() : Optional.of(value))
                    .toList());
        }
        List<String> names = List.of(columns.split("\\|", -1));
        return new Answer.Rows(names, values, rows.length, names.size(), 0);
    }

    static Document bars(Answer.Rows rows) {
        return drawn(rows, BarChart.MOST_BARS, (data, page) -> new BarChart(data).draw(page, "it", "Title"));
    }

    static Document lines(Answer.Rows rows) {
        return drawn(rows, LineChart.MOST_POINTS, (data, page) -> new LineChart(data).draw(page, "it", "Title"));
    }

    private static Document drawn(Answer.Rows rows, int most, BiConsumer<ChartData, Markup> chart) {
        Markup page = new Markup();
        chart.accept(ChartData.of(rows, most).orElseThrow(), page);
        return PageParser.parse(page.done().getBytes(StandardCharsets.UTF_8));
    }
}
