package io.relata.jobs.verify;

import io.relata.transforms.plan.RelationalizeOptions.CaseTwins;
import io.relata.transforms.plan.RelationalizeOptions.EmptyArrays;
import java.io.Serializable;

/** What a job asks for that tables do not tell apart then. */
public record Allowances(EmptyArrays emptyArrays, CaseTwins caseTwins) implements Serializable {

    boolean tellsEmptyArrays() {
        return emptyArrays == EmptyArrays.KEY;
    }

    /** Whether names that differ in case alone share a column. */
    boolean mergesTwins() {
        return caseTwins == CaseTwins.MERGE;
    }
}
