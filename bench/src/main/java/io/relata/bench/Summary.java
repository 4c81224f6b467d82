package io.relata.bench;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * One variant over all counted rounds; medians unless named otherwise.
 *
 * @param cpuRatios by variant compared with, this variant's median CPU seconds divided by that one's
 * @param megabytesPerCpuSecond millions of bytes of input for each CPU second
 * @param cpuSecondsPerGigabyte CPU seconds for a milliard bytes of input
 * @param wallSecondsPerGigabyte the least wall seconds for a milliard bytes of input
 * @param collectorMillis 0 when it was measured from outside, as are the bytes allocated
 */
record Summary(
        String variant,
        int runs,
        double cpuSeconds,
        double leastCpuSeconds,
        double wallSeconds,
        double leastWallSeconds,
        Map<String, Double> cpuRatios,
        Map<String, Double> leastWallRatios,
        double megabytesPerCpuSecond,
        double cpuSecondsPerGigabyte,
        double wallSecondsPerGigabyte,
        double collectorMillis,
        double allocatedBytes,
        OutputFolder.Size output) {

    /** What others are compared with, where it was run. */
    static final List<String> BASELINES =
            List.of(Floor.NAME, ByHand.NAME, SparkInfer.NAME, InferByHand.NAME, DuckDbTemp.NAME, DuckDbAuto.NAME);

    /** @param all the counted runs of every variant, at least one of this */
    static Summary of(String variant, List<Measurement> all, long inputBytes) {
        List<Measurement> own = of(variant, all);
        double cpuSeconds = median(own, Measurement::cpuSeconds);
        double leastWall = least(own, Measurement::wallSeconds);
        Map<String, Double> cpuRatios = new TreeMap<>();
        Map<String, Double> wallRatios = new TreeMap<>();
        for (String baseline : BASELINES) {
            List<Measurement> others = of(baseline, all);
            if (!others.isEmpty()) {
                cpuRatios.put(baseline, cpuSeconds / median(others, Measurement::cpuSeconds));
                wallRatios.put(baseline, leastWall / least(others, Measurement::wallSeconds));
            }
        }
        return new Summary(
                variant,
                own.size(),
                cpuSeconds,
                least(own, Measurement::cpuSeconds),
                median(own, Measurement::wallSeconds),
                leastWall,
                cpuRatios,
                wallRatios,
                inputBytes / 1e6 / cpuSeconds,
                cpuSeconds / (inputBytes / 1e9),
                leastWall / (inputBytes / 1e9),
                median(own, Measurement::collectorMillis),
                median(own, Measurement::allocatedBytes),
                own.get(own.size() - 1).output());
    }

    private static List<Measurement> of(String variant, List<Measurement> all) {
        return all.stream().filter(one -> one.variant().equals(variant)).toList();
    }

    private static double least(List<Measurement> runs, ToDoubleFunction<Measurement> part) {
        return runs.stream().mapToDouble(part).min().orElseThrow();
    }

    private static double median(List<Measurement> runs, ToDoubleFunction<Measurement> part) {
        double[] sorted = runs.stream().mapToDouble(part).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
