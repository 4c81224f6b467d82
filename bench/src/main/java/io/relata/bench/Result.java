package io.relata.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * All that a bench found at one point.
 *
 * @param point its name, for people
 * @param data the name of the shape
 * @param megabytes the size asked for, in millions of bytes
 * @param inputBytes size of the JSON
 * @param environment what it ran on, by name
 * @param tables what every variant wrote
 */
record Result(
        String point,
        String data,
        long seed,
        int megabytes,
        long inputBytes,
        int cores,
        Map<String, String> environment,
        Map<String, Fingerprint> tables,
        List<Summary> summaries,
        List<Measurement> measurements) {

    /** A line per variant, compared with each baseline that ran. MB and GB are millions and milliards of bytes. */
    String markdown() {
        List<String> baselines = Summary.BASELINES.stream()
                .filter(baseline -> summaries.stream()
                        .anyMatch(summary -> summary.cpuRatios().containsKey(baseline)))
                .toList();
        List<String> headings =
                new ArrayList<>(List.of("variant", "runs", "CPU s median / min", "wall s median / min"));
        baselines.forEach(baseline -> headings.add("CPU to " + baseline));
        baselines.forEach(baseline -> headings.add("wall (min) to " + baseline));
        headings.add("JSON MB per core-second");
        if (measuredInside()) {
            headings.addAll(List.of("GC ms", "allocated GB"));
        }
        headings.addAll(List.of("output MB", "files"));
        StringBuilder text = new StringBuilder();
        text.append(line(headings)).append("|---".repeat(headings.size())).append("|\n");
        summaries.forEach(summary -> text.append(line(cells(summary, baselines))));
        return text.toString();
    }

    private boolean measuredInside() {
        return summaries.stream().anyMatch(summary -> summary.allocatedBytes() > 0);
    }

    private List<String> cells(Summary summary, List<String> baselines) {
        List<String> cells = new ArrayList<>(List.of(
                summary.variant(),
                Integer.toString(summary.runs()),
                number("%.2f", summary.cpuSeconds()) + " / " + number("%.2f", summary.leastCpuSeconds()),
                number("%.2f", summary.wallSeconds()) + " / " + number("%.2f", summary.leastWallSeconds())));
        baselines.forEach(baseline -> cells.add(ratio(summary.cpuRatios(), baseline)));
        baselines.forEach(baseline -> cells.add(ratio(summary.leastWallRatios(), baseline)));
        cells.add(number("%.0f", summary.megabytesPerCpuSecond()));
        if (measuredInside()) {
            cells.add(number("%.0f", summary.collectorMillis()));
            cells.add(number("%.1f", summary.allocatedBytes() / 1e9));
        }
        cells.add(number("%.1f", summary.output().bytes() / 1e6));
        cells.add(Integer.toString(summary.output().files()));
        return cells;
    }

    static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static String ratio(Map<String, Double> ratios, String baseline) {
        Double ratio = ratios.get(baseline);
        return ratio == null ? "" : number("%.2f", ratio);
    }

    static String number(String format, double number) {
        return String.format(Locale.ROOT, format, number);
    }
}
