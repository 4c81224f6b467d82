package io.relata.jobs.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The keys that say what must hold of a table. */
final class CheckKeys {

    private static final long MOST_ROWS = 1_000_000_000_000_000L;

    static final Key<String> TABLE = Key.required("table", Texts.TABLE, "the published name of a table of this job");

    static final Key<List<String>> UNIQUE = Key.optional(
            "unique",
            new OneOrMore<>(Texts.ANY),
            "the columns that together name a row; rows with a null among them are not compared");

    static final Key<List<String>> NOT_NULL =
            Key.optional("not-null", new OneOrMore<>(Texts.ANY), "the columns that have a value in every row");

    static final Key<Map<String, List<String>>> ACCEPTED = Key.optional(
            "accepted",
            new MapOf<>(Texts.ANY, new OneOrMore<>(new Word()), MapOf.Growth.OPEN),
            "the values that a column may have, by column; they are compared as text, and null passes");

    static final Key<Map<String, TableColumn>> REFERENCES = Key.optional(
            "references",
            new MapOf<>(Texts.ANY, Texts.TABLE_COLUMN, MapOf.Growth.OPEN),
            "the column of a table of this job that holds each value of a column, by column; null passes");

    static final Key<Long> AT_LEAST = Key.optional("at-least", new WholeNumber(0, MOST_ROWS), "the fewest rows");

    static final Key<Long> AT_MOST = Key.optional("at-most", new WholeNumber(0, MOST_ROWS), "the most rows");

    static final Key<Fields> ROWS =
            Key.optional("rows", new Section(AT_LEAST, AT_MOST), "how many rows of this run the table has");

    static final Key<CheckSpec.OnBreach> ON_BREACH = Key.optional(
                    "on-breach",
                    Choice.of(CheckSpec.OnBreach.class),
                    "whether a broken rule fails the run, which then publishes nothing, or is told of")
            .orElse(CheckSpec.OnBreach.FAIL);

    static final Section SECTION = new Section(TABLE, UNIQUE, NOT_NULL, ACCEPTED, REFERENCES, ROWS, ON_BREACH);

    /** The keys that give rules. */
    static final List<Key<?>> RULES = List.of(UNIQUE, NOT_NULL, ACCEPTED, REFERENCES, ROWS);

    private CheckKeys() {}

    static CheckSpec spec(Fields check) {
        return new CheckSpec(check.value(TABLE), rules(check), check.value(ON_BREACH));
    }

    /** The rules that could be read, in the order of the keys. */
    static List<CheckRule> rules(Fields check) {
        List<CheckRule> rules = new ArrayList<>();
        check.find(UNIQUE).ifPresent(columns -> rules.add(new CheckRule.Unique(columns)));
        check.find(NOT_NULL).ifPresent(columns -> columns.forEach(column -> rules.add(new CheckRule.NotNull(column))));
        check.find(ACCEPTED)
                .ifPresent(accepted ->
                        accepted.forEach((column, values) -> rules.add(new CheckRule.Accepted(column, values))));
        check.find(REFERENCES)
                .ifPresent(references ->
                        references.forEach((column, to) -> rules.add(new CheckRule.Reference(column, to))));
        check.find(ROWS).ifPresent(rows -> {
            rows.find(AT_LEAST).ifPresent(least -> rules.add(new CheckRule.AtLeast(least)));
            rows.find(AT_MOST).ifPresent(most -> rules.add(new CheckRule.AtMost(most)));
        });
        return rules;
    }
}
