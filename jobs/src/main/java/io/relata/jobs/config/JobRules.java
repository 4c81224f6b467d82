package io.relata.jobs.config;

import io.relata.transforms.json.JsonLayout;
import io.relata.transforms.survey.SurveyExtent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the parts of a job file must be to each other. Works on what could be read, beside other problems. */
final class JobRules {

    private final Fields job;
    private final Reading reading;
    private final Map<String, Fields> sources;
    private final Map<String, Fields> tables;
    private final Optional<Fields> relationalize;
    private final Optional<String> root;

    JobRules(Fields job, Reading reading) {
        this.job = job;
        this.reading = reading;
        this.sources = job.find(JobKeys.SOURCES).orElse(Map.of());
        this.tables = job.find(JobKeys.TABLES).orElse(Map.of());
        this.relationalize = job.find(JobKeys.RELATIONALIZE);
        this.root = relationalize.flatMap(fields -> fields.find(RelationalizeKeys.ROOT));
    }

    void check() {
        job.find(JobKeys.SOURCES).ifPresent(this::someSource);
        relationalize.ifPresent(this::sourceExists);
        boolean tablesAreKnown = relationalize.isEmpty() || root.isPresent();
        if (tablesAreKnown && job.find(JobKeys.SOURCES).isPresent()) {
            tables.forEach(this::tableComesFromSomewhere);
        }
        sources.values().forEach(this::recordsAreOfDocuments);
        sources.values().forEach(this::schemaIsGivenOrSurveyed);
        sources.forEach(this::samplesAreRelationalized);
        new RequiredRules(sources, relationalize, reading).check();
        new SourceRules(sources, relationalize, reading).check();
        new BookmarkRules(sources, job.find(JobKeys.TARGET), reading).check();
        job.find(JobKeys.CATALOG)
                .ifPresent(catalog -> new CatalogRules(catalog, job.find(JobKeys.TARGET), reading).check());
        tables.values().forEach(this::someHistoryIsKept);
        namesAreDistinct();
        job.find(JobKeys.TARGET).ifPresent(target -> {
            new TargetRules(target, reading).check();
            new MergeRules(target, tables, relationalize, sources, flatSources(), job.find(JobKeys.CONTRACT), reading)
                    .check();
        });
        job.find(JobKeys.WAREHOUSE).ifPresent(warehouse -> new WarehouseRules(job, warehouse, reading).check());
        job.find(JobKeys.LINEAGE).ifPresent(lineage -> LineageKeys.check(lineage, reading));
        nothingIsWrittenIntoSources();
        job.find(JobKeys.CHECKS).orElse(Map.of()).values().forEach(check -> new CheckProblems(check, reading).tell());
    }

    private void someSource(Map<String, Fields> named) {
        if (named.isEmpty()) {
            reading.problem(
                    job,
                    JobKeys.SOURCES,
                    "there is no source",
                    "Name at least one, such as players: {path: players.json}");
        }
    }

    private void sourceExists(Fields fields) {
        fields.find(RelationalizeKeys.SOURCE).ifPresent(source -> {
            if (!sources.containsKey(source) && job.find(JobKeys.SOURCES).isPresent()) {
                reading.problem(
                        fields,
                        RelationalizeKeys.SOURCE,
                        "no source has this name",
                        DidYouMean.remedy(sources.keySet(), source, "The sources are "));
            }
        });
    }

    private void tableComesFromSomewhere(String table, Fields fields) {
        if (root.isPresent() && (table.equals(root.get()) || table.startsWith(root.get() + "_"))) {
            return;
        }
        List<String> flat = flatSources();
        if (!flat.contains(table)) {
            List<String> known = new ArrayList<>(root.stream().toList());
            known.addAll(flat);
            reading.problem(
                    fields.place(),
                    fields.path(),
                    "no table of this job has this name",
                    DidYouMean.remedy(
                            known,
                            table,
                            root.map(name -> "Child tables' names begin with " + name + "_. ")
                                            .orElse("") + "The tables without a parent are "));
        }
    }

    /** The sources that are tables as they are. */
    private List<String> flatSources() {
        Optional<String> nested = relationalize.flatMap(fields -> fields.find(RelationalizeKeys.SOURCE));
        return sources.keySet().stream()
                .filter(name -> !nested.equals(Optional.of(name)))
                .toList();
    }

    private void recordsAreOfDocuments(Fields source) {
        if (source.find(SourceKeys.RECORDS).isPresent()
                && source.find(SourceKeys.LAYOUT).equals(Optional.of(JsonLayout.LINES))) {
            reading.problem(
                    source,
                    SourceKeys.RECORDS,
                    "it names an array inside a document, and layout: lines says there is a record on each line",
                    "Remove it, or write layout: document");
        }
    }

    private void schemaIsGivenOrSurveyed(Fields source) {
        if (source.says(SourceKeys.SURVEY) && source.says(SourceKeys.SCHEMA)) {
            reading.problem(
                    source,
                    SourceKeys.SURVEY,
                    "schema: says what the records' fields are, so nothing is surveyed",
                    "Remove one of the two");
        }
    }

    private void samplesAreRelationalized(String name, Fields source) {
        if (source.find(SourceKeys.SURVEY).equals(Optional.of(SurveyExtent.SAMPLE))
                && flatSources().contains(name)
                && (relationalize.isEmpty()
                        || relationalize
                                .flatMap(fields -> fields.find(RelationalizeKeys.SOURCE))
                                .isPresent())) {
            reading.problem(
                    source,
                    SourceKeys.SURVEY,
                    "only records that are relationalized are sampled, and those of " + name
                            + " are loaded as they are",
                    "Remove it, or name the source under relationalize");
        }
    }

    private void someHistoryIsKept(Fields table) {
        if (table.find(TableKeys.CONTRACT).isPresent()
                && job.find(JobKeys.CONTRACT).equals(Optional.of(Contract.NONE))) {
            reading.problem(
                    table,
                    TableKeys.CONTRACT,
                    "the job's contract is none, so its tables are made anew of each run's data and nothing is known to"
                            + " hold one of them to",
                    "Remove it, or give the job another contract");
        }
    }

    /** Tables whose names only the data decides are left to the plan. */
    private void namesAreDistinct() {
        Map<String, KeyPath> taken = new HashMap<>();
        for (String flat : flatSources()) {
            if (root.isPresent() && flat.startsWith(root.get() + "_")) {
                reading.problem(
                        sources.get(flat) == null
                                ? job.place()
                                : sources.get(flat).place(),
                        job.path(JobKeys.SOURCES).then(flat),
                        "a source of this name could not be told from a child table of " + root.get(),
                        "Give the source or the root another name");
            }
            if (!named(flat)) {
                take(taken, flat, job.path(JobKeys.SOURCES).then(flat), job.place(JobKeys.SOURCES));
            }
        }
        root.filter(name -> !named(name))
                .ifPresent(name -> relationalize.ifPresent(fields ->
                        take(taken, name, fields.path(RelationalizeKeys.ROOT), fields.place(RelationalizeKeys.ROOT))));
        tables.values()
                .forEach(table -> table.find(TableKeys.NAME)
                        .ifPresent(name -> take(taken, name, table.path(TableKeys.NAME), table.place(TableKeys.NAME))));
        job.find(JobKeys.DERIVE)
                .orElse(Map.of())
                .forEach((name, derived) -> take(taken, name, derived.path(), derived.place()));
    }

    private boolean named(String table) {
        return Optional.ofNullable(tables.get(table))
                .flatMap(fields -> fields.find(TableKeys.NAME))
                .isPresent();
    }

    private void take(Map<String, KeyPath> taken, String name, KeyPath path, Place place) {
        KeyPath other = taken.putIfAbsent(name.toLowerCase(Locale.ROOT), path);
        if (other != null) {
            reading.problem(
                    place,
                    path,
                    "the table would have the same name as " + other + " gives, upper and lower case being one",
                    "Give one of them another name");
        }
    }

    private void nothingIsWrittenIntoSources() {
        job.find(JobKeys.TARGET).ifPresent(target -> outsideSources(target, TargetKeys.PATH));
        job.find(JobKeys.CATALOG).ifPresent(catalog -> outsideSources(catalog, CatalogKeys.PATH));
        job.find(JobKeys.WAREHOUSE).ifPresent(warehouse -> outsideSources(warehouse, WarehouseKeys.PATH));
        job.find(JobKeys.LINEAGE).ifPresent(lineage -> outsideSources(lineage, LineageKeys.PATH));
    }

    private void outsideSources(Fields fields, Key<String> key) {
        fields.find(key)
                .ifPresent(written -> sources.forEach((name, source) -> {
                    List<String> paths = source.find(SourceKeys.PATH).orElse(List.of());
                    if (paths.stream().anyMatch(path -> new InputPath(path).covers(written))) {
                        reading.problem(
                                fields,
                                key,
                                "it lies inside what the source " + name + " reads, so a run would read its own output",
                                "Write to a folder outside of it");
                    }
                }));
    }
}
