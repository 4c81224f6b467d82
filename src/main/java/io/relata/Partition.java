package io.relata;

import static java.util.Objects.requireNonNull;

/**
 * A partition of a table as a catalog knows it.
 *
 * @param location the folder that holds the partition's current files, without a trailing slash; it need not lie under
 *     the table's
 * @param run the run that wrote it
 * @param statistics what that run wrote of it
 */
public record Partition(PartitionValues values, String location, RunId run, TableStatistics statistics) {

    public Partition {
        requireNonNull(values, "values");
        requireNonNull(run, "run");
        requireNonNull(statistics, "statistics");
        if (location.isBlank() || location.endsWith("/")) {
            throw new IllegalArgumentException("partition " + values + ": not a location: \"" + location + "\"");
        }
    }
}
