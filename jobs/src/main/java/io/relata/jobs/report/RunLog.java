package io.relata.jobs.report;

import io.relata.RelataException;
import io.relata.RunId;
import io.relata.TableDefinition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Collects what a run does while it does it, so that a run that fails has a report too. For one thread.
 */
public final class RunLog {

    private final RunId run;
    private final String job;
    private final RunReport.Versions versions;
    private final Clock clock;
    private final Instant started;
    private final List<RunReport.Step> steps = new ArrayList<>();
    private final List<String> inputs = new ArrayList<>();
    private final List<SchemaChange> changes = new ArrayList<>();
    private final List<FileSizes> fileSizes = new ArrayList<>();
    private final List<TableDefinition> tables = new ArrayList<>();
    private final List<Balance> balance = new ArrayList<>();
    private final List<RunReport.Rejects> rejects = new ArrayList<>();
    private final List<Check> checks = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<RunReport.Load> loads = new ArrayList<>();
    private final List<RunReport.View> views = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private Optional<SurveyReport> survey = Optional.empty();
    private Optional<RunReport.Launch> launch = Optional.empty();
    private RunReport.Records records = new RunReport.Records(0, 0, 0);
    private String step = "";
    private Instant stepStarted;

    public RunLog(RunId run, String job, RunReport.Versions versions, Clock clock) {
        this.run = run;
        this.job = job;
        this.versions = versions;
        this.clock = clock;
        started = clock.instant();
        stepStarted = started;
    }

    /** The step before ends and this one begins. */
    public void begin(String name) {
        endStep();
        step = name;
        stepStarted = clock.instant();
    }

    /** A service started the run as one of its own. */
    public void launched(RunReport.Launch by) {
        launch = Optional.of(by);
    }

    public void read(List<String> paths) {
        inputs.addAll(paths);
    }

    public void surveyed(SurveyReport report) {
        survey = Optional.of(report);
    }

    public void counted(RunReport.Records counts) {
        records = counts;
    }

    /** A table was written; one of the same name takes the place of the one before. */
    public void wrote(TableDefinition table) {
        tables.removeIf(earlier -> earlier.name().equals(table.name()));
        tables.add(table);
    }

    public void changes(List<SchemaChange> planned) {
        changes.addAll(planned);
    }

    public void sized(List<FileSizes> written) {
        fileSizes.addAll(written);
    }

    public void balanced(List<Balance> lines) {
        balance.addAll(lines);
    }

    public void rejected(RunReport.Rejects reason) {
        rejects.add(reason);
    }

    public void checked(List<Check> results) {
        checks.addAll(results);
    }

    public void noted(List<String> sentences) {
        notes.addAll(sentences);
    }

    public void loaded(RunReport.Load load) {
        loads.add(load);
    }

    public void refreshed(RunReport.View view) {
        views.add(view);
    }

    public void answered(List<Answer> given) {
        answers.addAll(given);
    }

    /** The report of a run that ended well. */
    public RunReport done() {
        return report(RunReport.Outcome.DONE, 0, Optional.empty());
    }

    /** The report of a run that failed in the step that was begun last. */
    public RunReport failed(Throwable failure, int exitCode) {
        return report(RunReport.Outcome.FAILED, exitCode, Optional.of(told(failure)));
    }

    /** Other exceptions than ours may quote the data. */
    static String told(Throwable failure) {
        return failure instanceof RelataException
                ? String.valueOf(failure.getMessage())
                : failure.getClass().getName() + "; its message is in the log";
    }

    private RunReport report(RunReport.Outcome outcome, int exitCode, Optional<String> error) {
        endStep();
        return new RunReport(
                run,
                job,
                outcome,
                exitCode,
                error,
                started,
                clock.instant(),
                steps,
                inputs,
                survey,
                records,
                changes,
                tables,
                fileSizes,
                balance,
                rejects,
                checks,
                notes,
                loads,
                views,
                answers,
                versions,
                launch);
    }

    private void endStep() {
        if (!step.isEmpty()) {
            steps.add(new RunReport.Step(step, Duration.between(stepStarted, clock.instant())));
            step = "";
        }
    }
}
