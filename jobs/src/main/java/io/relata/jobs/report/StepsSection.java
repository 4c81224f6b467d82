package io.relata.jobs.report;

import java.util.List;
import java.util.OptionalDouble;

/** The steps and a bar for the time of each. */
record StepsSection(List<RunReport.Step> steps) implements PageSection {

    @Override
    public String heading() {
        return "Steps";
    }

    @Override
    public boolean isEmpty() {
        return steps.isEmpty();
    }

    @Override
    public void write(Markup page) {
        ChartData.Series times = new ChartData.Series(
                "time",
                steps.stream()
                        .map(step ->
                                OptionalDouble.of(Math.max(0, step.duration().toMillis()) / 1_000.0))
                        .toList(),
                steps.stream().map(step -> Quantity.time(step.duration())).toList());
        List<String> names = steps.stream().map(RunReport.Step::name).toList();
        new BarChart(new ChartData(names, List.of(times), 1)).draw(page, "steps", "Seconds of each step");
    }
}
