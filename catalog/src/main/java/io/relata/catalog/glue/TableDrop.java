package io.relata.catalog.glue;

import io.relata.CatalogConflictException;
import io.relata.CatalogVersion;
import io.relata.TableName;
import io.relata.catalog.ExpectedVersion;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.glue.model.Table;

/**
 * Drops a table. Glue deletes whatever version it finds, so the table is first marked, by compare-and-set: from then on
 * no run of ours can change it. Its partitions go before it, since Glue would remove them some time later, and a table
 * of the same name might find them.
 */
final class TableDrop {

    private final GlueCalls calls;
    private final GlueTables tables;
    private final GluePartitions partitions;

    TableDrop(GlueCalls calls, GlueTables tables, GluePartitions partitions) {
        this.calls = calls;
        this.tables = tables;
        this.partitions = partitions;
    }

    void run(TableName name, CatalogVersion expected) {
        Optional<Table> table = tables.find(name);
        Optional<TableReader.Found> found = table.map(state -> TableReader.read(name, state));
        boolean isBegun = found.flatMap(TableReader.Found::mark)
                .filter(mark -> mark.kind() == ChangeMark.Kind.DROP)
                .filter(mark -> mark.from().equals(expected))
                .isPresent();
        if (!isBegun) {
            ExpectedVersion.require(name, expected, found.map(TableReader.Found::table));
            if (table.isEmpty()) {
                return;
            }
            mark(name, table.get(), ChangeMark.drop(found.orElseThrow().definition(), expected));
        }
        new PartitionWrites(calls, name).drop(partitions.values(name));
        tables.delete(name);
    }

    private void mark(TableName name, Table table, ChangeMark mark) {
        Predicate<Table> isMarked =
                state -> TableReader.read(name, state).mark().equals(Optional.of(mark));
        GlueTables.Written written =
                tables.update(name, table, state -> TableInputs.marked(state, mark), isMarked, state -> false);
        if (written.table().filter(isMarked).isEmpty()) {
            ExpectedVersion.require(
                    name,
                    mark.from(),
                    written.table().map(state -> TableReader.read(name, state).table()));
            throw new CatalogConflictException(name, "it was changed at the same time");
        }
    }
}
