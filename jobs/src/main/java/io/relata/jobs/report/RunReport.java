package io.relata.jobs.report;

import static java.util.Objects.requireNonNull;

import io.relata.RunId;
import io.relata.TableDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a run did, whether it ended well or not. Holds names, counts and places, and no value of the data
 * but for the answers to the job's questions, which are there to be read. Of rejected records it holds the form.
 *
 * @param error why the run failed, as a person was told; empty when it did not
 * @param steps the steps that were begun, in order
 * @param inputs the paths that were read
 * @param survey what the relationalized source holds; empty where it was not surveyed
 * @param changes how the planned tables differ from the published ones; none where the run did not come to plan
 * @param tables the tables that were written, in the order they are published
 * @param fileSizes the files of the tables that were written; none where the run did not write all of them
 * @param balance the counts that must agree
 * @param rejects the rejected records by reason
 * @param checks what came of the job's checks, in the order of the job file; none where the run did not come to them
 * @param notes what the plan has to say
 * @param loads the tables that the warehouse keeps itself
 * @param views what the warehouse made of queries
 * @param answers what the warehouse answered to the job's questions, in the job file's order
 * @param launch the service whose run this was as well; empty where it was none
 */
public record RunReport(
        RunId run,
        String job,
        Outcome outcome,
        int exitCode,
        Optional<String> error,
        Instant started,
        Instant ended,
        List<Step> steps,
        List<String> inputs,
        Optional<SurveyReport> survey,
        Records records,
        List<SchemaChange> changes,
        List<TableDefinition> tables,
        List<FileSizes> fileSizes,
        List<Balance> balance,
        List<Rejects> rejects,
        List<Check> checks,
        List<String> notes,
        List<Load> loads,
        List<View> views,
        List<Answer> answers,
        Versions versions,
        Optional<Launch> launch) {

    /** How a run ended. */
    public enum Outcome {
        /** Everything was done. */
        DONE,
        /** It stopped at an error. */
        FAILED
    }

    /** A step and how long it took; of a failed run the last one is the one that failed. */
    public record Step(String name, Duration duration) {}

    /**
     * Records of all sources. What was read is loaded or rejected.
     *
     * @param read good and bad ones
     * @param loaded those that are rows of the root table, or of the table of their source
     * @param rejected those that are rows of the rejects tables
     */
    public record Records(long read, long loaded, long rejected) {}

    /**
     * Records of one source rejected for one reason.
     *
     * @param reason the code, such as {@code MALFORMED}
     * @param where file and byte offset of the first one
     * @param sample the form of the first one, see {@link MaskedText}; empty where its text is not known
     */
    public record Rejects(String reason, long records, String where, Optional<String> sample) {

        public Rejects {
            requireNonNull(sample, "sample");
        }
    }

    /**
     * A table that the warehouse keeps itself.
     *
     * @param rows how many it has; empty where a script is written
     */
    public record Load(String table, Optional<Long> rows) {

        public Load {
            requireNonNull(rows, "rows");
        }
    }

    /**
     * A view of the warehouse.
     *
     * @param rows how many it has; empty where a script is written, or it was not refreshed
     * @param failure why it was not refreshed; empty when it was
     */
    public record View(String name, Optional<Long> rows, Optional<String> failure) {

        public View {
            requireNonNull(rows, "rows");
            requireNonNull(failure, "failure");
        }

        public static View refreshed(String name, Optional<Long> rows) {
            return new View(name, rows, Optional.empty());
        }

        /** It shows what it showed before. */
        public static View failed(String name, String why) {
            return new View(name, Optional.empty(), Optional.of(why));
        }
    }

    /**
     * A service that starts runs and has names of its own for them.
     *
     * @param service such as {@code glue}
     * @param job what the service calls the job
     * @param run what it calls the run; empty where it does not tell
     */
    public record Launch(String service, String job, Optional<String> run) {

        public Launch {
            requireNonNull(run, "run");
        }
    }

    /** What the run ran on. */
    public record Versions(String relata, String spark, String java) {

        /** The versions of this process. */
        public static Versions running(String spark) {
            return new Versions(
                    Optional.ofNullable(RunReport.class.getPackage().getImplementationVersion())
                            .orElse("development"),
                    spark,
                    System.getProperty("java.version", "unknown"));
        }
    }

    public RunReport {
        requireNonNull(run, "run");
        requireNonNull(outcome, "outcome");
        requireNonNull(error, "error");
        requireNonNull(survey, "survey");
        requireNonNull(launch, "launch");
        if (error.isPresent() == (outcome == Outcome.DONE)) {
            throw new IllegalArgumentException("Run " + run + " is " + outcome + " with error " + error);
        }
        steps = List.copyOf(steps);
        inputs = List.copyOf(inputs);
        changes = List.copyOf(changes);
        tables = List.copyOf(tables);
        fileSizes = List.copyOf(fileSizes);
        balance = List.copyOf(balance);
        rejects = List.copyOf(rejects);
        checks = List.copyOf(checks);
        notes = List.copyOf(notes);
        loads = List.copyOf(loads);
        views = List.copyOf(views);
        answers = List.copyOf(answers);
    }

    /** The same report with these notes more. */
    public RunReport noted(List<String> sentences) {
        List<String> all = new ArrayList<>(notes);
        all.addAll(sentences);
        return new RunReport(
                run, job, outcome, exitCode, error, started, ended, steps, inputs, survey, records, changes, tables,
                fileSizes, balance, rejects, checks, all, loads, views, answers, versions, launch);
    }

    /** Whether all counts agree. */
    public boolean balances() {
        return balance.stream().allMatch(Balance::agrees);
    }
}
