package io.relata.jobs.config;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * How the documents of a run come to those that their table has, by key.
 *
 * @param orderBy the columns that say which of two documents with one key is the later one, the first before the others;
 *     empty where that is the one that is read later
 * @param deleteWhen a condition in Spark SQL on the columns of the root's row: a document that fulfils it is removed with
 *     all that hangs from it; empty where none is
 */
public record MergeRule(List<String> orderBy, Optional<String> deleteWhen) {

    /** What is read later counts, and nothing is removed. */
    public static final MergeRule PLAIN = new MergeRule(List.of(), Optional.empty());

    public MergeRule {
        orderBy = List.copyOf(orderBy);
        requireNonNull(deleteWhen, "deleteWhen");
    }

    /** Whether a document that was removed must be remembered, lest an earlier state of it come late and be taken. */
    public boolean remembersDeleted() {
        return !orderBy.isEmpty() && deleteWhen.isPresent();
    }
}
