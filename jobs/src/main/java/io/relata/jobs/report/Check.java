package io.relata.jobs.report;

import static java.util.Objects.requireNonNull;

/**
 * What came of one rule of a job's checks.
 *
 * @param name the check's name in the job file
 * @param table the table's published name
 * @param rule what must hold: {@code unique (id)}
 * @param rows the rows that break the rule; of a rule about their number, those too many or too few
 */
public record Check(String name, String table, String rule, Outcome outcome, long rows) {

    /** What it means for the run. */
    public enum Outcome {
        /** The rule holds. */
        PASSED,
        /** It does not, and the run goes on. */
        WARNED,
        /** It does not, and nothing of the run is published. */
        FAILED
    }

    public Check {
        requireNonNull(name, "name");
        requireNonNull(table, "table");
        requireNonNull(rule, "rule");
        requireNonNull(outcome, "outcome");
        if (rows < 0 || (rows == 0) != (outcome == Outcome.PASSED)) {
            throw new IllegalArgumentException("Check " + name + " is " + outcome + " with " + rows + " rows");
        }
    }

    /** {@code plays: songplays breaks unique (id) by 2 rows}, of a broken rule. */
    public String breach() {
        return name + ": " + table + " breaks " + rule + " by " + rows + (rows == 1 ? " row" : " rows");
    }
}
