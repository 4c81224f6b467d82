package io.relata.transforms.shred;

import java.io.Serializable;
import java.util.List;

/**
 * How many arrays come before each split, by key column: with it ids are dense, 1 to n for each column over the whole
 * input, and the same however often a task is tried.
 */
public final class IdsBefore implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Nobody counted: each split numbers its arrays in a range of its own. */
    public static final IdsBefore UNKNOWN = new IdsBefore(List.of());

    private final long[][] counts;

    /** @param counts by split, and last for the end of the input, by key column numbered over all tables of the plan */
    public IdsBefore(List<long[]> counts) {
        this.counts = counts.stream().map(long[]::clone).toArray(long[][]::new);
    }

    /**
     * The ids of a split's arrays.
     *
     * @param after by key column the last id that earlier runs gave
     */
    ArrayIds ofSplit(int split, long[] after) {
        return counts.length == 0
                ? SequenceIds.ofTask(split, after)
                : SequenceIds.between(split, counts[split], counts[split + 1], after);
    }
}
