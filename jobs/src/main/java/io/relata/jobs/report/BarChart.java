package io.relata.jobs.report;

import java.util.OptionalDouble;

/** Horizontal bars from zero, a group for each label; bars of numbers below zero go to the left. */
final class BarChart {

    static final int MOST_BARS = 30;

    static final int LEFT = 190;
    static final int PLOT = 400;
    private static final int LONGEST_LABEL = 26;
    private static final int LONGEST_VALUE = 18;
    private static final int GAP = 8;
    private static final int AXIS = 24;

    private final ChartData data;
    private final Scale scale;
    private final int thickness;

    /** @param data at most {@value #MOST_BARS} rows */
    BarChart(ChartData data) {
        this.data = data;
        scale = Scale.over(Math.min(0, data.lowest()), Math.max(0, data.highest()));
        thickness = data.series().size() == 1 ? 18 : 14;
    }

    void draw(Markup page, String id, String title) {
        int group = thickness * data.series().size() + GAP;
        int bottom = GAP + group * data.labels().size();
        Drawing drawing = Drawing.begin(page, id, bottom + AXIS, title, description());
        for (double tick : scale.ticks()) {
            drawing.line("grid", x(tick), 0, x(tick), bottom);
            drawing.text("tick middle", x(tick), bottom + 16, Quantity.number(tick));
        }
        for (int row = 0; row < data.labels().size(); row++) {
            double top = GAP + (double) group * row;
            drawing.text(
                    "end",
                    LEFT - 8,
                    middle(top, group - GAP),
                    Excerpt.of(data.labels().get(row), LONGEST_LABEL));
            for (int series = 0; series < data.series().size(); series++) {
                bar(drawing, row, series, top + (double) thickness * series);
            }
        }
        drawing.line("zero", x(0), 0, x(0), bottom);
        drawing.end();
    }

    private void bar(Drawing drawing, int row, int number, double top) {
        ChartData.Series series = data.series().get(number);
        OptionalDouble value = series.values().get(row);
        String text = series.texts().get(row);
        double end = x(0);
        if (value.isPresent()) {
            double tip = x(value.getAsDouble());
            end = Math.max(end, tip);
            drawing.bar(
                    "series-" + number,
                    Math.min(x(0), tip),
                    top + 1,
                    Math.abs(tip - x(0)),
                    thickness - 2,
                    data.labels().get(row) + ", " + series.name() + ": " + text);
        }
        drawing.text("start", end + 5, middle(top, thickness), Excerpt.of(text, LONGEST_VALUE));
    }

    private double x(double number) {
        return LEFT + PLOT * scale.share(number);
    }

    private static double middle(double top, int height) {
        return top + height / 2.0 + 4;
    }

    private String description() {
        return "Bars for " + Quantity.count(data.labels().size()) + " rows, from " + Quantity.number(data.lowest())
                + " to " + Quantity.number(data.highest()) + ".";
    }
}
