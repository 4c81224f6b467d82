package io.relata.jobs.config;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The keys of one table. */
final class TableKeys {

    static final Key<String> NAME =
            Key.optional("name", Texts.TABLE, "the published name").orElseShown("the name the table has");

    static final Key<Map<String, String>> RENAME =
            Key.optional("rename", new MapOf<>(Texts.ANY, Texts.ANY, MapOf.Growth.OPEN), "new names by column");

    static final Key<Map<String, String>> CAST =
            Key.optional("cast", new MapOf<>(Texts.ANY, Texts.COLUMN_TYPE, MapOf.Growth.OPEN), "new types by column");

    static final Key<List<String>> DROP = Key.optional(
            "drop", new ListOf<>(Texts.ANY), "columns left out; an array column takes its child tables along");

    static final Key<List<String>> SELECT = Key.optional(
                    "select",
                    new ListOf<>(Texts.ANY),
                    "the only columns kept, in this order; a child's id and index stay in front")
            .orElseShown("all");

    static final Key<Long> FILES = Key.optional(
                    "files", new WholeNumber(1, 10_000), "how many files a run writes at most")
            .orElseShown("as many as `target.target-file-size` asks for");

    static final Key<List<String>> KEY = Key.optional(
            "key",
            new ListOf<>(Texts.ANY),
            "with mode: merge or history, the columns that name a row; for the table of a source that is not relationalized");

    static final Key<Contract> CONTRACT = Key.optional(
                    "contract",
                    Choice.among(List.of(Contract.EVOLVE, Contract.FREEZE, Contract.RESCUE)),
                    "what may change of the table, and of those below it of which nothing is said, whatever the job's"
                            + " contract is; not where that is none")
            .orElseShown("what is said of the nearest table above, or the job's");

    static final Section SECTION = new Section(
            NAME,
            RENAME,
            CAST,
            DROP,
            SELECT,
            FILES,
            KEY,
            MergeKeys.ORDER_BY,
            MergeKeys.DELETE_WHEN,
            MergeKeys.DELETE_MISSING,
            MergeKeys.LATE,
            CONTRACT);

    private TableKeys() {}

    static TableSpec spec(Fields table) {
        return new TableSpec(
                table.find(NAME),
                table.find(RENAME).orElse(Map.of()),
                table.find(CAST).orElse(Map.of()),
                table.find(DROP).orElse(List.of()),
                table.find(SELECT).orElse(List.of()),
                table.find(FILES)
                        .map(files -> OptionalInt.of(Math.toIntExact(files)))
                        .orElse(OptionalInt.empty()),
                table.find(KEY).orElse(List.of()),
                MergeKeys.rule(table),
                table.find(CONTRACT));
    }
}
