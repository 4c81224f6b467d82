package io.relata.transforms.shred;

import io.relata.ParentLink;
import io.relata.Problem;
import io.relata.RejectedRecord;
import io.relata.RelataException;
import io.relata.TableStatistics;
import io.relata.transforms.plan.PlannedTable;
import io.relata.transforms.plan.RelationalPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Writes nested records as all tables of a plan, in one pass and one Spark job. */
public final class Shredder {

    private static final Duration STRAGGLING = Duration.ofSeconds(10);

    private final SparkSession spark;
    private final RelationalPlan plan;
    private final List<OutputTable> tables = new ArrayList<>();
    private final List<OutputFiles> files = new ArrayList<>();
    private final List<Long> lastIds = new ArrayList<>();
    private final TableKeys keys;
    private final SharedKeys sharedKeys;

    private Shredder(
            SparkSession spark,
            RelationalPlan plan,
            Function<String, Destination> destinations,
            SharedKeys sharedKeys) {
        this.spark = spark;
        this.plan = plan;
        this.sharedKeys = sharedKeys;
        this.keys = TableKeys.of(plan);
        for (PlannedTable table : plan.tables()) {
            Destination destination = destinations.apply(table.name());
            add(OutputTable.of(table, destination.location(), sharedKeys), destination);
            lastIds.add(destination.lastId());
        }
        String rejects = rootName() + RejectedRecord.TABLE_SUFFIX;
        Destination rejected = destinations.apply(rejects);
        add(withRows(rejects, RejectedRecord.SCHEMA, rejected.location()), rejected);
        // The last, and in no list of files: the keys are deleted before any file is joined.
        String keys = tables.get(0).folder() + "/" + DocumentKeys.FOLDER;
        tables.add(withRows(DocumentKeys.COLUMN, DocumentKeys.SCHEMA, keys));
    }

    static OutputTable withRows(String name, StructType schema, String folder) {
        return OutputTable.of(name, schema, folder, OutputTable.Presence.WITH_ROWS);
    }

    private void add(OutputTable table, Destination destination) {
        files.add(destination.files());
        tables.add(destination.files() instanceof OutputFiles.Size size ? table.withFileBytes(size.bytes()) : table);
    }

    /**
     * Writes every table of {@code plan} and, when records carry {@link RejectedRecord#COLUMN} and some were rejected,
     * the table of those. On failure nothing is left at the destinations.
     *
     * <p>Timestamps are instants and are written in UTC whatever the session's time zone.
     *
     * @param records the records; their schema, without the rejected column, is the one planned
     * @param destinations gives each table's destination, by its written name; the rejects table is asked for by the
     *     root's name with {@link RejectedRecord#TABLE_SUFFIX}
     * @throws RelataException when a value does not fit its column, a document key comes twice, the counts do not
     *     balance, or a destination holds files already or cannot be written
     */
    public static ShreddedTables shred(
            Dataset<Row> records, RelationalPlan plan, Function<String, Destination> destinations) {
        return shred(records, plan, destinations, SharedKeys.REFUSED);
    }

    /** {@link #shred(Dataset, RelationalPlan, Function)}, saying what becomes of documents that share their key. */
    public static ShreddedTables shred(
            Dataset<Row> records,
            RelationalPlan plan,
            Function<String, Destination> destinations,
            SharedKeys sharedKeys) {
        String found = RejectedRecord.without(records.schema()).catalogString();
        String planned = plan.source().catalogString();
        if (!found.equals(planned)) {
            throw new IllegalArgumentException(
                    "The records are not of the schema planned: " + found + " instead of " + planned);
        }
        Shredder shredder = new Shredder(records.sparkSession(), plan, destinations, sharedKeys);
        return shredder.shred(
                records,
                WriteTarget.Shred.class,
                ShredWork.of(records.schema(), plan, shredder.idsAfter(), sharedKeys));
    }

    /**
     * Writes every table of {@code plan} from JSON, straight from its bytes; otherwise as the other method.
     *
     * @param records what is read; the plan was made from its schema
     */
    public static ShreddedTables shred(
            SparkSession spark, JsonRecords records, RelationalPlan plan, Function<String, Destination> destinations) {
        return shred(spark, records, plan, destinations, SharedKeys.REFUSED);
    }

    /** The same, saying what becomes of documents that share their key. */
    public static ShreddedTables shred(
            SparkSession spark,
            JsonRecords records,
            RelationalPlan plan,
            Function<String, Destination> destinations,
            SharedKeys sharedKeys) {
        int splits = records.splits().size();
        Dataset<Row> numbers = spark.range(0, splits, 1, Math.max(1, splits)).toDF();
        Shredder shredder = new Shredder(spark, plan, destinations, sharedKeys);
        return shredder.shred(
                numbers, WriteTarget.ShredBytes.class, BytesWork.of(plan, records, shredder.idsAfter(), sharedKeys));
    }

    private List<Long> idsAfter() {
        return keys.byKey(lastIds);
    }

    private ShreddedTables shred(Dataset<Row> rows, Class<? extends WriteTarget> target, TaskWork work) {
        tables.forEach(this::requireEmpty);
        try (RunningTasks tasks = new RunningTasks(spark.sparkContext())) {
            try {
                return write(rows, target, work);
            } catch (Exception e) { // Spark throws its SparkException, a checked one, without saying so
                tasks.awaitEnd(STRAGGLING);
                tables.forEach(table -> removeAfter(e, table));
                throw Failures.causeOf(
                        e,
                        "Cannot write the tables of " + rootName(),
                        tables.get(0).folder());
            }
        }
    }

    private ShreddedTables write(Dataset<Row> rows, Class<? extends WriteTarget> target, TaskWork work) {
        WriteOutcome written = Writes.run(rows, target, tables, work);
        if (plan.key().isPresent()) {
            checkKeys(written);
        }
        WriteOutcome merged = new FileMerge(spark, tables, files).merge(written);
        ShreddedTables result = result(written.counts(), merged);
        Balance.check(result);
        return result;
    }

    private void checkKeys(WriteOutcome written) {
        int keys = tables.size() - 1;
        if (!written.files().get(keys).isEmpty()) {
            String folder = tables.get(keys).folder();
            if (sharedKeys == SharedKeys.REFUSED) {
                DocumentKeys.check(
                        spark,
                        plan,
                        plan.key().get(),
                        folder,
                        table -> tables.get(table).folder());
            }
            remove(folder);
        }
    }

    private ShreddedTables result(Counts counts, WriteOutcome outcome) {
        List<ShreddedTable> shredded = new ArrayList<>();
        for (int i = 0; i < plan.tables().size(); i++) {
            shredded.add(table(
                    i,
                    plan.tables().get(i).parent(),
                    outcome,
                    lastId(i, counts.lastIds()),
                    counts.elements().get(i)));
        }
        int rejects = plan.tables().size();
        return new ShreddedTables(
                shredded,
                outcome.files().get(rejects).isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                table(rejects, Optional.empty(), outcome, OptionalLong.empty(), counts.rejected())),
                counts.records(),
                counts.rejected());
    }

    private OptionalLong lastId(int table, List<Long> given) {
        OptionalInt key = keys.of(table);
        return key.isEmpty() || given.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(Math.max(lastIds.get(table), given.get(key.getAsInt())));
    }

    private ShreddedTable table(
            int number, Optional<ParentLink> parent, WriteOutcome outcome, OptionalLong lastId, long elements) {
        OutputTable table = tables.get(number);
        List<String> names = outcome.files().get(number).stream()
                .map(WrittenFile::name)
                .sorted()
                .toList();
        return new ShreddedTable(
                table.name(),
                table.schema(),
                parent,
                table.folder(),
                names,
                new TableStatistics(outcome.rows(number), names.size(), outcome.bytes(number)),
                lastId,
                elements);
    }

    private String rootName() {
        return plan.tables().get(0).name();
    }

    private void requireEmpty(OutputTable table) {
        Path folder = new Path(table.folder());
        try {
            FileSystem files = folder.getFileSystem(hadoop());
            if (files.exists(folder) && files.listStatus(folder).length > 0) {
                throw RelataException.failed(new Problem(
                        "Cannot write table " + table.name(),
                        table.folder(),
                        "the folder holds files already, and files are never overwritten",
                        "Give a folder that is new or empty"));
            }
        } catch (IOException e) {
            throw RelataException.failed(
                    new Problem(
                            "Cannot write table " + table.name(),
                            table.folder(),
                            "the folder cannot be listed: " + e.getMessage(),
                            "Check that the path exists and may be written"),
                    e);
        }
    }

    private void removeAfter(Exception failure, OutputTable table) {
        try {
            remove(table.folder());
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private void remove(String folder) {
        Path path = new Path(folder);
        try {
            path.getFileSystem(hadoop()).delete(path, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Configuration hadoop() {
        return spark.sparkContext().hadoopConfiguration();
    }
}
