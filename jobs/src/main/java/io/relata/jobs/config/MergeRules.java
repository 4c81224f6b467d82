package io.relata.jobs.config;

import io.relata.TableFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the keys that say how documents are merged must be to the job's other keys. */
final class MergeRules {

    private final Fields target;
    private final Map<String, Fields> tables;
    private final Optional<Fields> relationalize;
    private final Map<String, Fields> sources;
    private final List<String> flatSources;
    private final boolean promisesNothing;
    private final Reading reading;

    /**
     * @param flatSources the sources that are loaded as they are, by name
     * @param contract the job's, as far as it can be read
     */
    MergeRules(
            Fields target,
            Map<String, Fields> tables,
            Optional<Fields> relationalize,
            Map<String, Fields> sources,
            List<String> flatSources,
            Optional<Contract> contract,
            Reading reading) {
        this.target = target;
        this.tables = tables;
        this.relationalize = relationalize;
        this.sources = sources;
        this.flatSources = flatSources;
        this.promisesNothing = contract.equals(Optional.of(Contract.NONE));
        this.reading = reading;
    }

    void check() {
        tables.forEach((name, table) -> {
            if (!flatSources.contains(name)) {
                isSaidOfTheRoot(table);
            }
        });
        Optional<TargetSpec.Mode> mode = target.find(TargetKeys.MODE).filter(TargetSpec.Mode::replacesByKey);
        if (mode.isPresent()) {
            merges(mode.get());
        } else if (isReadable(target, TargetKeys.MODE)) {
            relationalize.ifPresent(this::mergesNothing);
            tables.values().forEach(this::mergesNothing);
        }
    }

    private void merges(TargetSpec.Mode mode) {
        if (target.find(TargetKeys.FORMAT).equals(Optional.of(TableFormat.PARQUET))) {
            problem(
                    target,
                    TargetKeys.MODE,
                    "only Delta tables can have some of their files in the place of others",
                    "Write format: delta beside it");
        }
        relationalize.ifPresent(fields -> {
            if (namesNothing(Optional.of(fields), RelationalizeKeys.KEY)) {
                problem(
                        fields,
                        RelationalizeKeys.KEY,
                        "mode: " + Choice.word(mode) + " needs to know which columns name a document",
                        "Name them, such as key: [id]");
            }
        });
        relationalize.ifPresent(fields ->
                fields.find(RelationalizeKeys.SOURCE).ifPresent(source -> allAreRead(source, Optional.of(fields))));
        flatSources.forEach(source -> {
            allAreRead(source, Optional.ofNullable(tables.get(source)));
            if (namesNothing(Optional.ofNullable(tables.get(source)), TableKeys.KEY)) {
                problem(
                        target,
                        TargetKeys.MODE,
                        "nothing says which columns name a row of " + source,
                        "Write tables: {" + source + ": {key: [id]}} with these columns");
            }
        });
        Stream<Fields> flat = flatSources.stream().flatMap(source -> Optional.ofNullable(tables.get(source)).stream());
        Stream<Fields> rules = Stream.concat(relationalize.stream(), flat);
        tablesStay();
        if (mode == TargetSpec.Mode.HISTORY) {
            rules.forEach(this::keepsVersions);
        } else {
            rules.filter(fields -> fields.says(MergeKeys.LATE))
                    .forEach(fields -> problem(
                            fields,
                            MergeKeys.LATE,
                            "of each document the latest state is kept alone",
                            "Remove it, or write mode: history under target"));
        }
    }

    private void keepsVersions(Fields fields) {
        boolean isOne = fields.find(MergeKeys.ORDER_BY).orElse(List.of()).size() == 1;
        if (!isOne && isReadable(fields, MergeKeys.ORDER_BY)) {
            problem(
                    fields,
                    MergeKeys.ORDER_BY,
                    "mode: history needs one column that says from when on a version holds",
                    "Name it, such as order-by: [updated_at]");
        }
        if (fields.says(MergeKeys.DELETE_MISSING)) {
            problem(
                    fields,
                    MergeKeys.DELETE_MISSING,
                    "of a document that is missing nobody knows from when on it is gone",
                    "Remove it; delete-when ends versions");
        }
    }

    private void tablesStay() {
        if (promisesNothing && relationalize.isPresent()) {
            problem(
                    target,
                    TargetKeys.MODE,
                    "the job's contract is none, so a run leaves out tables of which its own data shows nothing, and"
                            + " rows there would not change with their documents",
                    "Give the job another contract");
        }
    }

    /** Of a run that takes new files alone, nobody can say what is missing. */
    private void allAreRead(String source, Optional<Fields> rule) {
        boolean isMarked = Optional.ofNullable(sources.get(source))
                .flatMap(fields -> fields.find(BookmarkKeys.BOOKMARK))
                .filter(use -> use != BookmarkSpec.Use.DISABLED)
                .isPresent();
        rule.filter(fields -> isMarked && fields.says(MergeKeys.DELETE_MISSING))
                .ifPresent(fields -> problem(
                        fields,
                        MergeKeys.DELETE_MISSING,
                        "the source " + source
                                + " has a bookmark, so all documents of files that were taken before would be missing",
                        "Remove it, or write bookmark: disabled for the source"));
    }

    /** Whether no column is named; where what is named cannot be read, that is told already. */
    private static boolean namesNothing(Optional<Fields> fields, Key<List<String>> key) {
        return fields.flatMap(said -> said.find(key)).orElse(List.of()).isEmpty()
                && fields.stream().allMatch(said -> isReadable(said, key));
    }

    private static boolean isReadable(Fields fields, Key<?> key) {
        return !fields.names(key) || fields.says(key);
    }

    private void isSaidOfTheRoot(Fields table) {
        Stream.concat(Stream.of(TableKeys.KEY), MergeKeys.ALL.stream())
                .filter(table::says)
                .forEach(key -> problem(
                        table,
                        key,
                        "the table's rows are parts of documents, which are merged as a whole",
                        "Say it under relationalize"));
    }

    private void mergesNothing(Fields fields) {
        for (Key<?> key : MergeKeys.ALL) {
            if (fields.says(key)) {
                problem(fields, key, "the job merges nothing", "Remove it, or write mode: merge under target");
            }
        }
    }

    private void problem(Fields fields, Key<?> key, String why, String remedy) {
        reading.problem(fields, key, why, remedy);
    }
}
