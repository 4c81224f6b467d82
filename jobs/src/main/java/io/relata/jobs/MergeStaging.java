package io.relata.jobs;

import io.relata.ColumnName;
import io.relata.NamedTable;
import io.relata.Problem;
import io.relata.RelataException;
import io.relata.RunId;
import io.relata.TableName;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.config.MergeRule;
import io.relata.jobs.config.RelationalizeSpec;
import io.relata.jobs.config.TableSpec;
import io.relata.jobs.merge.DocumentMerge;
import io.relata.jobs.merge.MergedTable;
import io.relata.jobs.merge.Validity;
import io.relata.jobs.publish.StagedTable;
import io.relata.jobs.publish.TargetLayout;
import io.relata.jobs.report.Balance;
import io.relata.jobs.report.RunLog;
import io.relata.jobs.sink.ParquetSink;
import io.relata.jobs.sink.RewriteSite;
import io.relata.jobs.sink.WrittenTable;
import io.relata.transforms.plan.PlannedTable;
import io.relata.transforms.plan.RelationalPlan;
import io.relata.transforms.shred.RecordNumber;
import io.relata.transforms.shred.ShreddedTable;
import io.relata.transforms.shred.ShreddedTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Writes the tables of a job that merges documents: what was shredded, together with what is published. */
final class MergeStaging {

    private final JobFile job;
    private final TargetLayout layout;
    private final RewriteSite site;
    private final KeyCopies keys;
    private final PartitionPlan partitions;
    private final HistoryPlan history;
    private final TableLoads loads;
    private final RunLog log;
    private final Set<TableName> writing;

    /** @param writing takes the name of each table before its first file is written */
    MergeStaging(
            JobFile job,
            TargetLayout layout,
            RewriteSite site,
            JobPlan plan,
            TableLoads loads,
            RunLog log,
            Set<TableName> writing) {
        this.job = job;
        this.layout = layout;
        this.site = site;
        this.keys = plan.keys();
        this.partitions = plan.partitions();
        this.history = plan.history();
        this.loads = loads;
        this.log = log;
        this.writing = writing;
    }

    /** @param shredded the run's rows, each with the number of its record */
    List<StagedTable> relationalized(RelationalPlan plan, ShreddedTables shredded) {
        RelationalizeSpec spec = job.relationalize().orElseThrow();
        ShreddedTable first = shredded.tables().get(0);
        MergedTable root = table(first.name(), columns(plan.tables().get(0)));
        DocumentMerge merge = begin(root, rows(first), spec.merge(), shredded.rejected());
        List<StagedTable> staged = new ArrayList<>();
        for (int i = 0; i < shredded.tables().size(); i++) {
            ShreddedTable table = shredded.tables().get(i);
            PlannedTable planned = plan.tables().get(i);
            staged.add(merge.merge(
                    i == 0 ? root : below(root, table(table.name(), columns(planned))),
                    table.parent(),
                    rows(table),
                    table.statistics().rows(),
                    table.statistics().bytes(),
                    files(planned.logicalName())));
        }
        merge.deleted().ifPresent(staged::add);
        return staged;
    }

    private Dataset<Row> rows(ShreddedTable table) {
        return from(table.name(), Partitioning.named(site.spark(), table, partitions));
    }

    /** The rows of a table; in a history also from when on each holds. */
    private Dataset<Row> from(String table, Dataset<Row> rows) {
        return history.isNone()
                ? rows
                : rows.withColumn(Validity.FROM, ColumnName.column(name(table, history.in(table))));
    }

    /** What a column of a table is called as it is written: as in the root where the table is partitioned by it. */
    private String name(String table, String column) {
        int copy = partitions.in(table).indexOf(column);
        return copy < 0 ? column : partitions.names().get(copy);
    }

    /** The columns of a table, its partition columns under the names that they have in the root. */
    private StructType columns(PlannedTable table) {
        StructType columns = new StructType();
        for (StructField column : history.with(table.name(), table.schema()).fields()) {
            columns = columns.add(new StructField(
                    name(table.name(), column.name()), column.dataType(), column.nullable(), column.metadata()));
        }
        return columns;
    }

    /** The rows of a source that is loaded as it is, numbered and written where they are read from afterwards. */
    StagedTable numbered(String source, Dataset<Row> good) {
        TargetLayout staging = new TargetLayout(layout.staging(), layout.run());
        Dataset<Row> rows = good.withColumn(RecordNumber.COLUMN, functions.monotonically_increasing_id());
        WrittenTable written =
                new ParquetSink(job.catalog().database(), staging).writeFiles(NamedTable.root(source, rows));
        return StagedTable.of(written.definition(), written.files().files());
    }

    /**
     * @param numbered what {@link #numbered} wrote
     * @param rejected how many records of the source were rejected
     */
    List<StagedTable> flat(String source, StagedTable numbered, long rejected) {
        StructType columns = new StructType();
        for (StructField column : numbered.definition().columns().fields()) {
            columns = column.name().equals(RecordNumber.COLUMN) ? columns : columns.add(column);
        }
        Dataset<Row> rows = from(source, StagedRows.read(site.spark(), numbered.definition()));
        MergeRule rule = job.tables().getOrDefault(source, TableSpec.NONE).merge();
        MergedTable table = table(source, history.with(source, columns));
        DocumentMerge merge = begin(table, rows, rule, rejected);
        List<StagedTable> staged = new ArrayList<>();
        staged.add(merge.merge(
                table,
                Optional.empty(),
                rows,
                numbered.definition().statistics().rows(),
                numbered.definition().statistics().bytes(),
                files(source)));
        merge.deleted().ifPresent(staged::add);
        return staged;
    }

    private DocumentMerge begin(MergedTable root, Dataset<Row> documents, MergeRule asked, long rejected) {
        // A rejected record may be the next state of a document that would be removed for want of it.
        boolean isAllKnown = rejected == 0 || asked.deleteMissing().isEmpty();
        MergeRule rule = isAllKnown ? asked : asked.withoutMissing();
        if (!isAllKnown) {
            log.noted(List.of("Nothing of " + root.name().table() + " was removed as missing, since " + rejected
                    + " records were rejected."));
        }
        Optional<MergedTable> deleted =
                remembersDeleted(root, rule) ? Optional.of(deleted(root, rule.orderBy())) : Optional.empty();
        Consumer<Balance> balances = balance -> balanced(root, balance);
        DocumentMerge merge = history.isNone()
                ? DocumentMerge.of(site, root, deleted, documents, rule, balances, log::wrote)
                : DocumentMerge.ofVersions(site, root, deleted, documents, rule, balances, log::wrote);
        log.noted(List.of(merge.told()));
        return merge;
    }

    /** In a history what was removed goes on counting, also when the job asks for removals no more. */
    private boolean remembersDeleted(MergedTable root, MergeRule rule) {
        return history.isNone()
                ? rule.remembersDeleted()
                : rule.deleteWhen().isPresent()
                        || loads.shown(deletedName(root)).isPresent();
    }

    private static TableName deletedName(MergedTable root) {
        return new TableName(
                root.name().database(), JobPlan.deletedName(root.name().table()));
    }

    /** Documents change in all tables at once or the tables tell different things. */
    private MergedTable below(MergedTable root, MergedTable table) {
        Optional<RunId> run = root.published().map(files -> files.shown().run());
        table.published()
                .filter(files -> !run.equals(Optional.of(files.shown().run())))
                .ifPresent(files -> {
                    throw RelataException.failed(new Problem(
                            "Cannot merge documents into table " + table.name(),
                            files.shown().location(),
                            "it shows run " + files.shown().run() + ", and " + root.name()
                                    + run.map(shown -> " shows run " + shown).orElse(" is not there")
                                    + ", so they are of different times",
                            "Run again; if it stays so, drop from the catalog the one that shows the wrong run, or load"
                                    + " everything anew"));
                });
        return table;
    }

    private void balanced(MergedTable root, Balance balance) {
        log.balanced(List.of(balance));
        if (!balance.agrees()) {
            throw RelataException.failed(new Problem(
                    "Cannot merge documents into table " + root.name(),
                    layout.target(),
                    balance.what() + " does not hold: " + balance.expected() + " rows were to be written, and "
                            + balance.found() + " were",
                    "Nothing of this run is shown. Run again; if it stays so, report it with this message"));
        }
    }

    private MergedTable table(String name, StructType columns) {
        Stream<String> version = history.isNone() ? Stream.of() : Stream.of(Validity.FROM);
        List<String> key = Stream.concat(keys.in(name).stream().map(column -> name(name, column)), version)
                .toList();
        return table(name, columns, key, partitions.names());
    }

    /** What is remembered of documents that a later state brought back does no harm, in a history it ends versions. */
    private MergedTable deleted(MergedTable root, List<String> orderBy) {
        List<String> key = keys.in(root.name().table());
        List<String> names = Stream.concat(key.stream(), orderBy.stream()).toList();
        StructType columns = new StructType();
        for (String name : names) {
            columns = columns.add(root.columns().apply(name));
        }
        MergedTable deleted = table(deletedName(root).table(), columns, history.isNone() ? key : names, List.of());
        return history.isNone() ? deleted : below(root, deleted);
    }

    private MergedTable table(String name, StructType columns, List<String> key, List<String> partitionBy) {
        TableName table = new TableName(job.catalog().database(), name);
        writing.add(table);
        return MergedTable.of(table, columns, key, partitionBy, loads.shown(table), site);
    }

    private OptionalInt files(String table) {
        return job.tables().getOrDefault(table, TableSpec.NONE).files();
    }
}
