package io.relata.jobs;

import static java.util.Objects.requireNonNull;

import io.relata.Catalog;
import io.relata.Failpoint;
import io.relata.NamedTable;
import io.relata.Partition;
import io.relata.PartitionValues;
import io.relata.Problem;
import io.relata.RejectedRecord;
import io.relata.RelataException;
import io.relata.TableDefinition;
import io.relata.TableFormat;
import io.relata.TableName;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.config.RelationalizeSpec;
import io.relata.jobs.config.TableSpec;
import io.relata.jobs.publish.DataFile;
import io.relata.jobs.publish.StagedTable;
import io.relata.jobs.publish.TargetLayout;
import io.relata.jobs.report.Balance;
import io.relata.jobs.report.RunLog;
import io.relata.jobs.sink.DeltaSink;
import io.relata.jobs.sink.DeltaTables;
import io.relata.jobs.sink.ParquetSink;
import io.relata.jobs.sink.RewriteSite;
import io.relata.jobs.sink.WrittenTable;
import io.relata.transforms.plan.PlannedTable;
import io.relata.transforms.plan.RelationalPlan;
import io.relata.transforms.shred.Destination;
import io.relata.transforms.shred.OutputFiles;
import io.relata.transforms.shred.SharedKeys;
import io.relata.transforms.shred.ShreddedTable;
import io.relata.transforms.shred.ShreddedTables;
import io.relata.transforms.shred.Shredder;
import io.relata.transforms.survey.Survey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Writes a run's tables to their places, where nobody sees them yet. */
final class Staging {

    private final JobFile job;
    private final TargetLayout layout;
    private final SparkSession spark;
    private final Catalog catalog;
    private final RunLog log;
    private final Set<TableName> writing;
    private final Rejects rejects;
    private final Clock clock;

    /** @param writing takes the name of each table before its first file is written */
    Staging(
            JobFile job,
            TargetLayout layout,
            SparkSession spark,
            Catalog catalog,
            RunLog log,
            Set<TableName> writing,
            Clock clock) {
        this.job = job;
        this.layout = layout;
        this.spark = spark;
        this.catalog = catalog;
        this.log = log;
        this.writing = writing;
        this.rejects = new Rejects(job, spark, log);
        this.clock = clock;
    }

    /** The tables that the sources become. */
    List<StagedTable> shred(JobPlan plan, TableLoads loads) {
        List<StagedTable> staged = new ArrayList<>();
        plan.relational().ifPresent(relational -> staged.addAll(relationalized(plan, relational, loads)));
        Map<String, FlatRecords> flat = new LinkedHashMap<>();
        plan.records().forEach((source, records) -> {
            if (records instanceof SourceRows read && JobPlan.isFlat(job, source)) {
                flat.put(source, FlatRecords.counted(read.rows()));
            }
        });
        flat.forEach((source, records) ->
                loads.replay().requireAll(source, records.counts().read()));
        flat.values().forEach(records -> rejects.add(records.counts(), records.reasons()));
        rejects.check();
        flat.forEach((source, records) -> staged.addAll(flat(source, records, plan, loads)));
        if (merges() || !plan.partitions().isNone() || loads.replay().run().isPresent()) {
            Partitioning.remove(layout.staging(), spark);
        }
        return staged;
    }

    private boolean merges() {
        return job.target().mode().replacesByKey();
    }

    private MergeStaging merge(JobPlan plan, TableLoads loads) {
        RewriteSite site = new RewriteSite(spark, layout, job.target().fileSize(), clock.instant());
        return new MergeStaging(job, layout, site, plan, loads, log, writing);
    }

    private List<StagedTable> flat(String source, FlatRecords records, JobPlan plan, TableLoads loads) {
        StagedTable table = merges()
                ? merge(plan, loads).numbered(source, records.good())
                : written(
                        NamedTable.root(source, records.good()),
                        files(source),
                        plan.partitions().names(),
                        Set.of(),
                        loads);
        String name = JobPlan.rejectsName(source);
        Optional<StagedTable> rejected = records.rejected()
                .map(loads.replay()::told)
                .map(rows -> written(NamedTable.root(name, rows), OptionalInt.empty(), List.of(), Set.of(), loads));
        List<Balance> balance = records.balance(table, rejected);
        log.balanced(balance);
        balance.forEach(this::requireAgreement);
        List<StagedTable> staged = new ArrayList<>(
                merges()
                        ? merge(plan, loads)
                                .flat(source, table, records.counts().rejected())
                        : List.of(table));
        rejected.or(() -> emptied(name, loads)).ifPresent(staged::add);
        return staged;
    }

    /** What was counted in one reading was written in another. */
    private void requireAgreement(Balance balance) {
        if (!balance.agrees()) {
            throw changedInput(balance.what() + " does not hold: " + balance.expected() + " were counted, and "
                    + balance.found() + " were found afterwards");
        }
    }

    private List<StagedTable> relationalized(JobPlan plan, RelationalPlan relational, TableLoads loads) {
        RelationalizeSpec spec = job.relationalize().orElseThrow();
        SourceRecords records = requireNonNull(plan.records().get(spec.source()));
        OutputFiles ofSize = OutputFiles.ofSize(job.target().fileSize());
        Map<String, OutputFiles> files = new HashMap<>();
        for (PlannedTable table : relational.tables()) {
            OptionalInt most = files(table.logicalName());
            files.put(table.name(), most.isPresent() ? OutputFiles.count(most.getAsInt()) : ofSize);
        }
        ShreddedTables shredded = shredded(records, relational, table -> {
            TableName name = new TableName(job.catalog().database(), table);
            writing.add(name);
            boolean isWrittenTwice = isTable(relational, table)
                    ? merges() || !plan.partitions().isNone()
                    : loads.replay().isOf(name);
            String folder = isWrittenTwice ? layout.staging(name) : layout.location(name);
            return new Destination(folder, files.getOrDefault(table, ofSize), loads.lastId(name));
        });
        loads.replay().requireAll(spec.source(), shredded.records());
        rejects.add(shredded);
        log.balanced(Balance.of(shredded));
        if (records instanceof SourceBytes bytes) {
            bytes.surveyOfAll().ifPresent(survey -> log.balanced(List.of(requireSurveyed(survey, shredded))));
        }
        rejects.check();
        List<StagedTable> staged = new ArrayList<>();
        if (merges()) {
            staged.addAll(merge(plan, loads).relationalized(relational, shredded));
        } else if (plan.partitions().isNone()) {
            shredded.tables().forEach(table -> staged.add(staged(table, loads)));
        } else {
            staged.addAll(partitioned(shredded, relational, plan.partitions(), loads));
        }
        shredded.rejects().ifPresent(table -> staged.add(rejected(table, loads)));
        if (shredded.rejects().isEmpty()) {
            emptied(JobPlan.rejectsName(relational), loads).ifPresent(staged::add);
        }
        return staged;
    }

    private static boolean isTable(RelationalPlan relational, String name) {
        return relational.tables().stream().anyMatch(table -> table.name().equals(name));
    }

    /**
     * The tables split by the partition columns, which takes a second writing of them. A partition of the root is replaced
     * with all that hangs from its rows.
     */
    private List<StagedTable> partitioned(
            ShreddedTables shredded, RelationalPlan relational, PartitionPlan partitions, TableLoads loads) {
        List<StagedTable> staged = new ArrayList<>();
        Set<PartitionValues> replaced = new HashSet<>();
        for (ShreddedTable table : shredded.tables()) {
            String logicalName = relational.tables().get(staged.size()).logicalName();
            Dataset<Row> rows = Partitioning.named(spark, table, partitions);
            NamedTable named = new NamedTable(table.name(), rows, table.parent());
            StagedTable one = written(named, files(logicalName), partitions.names(), replaced, loads);
            requireAllRows(table, one);
            replaced.addAll(values(one));
            staged.add(one.withLastId(table.lastId()));
        }
        return staged;
    }

    private ShreddedTables shredded(
            SourceRecords records, RelationalPlan plan, Function<String, Destination> destinations) {
        SharedKeys sharedKeys = merges() ? SharedKeys.NUMBERED : SharedKeys.REFUSED;
        if (records instanceof SourceRows read) {
            return Shredder.shred(read.rows(), plan, destinations, sharedKeys);
        }
        SourceBytes bytes = (SourceBytes) records;
        return Shredder.shred(spark, bytes.json().records(plan), plan, destinations, sharedKeys);
    }

    private Balance requireSurveyed(Survey survey, ShreddedTables shredded) {
        Balance balance = new Balance(
                "records surveyed = records read", survey.records() + survey.rejectedRecords(), shredded.records());
        if (!balance.agrees()) {
            throw changedInput("the survey found " + balance.expected() + " records, and " + balance.found()
                    + " were read afterwards");
        }
        return balance;
    }

    private RelataException changedInput(String why) {
        return RelataException.failed(new Problem(
                "The input changed while it was read",
                String.join(
                        ", ",
                        job.sources().values().stream()
                                .flatMap(source -> source.inputs().stream())
                                .toList()),
                why,
                "Run again when nobody writes to the input"));
    }

    /** A rejects table that an earlier run published must not go on showing that run's rejects, unless tables keep rows. */
    private Optional<StagedTable> emptied(String rejects, TableLoads loads) {
        TableName name = new TableName(job.catalog().database(), rejects);
        if (loads.keepRows() && !loads.replay().isOf(name)) {
            return Optional.empty();
        }
        return catalog.find(name).map(before -> {
            Dataset<Row> none = spark.createDataFrame(List.of(), RejectedRecord.SCHEMA);
            return written(NamedTable.root(rejects, none), OptionalInt.of(1), List.of(), Set.of(), loads);
        });
    }

    /** Those that were rejected before say so too. */
    private StagedTable rejected(ShreddedTable table, TableLoads loads) {
        if (!loads.replay().isOf(new TableName(job.catalog().database(), table.name()))) {
            return staged(table, loads);
        }
        Dataset<Row> rows = loads.replay().told(rejects.rows(table));
        StagedTable written =
                written(NamedTable.root(table.name(), rows), OptionalInt.of(1), List.of(), Set.of(), loads);
        requireAllRows(table, written);
        return written;
    }

    private StagedTable staged(ShreddedTable table, TableLoads loads) {
        TableDefinition written = new TableDefinition(
                new TableName(job.catalog().database(), table.name()),
                table.schema(),
                List.of(),
                table.location(),
                TableFormat.PARQUET,
                table.parent(),
                layout.run(),
                table.statistics());
        TableDefinition parquet = written.withLastId(table.lastId());
        List<DataFile> files = DataFiles.of(parquet, spark);
        TableDefinition definition =
                job.target().format() == TableFormat.DELTA ? DeltaTables.convert(spark, parquet, files) : parquet;
        log.wrote(definition);
        return StagedTable.of(definition, files, List.of(), loads.loading(definition.name()));
    }

    /** The tables of the run, and those that queries over them give, in the order of the job file. */
    List<StagedTable> derive(JobPlan plan, List<StagedTable> tables, TableLoads loads) {
        List<StagedTable> all = new ArrayList<>(tables);
        if (job.derive().isEmpty()) {
            return all;
        }
        Set<PartitionValues> replaced =
                tables.stream().flatMap(table -> values(table).stream()).collect(Collectors.toSet());
        DerivedTables derived = new DerivedTables(spark);
        tables.forEach(table -> derived.show(table.definition()));
        job.derive().forEach((name, spec) -> {
            Dataset<Row> rows = derived.query(name, spec.sql());
            plan.partitions().require(name, rows.schema());
            StagedTable table = written(
                    NamedTable.root(name, rows), files(name), plan.partitions().names(), replaced, loads);
            derived.show(table.definition());
            all.add(table);
            Failpoint.DERIVED.reached(all.size() - tables.size());
        });
        return all;
    }

    /** @param replaced the partitions that it replaces beside those that it has rows for */
    private StagedTable written(
            NamedTable table,
            OptionalInt files,
            List<String> partitionBy,
            Set<PartitionValues> replaced,
            TableLoads loads) {
        writing.add(new TableName(job.catalog().database(), table.name()));
        ParquetSink parquet = new ParquetSink(job.catalog().database(), layout, name -> files, partitionBy);
        WrittenTable written = job.target().format() == TableFormat.DELTA
                ? new DeltaSink(parquet).writeFiles(table)
                : parquet.writeFiles(table);
        TableDefinition definition = written.definition();
        log.wrote(definition);
        return partitionBy.isEmpty()
                ? StagedTable.of(definition, written.files().files(), List.of(), loads.loading(definition.name()))
                : partitioned(written, replaced, loads);
    }

    private StagedTable partitioned(WrittenTable table, Set<PartitionValues> replaced, TableLoads loads) {
        TableDefinition definition = table.definition();
        List<Partition> written = table.partitions();
        Set<PartitionValues> all = new HashSet<>(replaced);
        written.forEach(partition -> all.add(partition.values()));
        return StagedTable.of(definition, table.files().files(), written, loads.loading(definition.name(), all));
    }

    private static List<PartitionValues> values(StagedTable table) {
        return table.written().stream().map(Partition::values).toList();
    }

    private static void requireAllRows(ShreddedTable shredded, StagedTable written) {
        long rows = written.definition().statistics().rows();
        if (rows != shredded.statistics().rows()) {
            throw RelataException.failed(new Problem(
                    "Cannot partition table " + written.name(),
                    written.folder(),
                    "it has " + rows + " rows, and " + shredded.statistics().rows() + " were to be written",
                    "Nothing of this run is shown. Run again; if it stays so, report it with this message"));
        }
    }

    private OptionalInt files(String table) {
        return job.tables().getOrDefault(table, TableSpec.NONE).files();
    }
}
