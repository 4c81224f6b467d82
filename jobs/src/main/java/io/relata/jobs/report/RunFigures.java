package io.relata.jobs.report;

import java.util.List;
import java.util.Locale;

/** What lists of runs show of each: how it ended, and its figures. */
public final class RunFigures {

    private RunFigures() {}

    /** Outcome, time, records read and rejected, tables, rows, size, schema changes and breaking ones, as people read them. */
    public static List<String> of(PastRun run) {
        return List.of(
                run.outcome().name().toLowerCase(Locale.ROOT),
                Quantity.time(run.duration()),
                Quantity.count(run.records().read()),
                Quantity.count(run.records().rejected()),
                Quantity.count(run.tables().size()),
                Quantity.count(run.rows()),
                Quantity.bytes(run.bytes()),
                Quantity.count(run.changes().size()),
                Quantity.count(run.breakingChanges()));
    }
}
