package io.relata.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * All that a bench found.
 *
 * @param points of the same variants, at least one
 */
record Results(List<Result> points) {

    Results {
        points = List.copyOf(points);
    }

    /** A table for each point, and after several one that compares them. MB and GB are as in {@link Result}. */
    String markdown() {
        if (points.size() == 1) {
            return points.get(0).markdown();
        }
        StringBuilder text = new StringBuilder();
        points.forEach(point -> text.append("## ")
                .append(point.point())
                .append("\n\n")
                .append(point.markdown())
                .append('\n'));
        return text.append("## All points\n\n").append(curve()).toString();
    }

    private String curve() {
        StringBuilder text = new StringBuilder();
        text.append(Result.line(List.of("variant", "point", "CPU s per GB", "wall s (min) per GB")))
                .append("|---|---|---|---|\n");
        for (int variant = 0; variant < points.get(0).summaries().size(); variant++) {
            for (Result point : points) {
                Summary summary = point.summaries().get(variant);
                text.append(Result.line(List.of(
                        summary.variant(),
                        point.point(),
                        Result.number("%.2f", summary.cpuSecondsPerGigabyte()),
                        Result.number("%.2f", summary.wallSecondsPerGigabyte()))));
            }
            text.append(Result.line(List.of(
                    points.get(0).summaries().get(variant).variant(),
                    "largest to smallest",
                    spread(variant, Summary::cpuSecondsPerGigabyte),
                    spread(variant, Summary::wallSecondsPerGigabyte))));
        }
        return text.toString();
    }

    private String spread(int variant, ToDoubleFunction<Summary> part) {
        double[] sorted = points.stream()
                .mapToDouble(point -> part.applyAsDouble(point.summaries().get(variant)))
                .sorted()
                .toArray();
        return Result.number("%.2f", sorted[sorted.length - 1] / sorted[0]);
    }

    void write(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
