package io.relata.jobs.report;

import static java.util.Objects.requireNonNull;

import io.relata.RunId;
import io.relata.TableDefinition;
import io.relata.TableStatistics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * What is read again of a run's report.
 *
 * @param error why it failed; empty when it did not
 * @param changes none of a report that was written before there were any in reports
 * @param tables without their columns
 */
public record PastRun(
        RunId run,
        String job,
        RunReport.Outcome outcome,
        Optional<String> error,
        Instant started,
        Instant ended,
        RunReport.Records records,
        List<SchemaChange> changes,
        List<TableDefinition> tables) {

    public PastRun {
        requireNonNull(run, "run");
        requireNonNull(outcome, "outcome");
        requireNonNull(error, "error");
        changes = List.copyOf(changes);
        tables = List.copyOf(tables);
    }

    public boolean isDone() {
        return outcome == RunReport.Outcome.DONE;
    }

    /** How long the run took; no time where the clock was set back meanwhile. */
    public Duration duration() {
        return ended.isBefore(started) ? Duration.ZERO : Duration.between(started, ended);
    }

    /** The rows of all tables that it wrote. */
    public long rows() {
        return sum(TableStatistics::rows);
    }

    /** The bytes of all tables that it wrote. */
    public long bytes() {
        return sum(TableStatistics::bytes);
    }

    /** The changes after which queries that worked before may fail or tell something else. */
    public long breakingChanges() {
        return changes.stream().filter(change -> change.kind().breaksReaders()).count();
    }

    private long sum(ToLongFunction<TableStatistics> figure) {
        return tables.stream()
                .mapToLong(table -> figure.applyAsLong(table.statistics()))
                .sum();
    }
}
