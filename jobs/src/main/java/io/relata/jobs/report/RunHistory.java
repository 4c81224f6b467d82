package io.relata.jobs.report;

import io.relata.RunId;
import java.util.List;

/**
 * The runs of a job among the last ones of its target.
 *
 * @param runs the latest first
 * @param lookedAt how many runs of the target, of whatever job, were looked at
 * @param older how many runs of the target were not looked at
 * @param unreadable the runs whose reports could not be read
 */
public record RunHistory(String job, List<PastRun> runs, int lookedAt, int older, List<RunId> unreadable) {

    /** So many runs of a target are looked at. */
    public static final int MOST = 100;

    public RunHistory {
        runs = List.copyOf(runs);
        unreadable = List.copyOf(unreadable);
    }

    /** What is not shown, a sentence each. */
    public List<String> remarks() {
        String looked = older == 0
                ? "These are all runs of job " + job + " that left a report in its target."
                : "These are the runs of job " + job + " among the last " + lookedAt + " of its target; "
                        + Quantity.count(older) + " older reports were not read.";
        return unreadable.isEmpty()
                ? List.of(looked)
                : List.of(
                        looked,
                        "No report, or one of another version of Relata, is the file of: "
                                + String.join(
                                        ", ",
                                        unreadable.stream().map(RunId::value).toList()) + ".");
    }
}
