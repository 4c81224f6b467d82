package io.relata.catalog.glue;

import io.relata.CatalogConflictException;
import io.relata.CatalogVersion;
import io.relata.Partition;
import io.relata.PartitionChanges;
import io.relata.Problem;
import io.relata.RelataException;
import io.relata.TableDefinition;
import io.relata.TableFormat;
import io.relata.TableName;
import io.relata.catalog.ExpectedVersion;
import io.relata.catalog.PartitionColumns;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.PartitionIndex;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;

/**
 * One change of a table and its partitions. Where only the table changes it is one compare-and-set. Where partitions
 * change too: the table is marked, the partitions are written, and the table is written without the mark. Each step looks
 * at what is there, so the whole may be begun again at any point.
 */
final class TablePut {

    /** Glue's own limit for each value. */
    private static final int LONGEST_VALUE = 1_024;

    private final GlueTables tables;
    private final GluePartitions partitions;
    private final List<PartitionIndex> indexes;
    private final PartitionWrites writes;
    private final TableDefinition definition;
    private final PartitionChanges changes;
    private final CatalogVersion expected;
    private final TableName name;

    /**
     * @param indexes those of the table where it is created
     * @throws RelataException when the catalog cannot hold the table or a partition; nothing was called yet
     */
    TablePut(
            GlueCalls calls,
            GlueTables tables,
            GluePartitions partitions,
            PartitionIndexes indexes,
            TableDefinition definition,
            PartitionChanges changes,
            CatalogVersion expected) {
        this.tables = tables;
        this.partitions = partitions;
        this.indexes = indexes.of(definition);
        this.definition = definition;
        this.changes = changes;
        this.expected = expected;
        this.name = definition.name();
        this.writes = new PartitionWrites(calls, name);
        changes.requireFitting(definition);
        TableInputs.check(definition);
        changes.put().forEach(this::check);
    }

    private void check(Partition partition) {
        if (definition.format() == TableFormat.DELTA) {
            throw new IllegalArgumentException("The partitions of " + name + " are in its log");
        }
        TableInputs.checkLocation(definition, partition.location());
        for (String value : partition.values().values()) {
            if (value.length() > LONGEST_VALUE || !GlueText.isOneLine(value)) {
                throw RelataException.failed(new Problem(
                        "Cannot register a partition of table " + name,
                        "partition " + partition.values(),
                        "a value has at most " + LONGEST_VALUE + " characters of one line",
                        "Partition by a column with shorter values"));
            }
        }
    }

    /** Makes the change and tells the table's new version. */
    CatalogVersion run() {
        Optional<Table> found = tables.find(name);
        if (found.isPresent()) {
            return change(found.get());
        }
        ExpectedVersion.require(name, expected, Optional.empty());
        return create();
    }

    private CatalogVersion create() {
        Optional<ChangeMark> mark = changes.put().isEmpty()
                ? Optional.empty()
                : Optional.of(ChangeMark.partitions(definition, CatalogVersion.ABSENT));
        GlueTables.Written written = tables.create(name, TableInputs.created(definition, mark), indexes);
        if (written.isAnswered()
                && mark.isEmpty()
                && written.table().filter(this::isDone).isEmpty()) {
            return GlueVersion.overtaken(definition.run());
        }
        // Whoever made it, an attempt of this run or another run: what is there decides.
        return change(written.table().orElseThrow(() -> conflict(Optional.empty())));
    }

    private CatalogVersion change(Table table) {
        TableReader.Found found = TableReader.read(name, table);
        boolean isSame = found.definition().equals(definition);
        boolean isExpected = found.table().version().equals(expected);
        found.mark().ifPresent(mark -> requireMayGoOn(found, mark));
        if (found.mark().isEmpty() && !isSame && !isExpected) {
            throw conflict(Optional.of(table));
        }
        if (PartitionColumns.areRenamed(found.definition(), definition) && partitions.hasAny(name)) {
            throw PartitionColumns.refused(found.definition(), definition);
        }
        TableInput target = TableInputs.changed(table, found.definition(), definition);
        List<Column> columns = target.storageDescriptor().columns();
        GluePartitions.Work work = partitions.work(name, changes, layout(columns));
        boolean cascades = haveOtherTypes(columns, table) && partitions.hasAny(name);
        if (found.mark().isPresent()) {
            boolean isOwn = found.mark().get().run().equals(definition.run());
            return partitionsThenTable(table, work, columns, cascades, isOwn ? this::isMarked : state -> false);
        }
        if (work.isEmpty() && !cascades) {
            boolean isThere = isSame && (!isExpected || TableInputs.isThere(target, table));
            return isThere ? found.table().version() : write(table, state -> false);
        }
        if (!isExpected) {
            throw conflict(Optional.of(table));
        }
        return partitionsThenTable(mark(table), work, columns, cascades, this::isMarked);
    }

    /** The same run goes on, and whoever gives the definition that is there takes the change back. */
    private void requireMayGoOn(TableReader.Found found, ChangeMark mark) {
        CatalogVersion version = found.table().version();
        boolean goesOn = mark.kind() == ChangeMark.Kind.PARTITIONS
                && mark.run().equals(definition.run())
                && (expected.equals(version) || expected.equals(mark.from()));
        boolean takesBack = mark.kind() == ChangeMark.Kind.PARTITIONS
                && found.definition().equals(definition)
                && expected.equals(version);
        if (!goesOn && !takesBack) {
            throw new CatalogConflictException(name, mark.phrase());
        }
    }

    private Table mark(Table table) {
        ChangeMark mark = ChangeMark.partitions(definition, expected);
        Predicate<Table> isMarked =
                state -> TableReader.read(name, state).mark().equals(Optional.of(mark));
        GlueTables.Written written =
                tables.update(name, table, state -> TableInputs.marked(state, mark), isMarked, state -> false);
        return written.table().filter(isMarked).orElseThrow(() -> conflict(written.table()));
    }

    private PartitionRecord.Layout layout(List<Column> columns) {
        return new PartitionRecord.Layout(definition.format(), columns);
    }

    private CatalogVersion partitionsThenTable(
            Table marked,
            GluePartitions.Work work,
            List<Column> columns,
            boolean cascades,
            Predicate<Table> mayRebase) {
        writes.write(work, layout(columns));
        if (cascades) {
            partitions.withOtherColumns(name, columns, writes::update);
        }
        return write(marked, mayRebase);
    }

    private CatalogVersion write(Table base, Predicate<Table> mayRebase) {
        GlueTables.Written written = tables.update(
                name,
                base,
                state ->
                        TableInputs.changed(state, TableReader.read(name, state).definition(), definition),
                this::isDone,
                mayRebase);
        Optional<Table> done = written.table().filter(this::isDone);
        if (done.isEmpty() && !written.isAnswered()) {
            throw conflict(written.table());
        }
        return done.map(table -> GlueVersion.of(table, definition.run()))
                .orElseGet(() -> GlueVersion.overtaken(definition.run()));
    }

    private boolean isDone(Table table) {
        return TableReader.isOurs(table) && isDone(TableReader.read(name, table));
    }

    private boolean isDone(TableReader.Found found) {
        return found.definition().equals(definition) && found.mark().isEmpty();
    }

    /** Whether the table is still held for this run: another program may have changed what is not ours. */
    private boolean isMarked(Table table) {
        return TableReader.isOurs(table)
                && TableReader.read(name, table)
                        .mark()
                        .filter(mark -> mark.kind() == ChangeMark.Kind.PARTITIONS)
                        .filter(mark -> mark.run().equals(definition.run()))
                        .isPresent();
    }

    private RelataException conflict(Optional<Table> now) {
        Optional<TableReader.Found> found = now.map(table -> TableReader.read(name, table));
        Optional<ChangeMark> mark = found.flatMap(TableReader.Found::mark);
        if (mark.isPresent()) {
            return new CatalogConflictException(name, mark.get().phrase());
        }
        ExpectedVersion.require(name, expected, found.map(TableReader.Found::table));
        return new CatalogConflictException(name, "it was changed at the same time");
    }

    /** A reader compares a partition's types with the table's, and fails where they differ. */
    private static boolean haveOtherTypes(List<Column> columns, Table table) {
        Map<String, String> types = new HashMap<>();
        Optional.ofNullable(table.storageDescriptor())
                .map(StorageDescriptor::columns)
                .orElse(List.of())
                .forEach(column -> types.put(column.name().toLowerCase(Locale.ROOT), column.type()));
        return columns.stream()
                .anyMatch(column -> !column.type().equals(types.getOrDefault(column.name(), column.type())));
    }
}
