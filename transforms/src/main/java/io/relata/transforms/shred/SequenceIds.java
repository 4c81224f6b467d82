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
    private final long[] most;
    private final long[] given;
    private final long[] marked;
    private boolean beyond;

    private SequenceIds(int partition, long[] first, long[] most) {
        this.partition = partition;
        this.first = first;
        this.most = most;
        this.given = new long[first.length];
        this.marked = new long[first.length];
    }

    /** Ids in a range of the task's own. */
    static SequenceIds ofTask(int partition, int columns) {
        long[] first = new long[columns];
        Arrays.fill(first, (long) partition << RANGE_BITS);
        long[] most = new long[columns];
        Arrays.fill(most, (1L << RANGE_BITS) - 1);
        return new SequenceIds(partition, first, most);
    }

    /**
     * Ids that go on where other tasks end.
     *
     * @param before by key column how many arrays come before those of the task
     * @param next by key column how many come before those of the next one
     */
    static SequenceIds between(int partition, long[] before, long[] next) {
        long[] most = new long[before.length];
        Arrays.setAll(most, column -> next[column] - before[column]);
        return new SequenceIds(partition, before.clone(), most);
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
        beyond |= next > most[column];
        return first[column] + next;
    }

    // A record that is taken back has taken no number, so only here it shows whether there were enough.
    @Override
    public void mark() {
        if (beyond) {
            throw RelataException.failed(new Problem(
                    "Cannot number more arrays",
                    "task " + partition,
                    "it met more arrays of one column than it has numbers for",
                    "Run again when nobody writes to the input, or split the input into more files"));
        }
        System.arraycopy(given, 0, marked, 0, given.length);
    }

    @Override
    public void takeBack() {
        System.arraycopy(marked, 0, given, 0, given.length);
        beyond = false;
    }
}
