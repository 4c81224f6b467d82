package io.relata.jobs.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** A line for each series, over the rows in their order and at equal distances; a gap in the numbers is one in the line. */
final class LineChart {

    static final int MOST_POINTS = 1_000;

    static final int LEFT = 96;
    static final int TOP = 12;
    static final int PLOT_WIDTH = 600;
    static final int PLOT_HEIGHT = 220;
    private static final int HEIGHT = 262;
    private static final int MOST_MARKED = 60;
    private static final int MOST_LABELS = 6;
    private static final int LONGEST_LABEL = 14;

    private final ChartData data;
    private final Scale scale;

    /** @param data at most {@value #MOST_POINTS} rows */
    LineChart(ChartData data) {
        this.data = data;
        scale = Scale.over(data.lowest(), data.highest());
    }

    void draw(Markup page, String id, String title) {
        Drawing drawing = Drawing.begin(page, id, HEIGHT, title, description());
        for (double tick : scale.ticks()) {
            drawing.line("grid", LEFT, y(tick), LEFT + PLOT_WIDTH, y(tick));
            drawing.text("tick end", LEFT - 8, y(tick) + 4, Quantity.number(tick));
        }
        drawing.line("zero", LEFT, TOP, LEFT, TOP + PLOT_HEIGHT);
        drawing.line("zero", LEFT, TOP + PLOT_HEIGHT, LEFT + PLOT_WIDTH, TOP + PLOT_HEIGHT);
        labels(drawing);
        for (int series = 0; series < data.series().size(); series++) {
            for (List<Integer> stretch : stretches(data.series().get(series))) {
                draw(drawing, series, stretch);
            }
        }
        drawing.end();
    }

    private void labels(Drawing drawing) {
        int rows = data.labels().size();
        int shown = Math.min(rows, MOST_LABELS);
        for (int label = 0; label < shown; label++) {
            int row = shown == 1 ? 0 : Math.round((float) label * (rows - 1) / (shown - 1));
            String anchor = label == 0 && shown > 1 ? "start" : label == shown - 1 && shown > 1 ? "end" : "middle";
            drawing.line("zero", x(row), TOP + PLOT_HEIGHT, x(row), TOP + PLOT_HEIGHT + 5);
            drawing.text(
                    "tick " + anchor,
                    x(row),
                    TOP + PLOT_HEIGHT + 20,
                    Excerpt.of(data.labels().get(row), LONGEST_LABEL));
        }
    }

    /** The rows that have numbers, without a gap in each. */
    private static List<List<Integer>> stretches(ChartData.Series series) {
        List<List<Integer>> stretches = new ArrayList<>();
        boolean afterGap = true;
        for (int row = 0; row < series.values().size(); row++) {
            boolean isGap = series.values().get(row).isEmpty();
            if (!isGap && afterGap) {
                stretches.add(new ArrayList<>());
            }
            if (!isGap) {
                stretches.get(stretches.size() - 1).add(row);
            }
            afterGap = isGap;
        }
        return stretches;
    }

    private void draw(Drawing drawing, int number, List<Integer> rows) {
        ChartData.Series series = data.series().get(number);
        if (rows.size() > 1) {
            List<String> points = rows.stream()
                    .map(row -> Drawing.pixels(x(row)) + ","
                            + Drawing.pixels(y(series.values().get(row))))
                    .toList();
            drawing.path("series-" + number, String.join(" ", points));
        }
        if (rows.size() == 1 || data.labels().size() <= MOST_MARKED) {
            rows.forEach(row -> drawing.point(
                    "series-" + number,
                    x(row),
                    y(series.values().get(row)),
                    data.labels().get(row) + ", " + series.name() + ": "
                            + series.texts().get(row)));
        }
    }

    private double x(int row) {
        int steps = data.labels().size() - 1;
        return LEFT + (steps == 0 ? PLOT_WIDTH / 2.0 : (double) PLOT_WIDTH * row / steps);
    }

    private double y(OptionalDouble number) {
        return y(number.orElseThrow());
    }

    private double y(double number) {
        return TOP + PLOT_HEIGHT * (1 - scale.share(number));
    }

    private String description() {
        return "Lines over " + Quantity.count(data.labels().size()) + " rows, from " + Quantity.number(data.lowest())
                + " to " + Quantity.number(data.highest()) + ".";
    }
}
