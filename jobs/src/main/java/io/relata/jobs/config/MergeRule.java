package io.relata.jobs.config;

import static java.util.Objects.requireNonNull;

import io.relata.jobs.source.jdbc.Window;
import java.util.List;
import java.util.Optional;

/**
 * How the documents of a run come to those that their table has, by key. Conditions are Spark SQL on the root's columns.
 *
 * @param orderBy the columns that say which of two documents with one key is the later one, the first before the others;
 *     empty where that is the one that is read later
 * @param deleteWhen a document that fulfils it is removed with all that hangs from it; empty where none is
 * @param deleteMissing a published document that fulfils it is removed where it is none of the run's; empty where none is
 * @param late what becomes of documents that are earlier than what a history has of their keys
 */
public record MergeRule(
        List<String> orderBy, Optional<String> deleteWhen, Optional<MissingRule> deleteMissing, Late late) {

    /** What is read later counts, and nothing is removed. */
    public static final MergeRule PLAIN = new MergeRule(List.of(), Optional.empty(), Optional.empty(), Late.APPLY);

    /** What becomes of late documents in a history. */
    public enum Late {
        /** They get their place between the versions around them. */
        APPLY,
        /** The run fails. */
        REFUSE
    }

    public MergeRule {
        orderBy = List.copyOf(orderBy);
        requireNonNull(deleteWhen, "deleteWhen");
        requireNonNull(deleteMissing, "deleteMissing");
        requireNonNull(late, "late");
    }

    /** Whether a document that was removed must be remembered, lest an earlier state of it come late and be taken. */
    public boolean remembersDeleted() {
        return !orderBy.isEmpty() && deleteWhen.isPresent();
    }

    /** Whether it names a time of the run. */
    boolean isWindowed() {
        return deleteMissing.filter(MissingRule::isWindowed).isPresent();
    }

    /**
     * The rule for a run of these times.
     *
     * @throws io.relata.RelataException when it names a time that is not among them
     */
    MergeRule within(Window window) {
        Optional<MissingRule> missing = deleteMissing.map(rule -> new MissingRule(rule.condition(), window));
        missing.ifPresent(MissingRule::sql);
        return new MergeRule(orderBy, deleteWhen, missing, late);
    }

    /** The rule of a run that cannot tell what is missing. */
    public MergeRule withoutMissing() {
        return new MergeRule(orderBy, deleteWhen, Optional.empty(), late);
    }
}
