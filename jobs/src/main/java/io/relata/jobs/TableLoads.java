package io.relata.jobs;

import io.relata.Catalog;
import io.relata.PartitionValues;
import io.relata.Problem;
import io.relata.RelataException;
import io.relata.RunId;
import io.relata.TableDefinition;
import io.relata.TableFormat;
import io.relata.TableName;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.config.TargetSpec;
import io.relata.jobs.merge.Validity;
import io.relata.jobs.publish.EarlierRows;
import io.relata.jobs.publish.LoadColumn;
import io.relata.jobs.publish.Loading;
import io.relata.jobs.publish.StagedTable;
import io.relata.jobs.replay.Replay;
import io.relata.transforms.plan.RelationalPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.types.StructType;

/** How a run's rows come to its tables, and after which ids, as the catalog was before the first row was written. */
final class TableLoads {

    private final TargetSpec.Mode mode;
    private final Map<TableName, TableDefinition> before;
    private final Set<TableName> rejects;
    private final Replay replay;

    private TableLoads(
            TargetSpec.Mode mode, Map<TableName, TableDefinition> before, Set<TableName> rejects, Replay replay) {
        this.mode = mode;
        this.before = before;
        this.rejects = rejects;
        this.replay = replay;
    }

    /** @throws RelataException when the rows cannot come to a table as it is */
    static TableLoads of(JobFile job, JobPlan plan, Catalog catalog, Replay replay) {
        TargetSpec.Mode mode = job.target().mode();
        Map<TableName, TableDefinition> before = new HashMap<>();
        for (String table : plan.names(job)) {
            TableName name = new TableName(job.catalog().database(), table);
            catalog.find(name).ifPresent(found -> {
                replay.requireShown(found);
                before.put(name, found.definition());
            });
        }
        Set<TableName> rejects =
                plan.rejectsNames(job).stream().map(one -> name(job, one)).collect(Collectors.toSet());
        replay.requireTables(rejects);
        Set<TableName> whole =
                plan.unpartitionedNames(job).stream().map(one -> name(job, one)).collect(Collectors.toSet());
        before.forEach((name, table) -> {
            boolean isOfRejects = rejects.contains(name);
            List<String> columns =
                    whole.contains(name) ? List.of() : plan.partitions().names();
            boolean isAppended = mode == TargetSpec.Mode.APPEND || (isOfRejects && mode.keepsRows());
            requirePartitions(
                    table, columns, isAppended, mode.keepsRows(), job.target().format());
        });
        if (mode.keepsRows() && mode != TargetSpec.Mode.HISTORY) {
            plan.schemas()
                    .forEach((table, columns) -> Optional.ofNullable(before.get(name(job, table)))
                            .ifPresent(shown -> requireNoHistory(shown, columns)));
        }
        if (mode.keepsRows()) {
            plan.relational()
                    .filter(relational -> relational.key().isEmpty())
                    .ifPresent(relational -> requireIds(job, relational, before));
        }
        return new TableLoads(mode, before, rejects, replay);
    }

    private static TableName name(JobFile job, String table) {
        return new TableName(job.catalog().database(), table);
    }

    /** Readers know a table by its partition columns, which stay as they are. */
    private static void requirePartitions(
            TableDefinition table, List<String> columns, boolean isAppended, boolean keepsRows, TableFormat format) {
        List<String> loads = new ArrayList<>(columns);
        loads.add(LoadColumn.NAME);
        boolean isParquet = format == TableFormat.PARQUET;
        boolean keepsLoads = isParquet && table.partitionKeys().equals(loads);
        // A Delta table's log keeps the loads apart.
        boolean fits = keepsLoads || (table.partitionKeys().equals(columns) && !(isAppended && isParquet));
        if (!fits || (keepsRows && table.format() != format)) {
            throw RelataException.usage(new Problem(
                    (isAppended ? "Cannot append to table " : "Cannot load table ") + table.name(),
                    table.location(),
                    "run " + table.run() + " wrote it as " + described(table) + ", and this job writes it "
                            + (isAppended && isParquet ? partitionedBy(loads) : partitionedBy(columns))
                            + (table.format() == format
                                    ? ""
                                    : ", as " + word(format) + " and not as " + word(table.format())),
                    "Load it as it was, or drop the table from the catalog and load everything anew; its files stay"));
        }
    }

    /** Rows that say nothing of when they hold would come beside, or in place of, versions that do. */
    private static void requireNoHistory(TableDefinition shown, StructType planned) {
        if (Validity.isOf(shown.columns()) && !Validity.isOf(planned)) {
            throw RelataException.usage(new Problem(
                    "Cannot load table " + shown.name(),
                    shown.location(),
                    "run " + shown.run() + " wrote it as a history of documents, and this job does not",
                    "Write mode: history as before, or load everything anew with mode: replace"));
        }
    }

    private static String word(TableFormat format) {
        return format.name().toLowerCase(Locale.ROOT);
    }

    private static String described(TableDefinition table) {
        return table.partitionKeys().isEmpty()
                ? "a table that is replaced as a whole"
                : "a table " + partitionedBy(table.partitionKeys());
    }

    private static String partitionedBy(List<String> columns) {
        return columns.isEmpty() ? "without partitions" : "partitioned by " + String.join(", ", columns);
    }

    private static void requireIds(JobFile job, RelationalPlan plan, Map<TableName, TableDefinition> before) {
        plan.tables().stream()
                .filter(table -> table.parent().isPresent())
                .flatMap(table -> Optional.ofNullable(before.get(name(job, table.name()))).stream())
                .filter(table -> table.lastId().isEmpty() && table.statistics().rows() > 0)
                .forEach(table -> {
                    throw RelataException.usage(new Problem(
                            "Cannot append to table " + table.name(),
                            table.location(),
                            "it holds " + table.statistics().rows()
                                    + " rows, and nobody knows which ids they have, so new ones could be the same",
                            "Name a key under relationalize as the runs before did, or drop the tables from the catalog"
                                    + " and load everything anew; their files stay"));
                });
    }

    /** The last id that rows of earlier runs carry, which this run's ids go on after. */
    long lastId(TableName table) {
        return mode.keepsRows()
                ? Optional.ofNullable(before.get(table))
                        .flatMap(found -> found.lastId().stream().boxed().findFirst())
                        .orElse(0L)
                : 0;
    }

    /** What the rows of a table without partition columns of the job's are to those that are there. */
    Loading loading(TableName table) {
        if (mode.keepsRows() && replay.isOf(table)) {
            return new Loading.Replay(follows(table), replay.run().orElseThrow());
        }
        // Of merged tables all rows are derived anew.
        boolean isDerivedOfAll = mode.replacesByKey() && !rejects.contains(table);
        return mode.keepsRows() && !isDerivedOfAll ? new Loading.Append(follows(table)) : new Loading.Replace();
    }

    /** The table as readers see it; empty where there is none. */
    Optional<TableDefinition> shown(TableName table) {
        return Optional.ofNullable(before.get(table));
    }

    /**
     * What the rows of a table with partition columns are to those that are there.
     *
     * @param replaced the values of the partitions whose rows the run's take the place of, where it keeps others
     */
    Loading loading(TableName table, Set<PartitionValues> replaced) {
        return mode == TargetSpec.Mode.REPLACE_PARTITIONS
                ? new Loading.ReplacePartitions(follows(table), replaced)
                : loading(table);
    }

    private Optional<RunId> follows(TableName table) {
        return Optional.ofNullable(before.get(table)).map(TableDefinition::run);
    }

    /** A table of the run with the rows of earlier runs that stay; those of a Delta table, its own log has to name. */
    StagedTable withEarlierRows(StagedTable staged, Instant now, Configuration configuration) {
        TableDefinition shown = before.get(staged.name());
        boolean keepsOthers = staged.loading() instanceof Loading.Append
                || staged.loading() instanceof Loading.Replay
                || staged.loading() instanceof Loading.ReplacePartitions;
        boolean hasToNameThem = staged.definition().format() == TableFormat.DELTA && keepsOthers;
        return hasToNameThem && shown != null ? EarlierRows.with(staged, shown, now, configuration) : staged;
    }

    /** What the run takes up again. */
    Replay replay() {
        return replay;
    }

    /** Whether the tables keep rows that they have. */
    boolean keepRows() {
        return mode.keepsRows();
    }
}
