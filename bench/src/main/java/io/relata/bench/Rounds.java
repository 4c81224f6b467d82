package io.relata.bench;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.spark.sql.SparkSession;

/**
 * Runs every variant once a round at every point, each round beginning with another point and another variant, and
 * verifies what each run wrote.
 *
 * @param sessions Spark with so many cores, which need not outlive the next one asked for
 * @param outputs a folder for what the variants write; each run's part is deleted once verified
 */
record Rounds(IntFunction<SparkSession> sessions, Runner runner, Path outputs, PrintStream progress) {

    /**
     * @param warmUps rounds that come first and are not in the result
     * @param counted rounds that are
     * @return the counted runs of each point, points in the order given
     */
    Map<Point, List<Measurement>> run(List<Point> points, List<Variant> variants, int warmUps, int counted) {
        Map<Point, List<Measurement>> measurements = new LinkedHashMap<>();
        points.forEach(point -> measurements.put(point, new ArrayList<>()));
        for (int round = 1 - warmUps; round <= counted; round++) {
            for (int place = 0; place < points.size(); place++) {
                Point point = points.get(Math.floorMod(round + place, points.size()));
                for (int turn = 0; turn < variants.size(); turn++) {
                    Variant variant = variants.get(Math.floorMod(round + turn, variants.size()));
                    Measurement measurement = run(variant, point, round);
                    if (round > 0) {
                        measurements
                                .computeIfAbsent(point, key -> new ArrayList<>())
                                .add(measurement);
                    }
                }
            }
        }
        return measurements;
    }

    private Measurement run(Variant variant, Point point, int round) {
        OutputFolder output = OutputFolder.at(outputs.resolve(variant.name()));
        output.delete();
        Trial trial = new Trial(sessions.apply(point.cores()), point.data(), output.path());
        Measurement measurement = runner.run(variant, round, trial);
        progress.printf(
                Locale.ROOT,
                "%s, %s, %s: %.1f CPU s, %.1f s%n",
                round > 0 ? "round " + round : "warm-up",
                point.name(),
                variant.name(),
                measurement.cpuSeconds(),
                measurement.wallSeconds());
        if (variant.output() != Output.NOTHING) {
            point.agreement().check(variant.name(), Fingerprints.of(trial, variant.output()));
        }
        output.delete();
        return measurement;
    }
}
