package io.relata.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * All that a bench found.
 *
 * @param data the name of the shape
 * @param inputBytes size of the JSON
 * @param environment what it ran on, by name
 * @param tables what every variant wrote
 */
record Result(
        String data,
        long seed,
        long inputBytes,
        Map<String, String> environment,
        Map<String, Fingerprint> tables,
        List<Summary> summaries,
        List<Measurement> measurements) {

    private static final String HEADINGS =
            "| variant | runs | CPU s median / min | wall s median / min | CPU to floor | CPU to by-hand "
                    + "| wall (min) to floor | wall (min) to by-hand | MB per CPU s | GC ms | allocated GB "
                    + "| output MB | files |\n|---|---|---|---|---|---|---|---|---|---|---|---|---|\n";

    /** A table, a line per variant. MB and GB are millions and milliards of bytes. */
    String markdown() {
        StringBuilder text = new StringBuilder(HEADINGS);
        for (Summary summary : summaries) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %d | %.2f / %.2f | %.2f / %.2f | %s | %s | %s | %s | %.0f | %.0f | %.1f | %.1f | %d |%n",
                    summary.variant(),
                    summary.runs(),
                    summary.cpuSeconds(),
                    summary.leastCpuSeconds(),
                    summary.wallSeconds(),
                    summary.leastWallSeconds(),
                    ratio(summary.cpuRatios(), Floor.NAME),
                    ratio(summary.cpuRatios(), ByHand.NAME),
                    ratio(summary.leastWallRatios(), Floor.NAME),
                    ratio(summary.leastWallRatios(), ByHand.NAME),
                    summary.megabytesPerCpuSecond(),
                    summary.collectorMillis(),
                    summary.allocatedBytes() / 1e9,
                    summary.output().bytes() / 1e6,
                    summary.output().files()));
        }
        return text.toString();
    }

    void write(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String ratio(Map<String, Double> ratios, String baseline) {
        Double ratio = ratios.get(baseline);
        return ratio == null ? "" : String.format(Locale.ROOT, "%.2f", ratio);
    }
}
