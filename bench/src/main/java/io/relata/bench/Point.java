package io.relata.bench;

/**
 * What runs are compared at: the same work for every variant.
 *
 * @param agreement shared by the points of the same data
 * @param cores how many tasks run at once
 */
record Point(GeneratedData data, Agreement agreement, int cores) {

    /** Like {@code games 520 MB, 2 cores}. */
    String name() {
        return "%s %d MB, %d %s"
                .formatted(data.shape().name(), data.manifest().megabytes(), cores, cores == 1 ? "core" : "cores");
    }
}
