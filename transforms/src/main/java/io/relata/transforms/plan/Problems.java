package io.relata.transforms.plan;

import io.relata.Problem;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong, so that a person is told everything at once. */
final class Problems {

    private final List<Problem> found = new ArrayList<>();

    void add(String what, String where, String why, String remedy) {
        found.add(new Problem(what, where, why, remedy));
    }

    /** @throws PlanException when anything was found */
    void refuseIfAny() {
        if (!found.isEmpty()) {
            throw new PlanException(found);
        }
    }
}
