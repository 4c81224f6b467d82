package io.relata.bench;

/**
 * What one run took.
 *
 * @param cpuSeconds of all threads of the process, collector and compiler included
 * @param wallSeconds from start to end
 * @param collectorMillis time the collectors report; 0 when measured from outside the process
 * @param allocatedBytes by the threads alive at the end of the run; those that died on the way are not in it; 0 when
 *     measured from outside the process
 * @param output what it left
 */
record Measurement(
        String variant,
        int round,
        double cpuSeconds,
        double wallSeconds,
        long collectorMillis,
        long allocatedBytes,
        OutputFolder.Size output) {}
