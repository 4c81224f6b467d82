package io.relata.transforms.shred;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * How many arrays come before each split, by key column: with it ids are dense, 1 to n for each column over the whole
 * input, and the same however often a task is tried.
 */
public final class IdsBefore implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Nobody counted: each split numbers its arrays in a range of its own. */
    public static final IdsBefore UNKNOWN = new IdsBefore(List.of());

    private final long[][] counts;

    /** @param counts by split, then by key column numbered over all tables of the plan in their order */
    public IdsBefore(List<long[]> counts) {
        this.counts = counts.stream().map(long[]::clone).toArray(long[][]::new);
    }

    Optional<long[]> ofSplit(int split) {
        return counts.length == 0 ? Optional.empty() : Optional.of(counts[split].clone());
    }
}
