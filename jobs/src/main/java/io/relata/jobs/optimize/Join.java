package io.relata.jobs.optimize;

import static java.util.Objects.requireNonNull;

import io.relata.PartitionValues;
import io.relata.TableStatistics;
import java.util.List;

/**
 * Files that become fewer.
 *
 * @param partition the partition that they are of; of a table without partitions, one that stands for all
 * @param files where they lie
 * @param before their counts
 * @param count how many files they become, at least 1
 */
record Join(PartitionValues partition, List<String> files, TableStatistics before, int count) {

    /** Stands for the one partition of a table without partition columns. */
    static final PartitionValues WHOLE = new PartitionValues(List.of("all"));

    Join {
        requireNonNull(partition, "partition");
        files = List.copyOf(files);
        requireNonNull(before, "before");
    }
}
