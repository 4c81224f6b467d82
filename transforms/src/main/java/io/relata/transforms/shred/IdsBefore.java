package io.relata.transforms.shred;

import java.io.Serializable;
import java.util.List;

/**
 * How many arrays come before each split, by key column: with it ids are dense, 1 to n for each column over the whole
 * input, and the same however often a task is tried.
 */
public final class IdsBefore implements Serializable {

    private static final long serialVersionUID = 1L;

    private final long[][] counts;

    /** @param counts by split, then by key column numbered over all tables of the plan in their order */
    public IdsBefore(List<long[]> counts) {
        this.counts = counts.stream().map(long[]::clone).toArray(long[][]::new);
    }

    long[] ofSplit(int split) {
        return counts[split].clone();
    }
}
