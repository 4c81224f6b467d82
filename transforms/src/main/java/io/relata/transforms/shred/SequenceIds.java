package io.relata.transforms.shred;

import io.relata.Problem;
import io.relata.RelataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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

    /**
     * Ids in a range of the task's own.
     *
     * @param after by key column the last id that earlier runs gave
     */
    static SequenceIds ofTask(int partition, long[] after) {
        long[] first = new long[after.length];
        Arrays.setAll(first, column -> sum(partition, after[column], (long) partition << RANGE_BITS));
        long[] most = new long[after.length];
        Arrays.fill(most, (1L << RANGE_BITS) - 1);
        return new SequenceIds(partition, first, most);
    }

    /**
     * Ids that go on where other tasks end.
     *
     * @param before by key column how many arrays come before those of the task
     * @param next by key column how many come before those of the next one
     * @param after by key column the last id that earlier runs gave
     */
    static SequenceIds between(int partition, long[] before, long[] next, long[] after) {
        long[] first = new long[before.length];
        Arrays.setAll(first, column -> sum(partition, after[column], before[column]));
        long[] most = new long[before.length];
        Arrays.setAll(most, column -> next[column] - before[column]);
        return new SequenceIds(partition, first, most);
    }

    private static long sum(int partition, long after, long before) {
        long first = after + before;
        if (first < 0 || first > Long.MAX_VALUE - (1L << RANGE_BITS)) {
            throw RelataException.failed(new Problem(
                    "Cannot number more arrays",
                    "task " + partition,
                    "ids go on after " + after + ", and there are no numbers of 64 bits left",
                    "Load the tables anew with mode replace, or name a key, from which ids are made then"));
        }
        return first;
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

    @Override
    public List<Long> last() {
        List<Long> last = new ArrayList<>(given.length);
        for (int column = 0; column < given.length; column++) {
            last.add(given[column] == 0 ? 0 : first[column] + given[column]);
        }
        return last;
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
