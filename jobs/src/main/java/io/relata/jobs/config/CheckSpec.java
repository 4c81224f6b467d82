package io.relata.jobs.config;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What must hold of one table of a run before its tables are published.
 *
 * @param table the table's published name
 * @param rules at least one
 * @param onBreach what a broken rule means
 */
public record CheckSpec(String table, List<CheckRule> rules, OnBreach onBreach) {

    /** What becomes of a run that breaks a rule. */
    public enum OnBreach {
        /** It fails, and nothing of it is published. */
        FAIL,
        /** It goes on and tells. */
        WARN
    }

    public CheckSpec {
        requireNonNull(table, "table");
        rules = List.copyOf(rules);
        requireNonNull(onBreach, "onBreach");
        if (rules.isEmpty()) {
            throw new IllegalArgumentException("A check of table " + table + " without a rule");
        }
    }
}
