package io.relata.transforms.shred;

import org.apache.hadoop.conf.Configuration;

/**
 * Where and for whom a task attempt writes.
 *
 * @param job digits that name the job
 * @param attempt unique among all attempts of the application
 * @param rowGroupBytes how much of one table is kept in memory before it is written out
 */
record TaskSite(
        String job, int partition, long attempt, String sparkVersion, long rowGroupBytes, Configuration configuration) {

    private static final long LEAST_ROW_GROUP = 8L << 20;
    private static final long GREATEST_ROW_GROUP = 128L << 20;

    /** A row group size at which the open files of all tasks of this machine together take about a third of its heap. */
    static long rowGroupBytes(int tables) {
        Runtime machine = Runtime.getRuntime();
        long share = machine.maxMemory() / 3 / machine.availableProcessors() / tables;
        return Math.max(LEAST_ROW_GROUP, Math.min(GREATEST_ROW_GROUP, share));
    }
}
