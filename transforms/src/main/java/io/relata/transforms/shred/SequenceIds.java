package io.relata.transforms.shred;

import io.relata.Problem;
import io.relata.RelataException;
import java.util.Arrays;

/**
 * Ids by counting: per array column 1, 2, 3 and so on within a task. Each task begins where those before it end, where
 * that is known, else in a range of its own. Unique, the same on every attempt at a task, and the same on every run over
 * equally partitioned input.
 */
final class SequenceIds implements ArrayIds {

    /** A task's range holds 2^33 ids per array column, which leaves room for 2^30 tasks. */
    private static final int RANGE_BITS = 33;

    private final int partition;
    private final long[] first;
    private final long[] given;
    private final long[] marked;

    private SequenceIds(int partition, long[] first) {
        this.partition = partition;
        this.first = first;
        this.given = new long[first.length];
        this.marked = new long[first.length];
    }

    /** Ids in a range of the task's own. */
    static SequenceIds ofTask(int partition, int columns) {
        long[] first = new long[columns];
        Arrays.fill(first, (long) partition << RANGE_BITS);
        return new SequenceIds(partition, first);
    }

    /** @param before by key column how many arrays come before those of the task */
    static SequenceIds after(int partition, long[] before) {
        return new SequenceIds(partition, before.clone());
    }

    @Override
    public void record(String documentKey) {
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
        return first[column] + next;
    }

    @Override
    public void mark() {
        System.arraycopy(given, 0, marked, 0, given.length);
    }

    @Override
    public void takeBack() {
        System.arraycopy(marked, 0, given, 0, given.length);
    }
}
