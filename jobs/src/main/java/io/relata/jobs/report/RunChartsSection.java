package io.relata.jobs.report;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Rows, megabytes and seconds of each run, from the earliest to the latest. A run that failed published nothing and is a
 * gap in the first two.
 *
 * @param runs the latest first
 */
record RunChartsSection(List<PastRun> runs) implements PageSection {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("MM-dd HH:mm").withZone(ZoneOffset.UTC);
    private static final double MEGABYTE = 1e6;

    @Override
    public String heading() {
        return "Over the runs";
    }

    @Override
    public boolean isEmpty() {
        return runs.isEmpty();
    }

    @Override
    public void write(Markup page) {
        List<PastRun> all = new ArrayList<>(runs);
        Collections.reverse(all);
        if (all.stream().anyMatch(PastRun::isDone)) {
            chart(page, "Rows written", all, published(all, PastRun::rows), run -> Quantity.count(run.rows()));
            chart(
                    page,
                    "Megabytes written",
                    all,
                    published(all, run -> run.bytes() / MEGABYTE),
                    run -> Quantity.bytes(run.bytes()));
        }
        List<OptionalDouble> seconds = all.stream()
                .map(run -> OptionalDouble.of(run.duration().toMillis() / 1_000.0))
                .toList();
        chart(page, "Seconds", all, seconds, run -> Quantity.time(run.duration()));
    }

    private static List<OptionalDouble> published(List<PastRun> runs, ToDoubleFunction<PastRun> figure) {
        return runs.stream()
                .map(run -> run.isDone() ? OptionalDouble.of(figure.applyAsDouble(run)) : OptionalDouble.empty())
                .toList();
    }

    private static void chart(
            Markup page,
            String title,
            List<PastRun> runs,
            List<OptionalDouble> values,
            Function<PastRun, String> hint) {
        page.element("h3", title);
        List<String> labels =
                runs.stream().map(run -> MINUTE.format(run.started())).toList();
        ChartData.Series series =
                new ChartData.Series(title, values, runs.stream().map(hint).toList());
        String id = title.substring(0, title.indexOf(' ') < 0 ? title.length() : title.indexOf(' '));
        new LineChart(new ChartData(labels, List.of(series), 1)).draw(page, id, title);
    }
}
