package io.relata.transforms.survey;

import io.relata.transforms.plan.RelationalPlan;
import java.io.Serializable;
import java.util.Arrays;

/**
 * How many ids each key column has given before a split begins, so that ids run on from split to split. Key columns are
 * numbered over all tables of the plan in their order.
 */
public final class FirstIds implements Serializable {

    private static final long serialVersionUID = 1L;

    /** The splits that hold arrays, in order. */
    private final int[] splits;

    /** For each of them the ids given up to its end, by key column. */
    private final long[][] given;

    private final int keys;

    FirstIds(int[] splits, long[][] given, int keys) {
        this.splits = splits;
        this.given = given;
        this.keys = keys;
    }

    /**
     * Counts the arrays of each key column, with the policies that hold where a job has none.
     *
     * @param plan of the schema of this survey
     * @throws io.relata.RelataException when the survey does not hold what the plan's ids hang on
     */
    public static FirstIds of(RelationalPlan plan, Survey survey) {
        return of(plan, survey, Conflicts.NONE);
    }

    /**
     * Counts the arrays of each key column. Where records are rejected later, for a value of a kind that a policy
     * rejects, ids are left out but none is given twice.
     *
     * @param plan of the schema of this survey and these policies
     * @throws io.relata.RelataException when the survey does not hold what the plan's ids hang on
     */
    public static FirstIds of(RelationalPlan plan, Survey survey, Conflicts conflicts) {
        return new IdCount(plan, conflicts).firstIds(survey);
    }

    /** By key column, how many ids are given in all splits before this one. */
    public long[] before(int split) {
        int position = Arrays.binarySearch(splits, split);
        int earlier = position >= 0 ? position : -position - 1;
        return earlier == 0 ? new long[keys] : given[earlier - 1].clone();
    }

    /** By key column, how many ids are given in all. */
    public long[] total() {
        return splits.length == 0 ? new long[keys] : given[splits.length - 1].clone();
    }
}
