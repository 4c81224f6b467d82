package io.relata.jobs.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** The keys at the top of a job file. */
final class JobKeys {

    static final Key<String> JOB = Key.required("job", Texts.JOB, "the job's name");

    static final Key<Map<String, Fields>> SOURCES = Key.required(
            "sources",
            new MapOf<>(Texts.TABLE, SourceKeys.SECTION, MapOf.Growth.CLOSED),
            "where records are read from, by name");

    static final Key<Fields> RELATIONALIZE =
            Key.optional("relationalize", RelationalizeKeys.SECTION, "how one source's nested records become tables");

    static final Key<Map<String, Fields>> TABLES = Key.optional(
            "tables",
            new MapOf<>(Texts.ANY, TableKeys.SECTION, MapOf.Growth.OPEN),
            "names, columns and files of tables, by the name relationalize gives, or the source's name");

    static final Key<SqlFile> DERIVE_SQL =
            Key.required("sql", SqlFiles.FILE, "the file with the query, in the job file's folder");

    static final Key<Map<String, Fields>> DERIVE = Key.optional(
            "derive",
            new MapOf<>(Texts.TABLE, new Section(DERIVE_SQL), MapOf.Growth.CLOSED),
            "further tables by name, each made by a query over the tables above");

    static final Key<Fields> TARGET = Key.required("target", TargetKeys.SECTION, "where the tables' files go");

    static final Key<Fields> CATALOG = Key.required("catalog", CatalogKeys.SECTION, "where the tables are registered");

    static final Key<Fields> WAREHOUSE =
            Key.optional("warehouse", WarehouseKeys.SECTION, "the database that people query");

    static final Key<Map<String, Fields>> CHECKS = Key.optional(
            "checks",
            new MapOf<>(Texts.JOB, CheckKeys.SECTION, MapOf.Growth.CLOSED),
            "what must hold of the run's tables before they are published, by a name for messages and the report");

    static final Key<Contract> CONTRACT = Key.optional(
                    "contract",
                    Choice.of(Contract.class),
                    "what may change of published tables: columns come and types widen (evolve), nothing (freeze),"
                            + " nothing and what is new goes to the column `_rescued` (rescue), anything (none)")
            .orElse(Contract.EVOLVE);

    static final Key<Long> MAX_REJECTS = Key.optional(
                    "max-rejects",
                    new WholeNumber(0, 1_000_000_000_000L),
                    "the most records, of all sources together, that may be rejected before the run fails")
            .orElse(0L);

    static final Key<Fields> LINEAGE = Key.optional(
            "lineage",
            LineageKeys.SECTION,
            "who is told, by OpenLineage's events, what a run read and what it made of it");

    static final Section SECTION = new Section(
            JOB,
            SOURCES,
            RELATIONALIZE,
            TABLES,
            DERIVE,
            TARGET,
            CATALOG,
            WAREHOUSE,
            CONTRACT,
            CHECKS,
            MAX_REJECTS,
            LINEAGE);

    private JobKeys() {}

    static JobFile spec(Fields job, Path workingDirectory) {
        String name = job.value(JOB);
        TargetSpec target = TargetKeys.spec(job.value(TARGET));
        return new JobFile(
                name,
                each(job, SOURCES, SourceKeys::spec),
                job.find(RELATIONALIZE).map(RelationalizeKeys::spec),
                each(job, TABLES, TableKeys::spec),
                each(job, DERIVE, derived -> new DeriveSpec(derived.value(DERIVE_SQL))),
                target,
                CatalogKeys.spec(job.value(CATALOG), target),
                job.find(WAREHOUSE).map(warehouse -> WarehouseKeys.spec(warehouse, name, target, workingDirectory)),
                job.value(CONTRACT),
                each(job, CHECKS, CheckKeys::spec),
                job.value(MAX_REJECTS),
                job.find(LINEAGE).map(lineage -> LineageKeys.spec(lineage, target)));
    }

    private static <T> Map<String, T> each(Fields job, Key<Map<String, Fields>> key, Function<Fields, T> spec) {
        Map<String, T> specs = new LinkedHashMap<>();
        job.find(key).orElse(Map.of()).forEach((name, fields) -> specs.put(name, spec.apply(fields)));
        return specs;
    }
}
