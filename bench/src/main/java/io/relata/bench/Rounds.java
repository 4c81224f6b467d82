package io.relata.bench;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.SparkSession;

/**
 * Runs every variant once a round, each round beginning with another one, and verifies what each run wrote.
 *
 * @param outputs a folder for what the variants write; each run's part is deleted once verified
 */
record Rounds(SparkSession spark, GeneratedData data, Path outputs, Agreement agreement, PrintStream progress) {

    /**
     * @param warmUps rounds that come first and are not in the result
     * @param counted rounds that are
     */
    List<Measurement> run(List<Variant> variants, int warmUps, int counted) {
        List<Measurement> measurements = new ArrayList<>();
        for (int round = 1 - warmUps; round <= counted; round++) {
            for (int turn = 0; turn < variants.size(); turn++) {
                Variant variant = variants.get(Math.floorMod(round + turn, variants.size()));
                Measurement measurement = run(variant, round);
                if (round > 0) {
                    measurements.add(measurement);
                }
            }
        }
        return measurements;
    }

    private Measurement run(Variant variant, int round) {
        OutputFolder output = OutputFolder.at(outputs.resolve(variant.name()));
        output.delete();
        Trial trial = new Trial(spark, data, output.path());
        System.gc();
        RunEvent event = new RunEvent(variant.name(), round);
        event.begin();
        Gauge before = Gauge.now();
        variant.run(trial);
        Gauge after = Gauge.now();
        event.commit();
        Measurement measurement = after.since(before, variant.name(), round, output.size());
        progress.printf(
                Locale.ROOT,
                "%s %s: %.1f CPU s, %.1f s%n",
                round > 0 ? "round " + round : "warm-up",
                variant.name(),
                measurement.cpuSeconds(),
                measurement.wallSeconds());
        if (variant.output() != Output.NOTHING) {
            agreement.check(variant.name(), Fingerprints.of(trial, variant.output()));
        }
        output.delete();
        return measurement;
    }
}
