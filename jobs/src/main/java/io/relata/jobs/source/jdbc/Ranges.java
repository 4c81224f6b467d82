package io.relata.jobs.source.jdbc;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Conditions that share out all rows, each to exactly one. */
final class Ranges {

    /** The condition of the one part that has all rows. */
    static final List<String> WHOLE = List.of("1 = 1");

    private Ranges() {}

    /**
     * The first is open below and takes nulls, the last is open above.
     *
     * @param column as it is quoted
     * @param count how many at most; fewer where there are fewer values
     */
    static List<String> of(
            String column, BigInteger lower, BigInteger upper, int count, PartitionAxis axis, Dialect dialect) {
        BigInteger values = upper.subtract(lower).add(BigInteger.ONE).max(BigInteger.ONE);
        int parts = values.min(BigInteger.valueOf(count)).intValueExact();
        if (parts == 1) {
            return WHOLE;
        }
        List<String> cuts = new ArrayList<>();
        for (int i = 1; i < parts; i++) {
            BigInteger cut = lower.add(values.multiply(BigInteger.valueOf(i)).divide(BigInteger.valueOf(parts)));
            cuts.add(axis.literal(cut, dialect));
        }
        List<String> ranges = new ArrayList<>();
        ranges.add("(" + column + " < " + cuts.get(0) + " OR " + column + " IS NULL)");
        for (int i = 1; i < cuts.size(); i++) {
            ranges.add(column + " >= " + cuts.get(i - 1) + " AND " + column + " < " + cuts.get(i));
        }
        ranges.add(column + " >= " + cuts.get(cuts.size() - 1));
        return ranges;
    }
}
