package io.relata.jobs.source.jdbc;

import static java.util.Objects.requireNonNull;

import io.relata.Problem;
import io.relata.RelataException;
import java.util.Optional;

/**
 * How the rows of a source are shared out to tasks: by equal ranges of a column's values.
 *
 * @param column of numbers, dates or times
 * @param bounds where the ranges begin and end; found out where empty. They lose no row: what lies outside is in the
 *     first part or the last, and nulls are in the first
 * @param count how many parts at most
 */
public record PartitionedBy(String column, Optional<Bounds> bounds, int count) {

    /**
     * Values of the column, as text.
     *
     * @param lower the least
     * @param upper the greatest
     */
    public record Bounds(String lower, String upper) {
        public Bounds {
            requireNonNull(lower, "lower");
            requireNonNull(upper, "upper");
        }
    }

    public PartitionedBy {
        requireNonNull(column, "column");
        requireNonNull(bounds, "bounds");
        if (count < 1) {
            throw RelataException.usage(new Problem(
                    "Cannot read in parts",
                    "column " + column,
                    "there are " + count + " of them",
                    "Ask for one or more"));
        }
    }
}
