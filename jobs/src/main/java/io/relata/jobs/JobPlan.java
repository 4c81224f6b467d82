package io.relata.jobs;

import static java.util.Objects.requireNonNull;

import io.relata.Problem;
import io.relata.RejectedRecord;
import io.relata.RelataException;
import io.relata.TableFormat;
import io.relata.TableName;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.config.MergeRule;
import io.relata.jobs.config.RelationalizeSpec;
import io.relata.jobs.config.TableSpec;
import io.relata.jobs.config.TargetSpec;
import io.relata.jobs.publish.LoadColumn;
import io.relata.jobs.publish.PublishNames;
import io.relata.jobs.publish.PublishedSchema;
import io.relata.jobs.publish.SpectrumTable;
import io.relata.jobs.sink.DeltaTables;
import io.relata.transforms.plan.PlannedTable;
import io.relata.transforms.plan.PublishedTables;
import io.relata.transforms.plan.RelationalPlan;
import io.relata.transforms.plan.RelationalizeOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.types.StructType;

/**
 * What a run will write, known from schemas alone.
 *
 * @param records what is read, by source
 * @param relational how the nested source becomes tables; empty where the job relationalizes nothing
 * @param schemas by table name the columns of every table but the derived ones, partition columns left out
 * @param partitions what the tables are partitioned by
 * @param keys by which columns documents are merged
 * @param history by which columns versions of documents are kept
 */
record JobPlan(
        Map<String, SourceRecords> records,
        Optional<RelationalPlan> relational,
        Map<String, StructType> schemas,
        PartitionPlan partitions,
        KeyCopies keys,
        HistoryPlan history) {

    /**
     * Plans a run.
     *
     * @param published the relationalized tables that readers know
     * @throws io.relata.RelataException when a table or column cannot be published as it is planned, or a check names none
     */
    static JobPlan of(JobFile job, Map<String, SourceRecords> records, PublishedTables published) {
        records.forEach((source, rows) -> SourceColumns.require(job, source, rows));
        Map<String, StructType> schemas = new LinkedHashMap<>();
        Optional<RelationalPlan> relational = job.relationalize().map(spec -> plan(job, spec, records, published));
        relational.ifPresent(plan -> plan.tables().forEach(table -> schemas.put(table.name(), table.schema())));
        List<String> partitionBy = job.target().partitionBy();
        PartitionPlan partitions = relational
                .map(plan -> PartitionPlan.of(partitionBy, plan))
                .orElse(new PartitionPlan(partitionBy, Map.of()));
        records.forEach((source, rows) -> {
            if (isFlat(job, source)) {
                requireUnshaped(job, source);
                partitions.require(source, rows.schema());
                schemas.put(source, rows.schema());
            }
        });
        Map<String, StructType> flat = new LinkedHashMap<>(schemas);
        relational.ifPresent(plan -> plan.tables().forEach(table -> flat.remove(table.name())));
        KeyCopies keys = job.target().mode().replacesByKey()
                ? KeyCopies.of(job, relational.stream().toList(), flat)
                : KeyCopies.NONE;
        HistoryPlan history = HistoryPlan.of(job, relational, flat);
        schemas.replaceAll(history::with);
        check(job, schemas, relational);
        schemas.replaceAll(partitions::without);
        JobPlan plan = new JobPlan(records, relational, schemas, partitions, keys, history);
        CheckNames.planned(job, plan).require(job.checks());
        return plan;
    }

    private static RelationalPlan plan(
            JobFile job, RelationalizeSpec spec, Map<String, SourceRecords> records, PublishedTables published) {
        StructType source = requireNonNull(records.get(spec.source())).schema();
        RelationalizeOptions options = spec.options(job.tables());
        boolean isMerged = job.target().mode().replacesByKey();
        RelationalPlan merged = RelationalPlan.of(source, isMerged ? KeyCopies.copying(options) : options, published);
        RelationalPlan plan = job.target().mode() == TargetSpec.Mode.HISTORY
                ? RelationalPlan.of(source, HistoryPlan.copying(spec, merged), published)
                : merged;
        List<String> partitionBy = job.target().partitionBy();
        return partitionBy.isEmpty()
                ? plan
                : RelationalPlan.of(source, PartitionPlan.copying(partitionBy, plan), published);
    }

    private static void requireUnshaped(JobFile job, String source) {
        TableSpec said = job.tables().getOrDefault(source, TableSpec.NONE);
        if (said.isShaped()) {
            throw RelataException.usage(new Problem(
                    "Cannot shape table " + source,
                    "tables." + source,
                    "its source is not relationalized, and such a table takes files and, for merging, key, order-by and delete-when",
                    "Name the source under relationalize, or shape the table by a query under derive"));
        }
    }

    /** The names of all tables that the job may write, rejected records and derived tables among them. */
    List<String> names(JobFile job) {
        return names(job, schemas, relational);
    }

    private static List<String> names(
            JobFile job, Map<String, StructType> schemas, Optional<RelationalPlan> relational) {
        List<String> names = new ArrayList<>(schemas.keySet());
        names.addAll(rejectsNames(job, relational));
        names.addAll(deletedNames(job, relational));
        names.addAll(job.derive().keySet());
        return names;
    }

    /** What the plans of later runs go on from. */
    PublishedSchema published() {
        return relational
                .map(plan -> new PublishedSchema(plan.source(), PublishedTables.of(plan)))
                .orElse(PublishedSchema.NONE);
    }

    private static void check(JobFile job, Map<String, StructType> schemas, Optional<RelationalPlan> relational) {
        String database = job.catalog().database();
        List<String> names = names(job, schemas, relational);
        PublishNames.tables(database, names);
        if (SpectrumTables.areNeeded(job)) {
            SpectrumTable.check(database, names);
        }
        schemas.forEach((name, schema) -> {
            TableName table = new TableName(database, name);
            PublishNames.checkColumns(table, schema);
            if (job.target().mode().keepsRows()) {
                requireNoLoad(table, schema);
            }
            if (job.target().format() == TableFormat.DELTA) {
                DeltaTables.checkColumns(table, schema);
            }
        });
    }

    private static void requireNoLoad(TableName table, StructType columns) {
        for (String column : columns.fieldNames()) {
            if (column.equalsIgnoreCase(LoadColumn.NAME)) {
                throw RelataException.usage(new Problem(
                        "Cannot load table " + table + " beside what it has",
                        "column " + column,
                        "the partition column that tells one run's rows from another's has this name",
                        "Rename the column under tables in the job file, or write mode: replace"));
            }
        }
    }

    /** The names of the tables that take rejected records, each there once some were rejected. */
    List<String> rejectsNames(JobFile job) {
        return rejectsNames(job, relational);
    }

    private static List<String> rejectsNames(JobFile job, Optional<RelationalPlan> relational) {
        List<String> names = new ArrayList<>();
        relational.ifPresent(plan -> names.add(rejectsName(plan)));
        job.sources().keySet().stream()
                .filter(source -> isFlat(job, source))
                .forEach(source -> names.add(rejectsName(source)));
        return names;
    }

    /** The names of the tables that remember what was removed by a merge, each there once something may be. */
    private static List<String> deletedNames(JobFile job, Optional<RelationalPlan> relational) {
        List<String> names = new ArrayList<>();
        job.relationalize()
                .filter(spec -> remembersDeleted(job, spec.merge()))
                .flatMap(spec -> relational)
                .ifPresent(plan -> names.add(deletedName(plan.tables().get(0).name())));
        job.sources().keySet().stream()
                .filter(source -> isFlat(job, source))
                .filter(source -> remembersDeleted(
                        job, job.tables().getOrDefault(source, TableSpec.NONE).merge()))
                .forEach(source -> names.add(deletedName(source)));
        return names;
    }

    /** In a history what was removed goes on counting, also when the job asks for removals no more. */
    private static boolean remembersDeleted(JobFile job, MergeRule rule) {
        return job.target().mode() == TargetSpec.Mode.HISTORY || rule.remembersDeleted();
    }

    /** The tables that have no partition columns, whatever the job partitions by. */
    List<String> unpartitionedNames(JobFile job) {
        List<String> names = rejectsNames(job);
        names.addAll(deletedNames(job, relational));
        return names;
    }

    /** The name of the table that remembers which documents of a table were removed by a merge. */
    static String deletedName(String table) {
        return table + "__deleted";
    }

    /** The name of the table that takes the records a relationalization rejects. */
    static String rejectsName(RelationalPlan plan) {
        PlannedTable root = plan.tables().get(0);
        return rejectsName(root.name());
    }

    /** The name of the table that takes the records which are rejected for this table. */
    static String rejectsName(String table) {
        return table + RejectedRecord.TABLE_SUFFIX;
    }

    /** Whether a source becomes the one table of its name. */
    static boolean isFlat(JobFile job, String source) {
        return job.relationalize().filter(spec -> spec.source().equals(source)).isEmpty();
    }
}
