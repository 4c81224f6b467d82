package io.relata.transforms.shred;

import io.relata.transforms.columns.NumberValues;
import io.relata.transforms.columns.TableBatch;
import io.relata.transforms.plan.PlannedColumn;
import io.relata.transforms.plan.PlannedTable;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.apache.spark.sql.catalyst.InternalRow;

/** A child table as a task writes it: the columns that every row begins with. */
final class ChildTable {

    private final TableBatch batch;
    private final ArrayIds ids;
    private final Supplier<InternalRow> record;
    private final List<Propagated> propagated;
    private final NumberValues idColumn;
    private final Optional<NumberValues> indexColumn;
    private long called;

    /** A scalar of the record that each row gets a copy of. */
    record Propagated(FieldPath path, Step step) {}

    /** @param record the record at hand */
    ChildTable(
            PlannedTable plan,
            TaskTable table,
            ArrayIds ids,
            Supplier<InternalRow> record,
            List<Propagated> propagated) {
        this.batch = table.batch();
        this.ids = ids;
        this.record = record;
        this.propagated = propagated;
        this.idColumn = batch.numbers(position(plan, PlannedColumn.Role.ID).orElseThrow());
        OptionalInt index = position(plan, PlannedColumn.Role.INDEX);
        this.indexColumn = index.isPresent() ? Optional.of(batch.numbers(index.getAsInt())) : Optional.empty();
    }

    private static OptionalInt position(PlannedTable table, PlannedColumn.Role role) {
        for (int i = 0; i < table.columns().size(); i++) {
            if (table.columns().get(i).role() == role) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    ArrayIds ids() {
        return ids;
    }

    /** The record calls for this many rows more. */
    void called(int rows) {
        called += rows;
    }

    /** How many rows the records called for. */
    long called() {
        return called;
    }

    /** Begins a row, with the columns that each has, and gives its number. */
    int beginRow(long id, int index) {
        int row = batch.beginRow();
        idColumn.set(row, id);
        if (indexColumn.isPresent()) {
            indexColumn.get().set(row, index);
        }
        for (Propagated copy : propagated) {
            copy.path().ifPresent(record.get(), (struct, ordinal) -> copy.step().write(struct, ordinal, row));
        }
        return row;
    }
}
