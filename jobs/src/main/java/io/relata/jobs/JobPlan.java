package io.relata.jobs;

import static java.util.Objects.requireNonNull;

import io.relata.Problem;
import io.relata.RejectedRecord;
import io.relata.RelataException;
import io.relata.TableFormat;
import io.relata.TableName;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.config.RelationalizeSpec;
import io.relata.jobs.config.TableSpec;
import io.relata.jobs.publish.PublishNames;
import io.relata.jobs.sink.DeltaTables;
import io.relata.transforms.plan.PlannedTable;
import io.relata.transforms.plan.RelationalPlan;
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
 * @param schemas by table name the columns of every table but the derived ones
 */
record JobPlan(
        Map<String, SourceRecords> records, Optional<RelationalPlan> relational, Map<String, StructType> schemas) {

    /** @throws io.relata.RelataException when a table or column cannot be published as it is planned */
    static JobPlan of(JobFile job, Map<String, SourceRecords> records) {
        records.forEach((source, rows) -> SourceColumns.require(job, source, rows));
        Map<String, StructType> schemas = new LinkedHashMap<>();
        Optional<RelationalPlan> relational = job.relationalize().map(spec -> plan(job, spec, records));
        relational.ifPresent(plan -> plan.tables().forEach(table -> schemas.put(table.name(), table.schema())));
        records.forEach((source, rows) -> {
            if (job.relationalize().filter(spec -> spec.source().equals(source)).isEmpty()) {
                requireUnshaped(job, source);
                schemas.put(source, rows.schema());
            }
        });
        check(job, relational, schemas);
        return new JobPlan(records, relational, schemas);
    }

    private static RelationalPlan plan(JobFile job, RelationalizeSpec spec, Map<String, SourceRecords> records) {
        StructType source = requireNonNull(records.get(spec.source())).schema();
        return RelationalPlan.of(source, spec.options(job.tables()));
    }

    private static void requireUnshaped(JobFile job, String source) {
        TableSpec said = job.tables().getOrDefault(source, TableSpec.NONE);
        TableSpec taken = new TableSpec(Optional.empty(), Map.of(), Map.of(), List.of(), List.of(), said.files());
        if (!said.equals(taken)) {
            throw RelataException.usage(new Problem(
                    "Cannot shape table " + source,
                    "tables." + source,
                    "its source is not relationalized, and such a table takes files and nothing else",
                    "Name the source under relationalize, or shape the table by a query under derive"));
        }
    }

    private static void check(JobFile job, Optional<RelationalPlan> relational, Map<String, StructType> schemas) {
        String database = job.catalog().database();
        List<String> names = new ArrayList<>(schemas.keySet());
        relational.ifPresent(plan -> names.add(rejectsName(plan)));
        names.addAll(job.derive().keySet());
        PublishNames.tables(database, names);
        schemas.forEach((name, schema) -> {
            TableName table = new TableName(database, name);
            PublishNames.checkColumns(table, schema);
            if (job.target().format() == TableFormat.DELTA) {
                DeltaTables.checkColumns(table, schema);
            }
        });
    }

    /** The name of the table that takes the records a relationalization rejects. */
    static String rejectsName(RelationalPlan plan) {
        PlannedTable root = plan.tables().get(0);
        return root.name() + RejectedRecord.TABLE_SUFFIX;
    }
}
