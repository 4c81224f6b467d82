package io.relata.jobs.config;

import io.relata.jobs.source.jdbc.Window;
import java.util.List;

/** The keys that say how documents are merged, where they stand beside {@code key}. */
final class MergeKeys {

    static final Key<List<String>> ORDER_BY = Key.optional(
            "order-by",
            new ListOf<>(Texts.ANY),
            "with mode: merge, the root's columns that say which of two documents with one key is the later one, the first"
                    + " column before the others; without it the one that is read later counts. With mode: history, the one"
                    + " column that says from when on a version of a document holds: a timestamp, a date, a whole number, a"
                    + " decimal or text");

    static final Key<String> DELETE_WHEN = Key.optional(
            "delete-when",
            Texts.ANY,
            "with mode: merge, a condition in Spark SQL on the root's columns; a document that fulfils it is removed with"
                    + " all that hangs from it. With mode: history, it ends the version before it and is none itself");

    static final Key<String> DELETE_MISSING = Key.optional(
            "delete-missing",
            Texts.ANY,
            "with mode: merge, a condition in Spark SQL on the published root's columns, in which `:from` and `:as-of` stand"
                    + " for the run's times; a published document that fulfils it and is none of the run's is removed with"
                    + " all that hangs from it");

    static final Key<MergeRule.Late> LATE = Key.optional(
                    "late",
                    Choice.of(MergeRule.Late.class),
                    "with mode: history, whether documents that are earlier than what is published of their keys get their"
                            + " place between the versions there, or fail the run")
            .orElse(MergeRule.Late.APPLY);

    /** Those that are for modes that know documents by their key. */
    static final List<Key<?>> ALL = List.of(ORDER_BY, DELETE_WHEN, DELETE_MISSING, LATE);

    private MergeKeys() {}

    static MergeRule rule(Fields fields) {
        return new MergeRule(
                fields.find(ORDER_BY).orElse(List.of()),
                fields.find(DELETE_WHEN),
                fields.find(DELETE_MISSING).map(condition -> new MissingRule(condition, Window.NONE)),
                fields.value(LATE));
    }
}
