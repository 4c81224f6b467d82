package io.relata.transforms.shred;

import io.relata.Problem;
import io.relata.RelataException;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Ids by counting: per array column 1, 2, 3 and so on within a task, each task in a range of its own. Unique, the same
 * on every attempt at a task, and the same on every run over equally partitioned input.
 */
final class SequenceIds implements ArrayIds {

    /** A task's range holds 2^33 ids per array column, which leaves room for 2^30 tasks. */
    private static final int RANGE_BITS = 33;

    private final int partition;
    private final long first;
    private final long[] given;

    SequenceIds(int partition, int columns) {
        this.partition = partition;
        this.first = (long) partition << RANGE_BITS;
        this.given = new long[columns];
    }

    @Override
    public void record(InternalRow record) {
        // counting does not depend on the record
    }

    @Override
    public void enter(int index) {
        // nor on the element
    }

    @Override
    public void leave() {
        // nor on the element
    }

    @Override
    public long next(int column) {
        long next = ++given[column];
        if (next >= 1L << RANGE_BITS) {
            throw RelataException.failed(new Problem(
                    "Cannot number more arrays",
                    "task " + partition,
                    "one task met 2^33 arrays of one column",
                    "Split the input into more files or smaller partitions"));
        }
        return first + next;
    }
}
