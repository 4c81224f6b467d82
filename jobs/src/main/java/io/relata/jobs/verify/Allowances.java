package io.relata.jobs.verify;

import io.relata.transforms.plan.RelationalizeOptions.CaseTwins;
import io.relata.transforms.plan.RelationalizeOptions.EmptyArrays;
import java.io.Serializable;

/** What a job asks for that tables do not tell apart then. */
public record Allowances(EmptyArrays emptyArrays, CaseTwins caseTwins) implements Serializable {

    boolean tellsEmptyArrays() {
        return emptyArrays == EmptyArrays.KEY;
    }

    /** Whether two names share a column. */
    boolean isTwin(String column, String name) {
        return caseTwins == CaseTwins.MERGE && column.equalsIgnoreCase(name);
    }
}
