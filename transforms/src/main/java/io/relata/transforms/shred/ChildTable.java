package io.relata.transforms.shred;

import io.relata.transforms.columns.NumberValues;
import io.relata.transforms.columns.TableBatch;
import io.relata.transforms.plan.PlannedColumn;
import io.relata.transforms.plan.PlannedTable;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A child table as a task writes it: the columns that every row begins with. */
final class ChildTable {

    private final TableBatch batch;
    private final ArrayIds ids;
    private final List<RootCopy> copies;
    private final NumberValues idColumn;
    private final Optional<NumberValues> indexColumn;
    private long called;
    private long calledAtMark;

    /** Sets a column to a scalar of the record at hand, if it is there. */
    @FunctionalInterface
    interface RootCopy {
        void set(int row);
    }

    /** @param copies what each row gets of its record */
    ChildTable(PlannedTable plan, TaskTable table, ArrayIds ids, List<RootCopy> copies) {
        this.batch = table.batch();
        this.ids = ids;
        this.copies = copies;
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

    /** Remembers how many rows were called for, for a record that may have to be taken back. */
    void mark() {
        calledAtMark = called;
    }

    /** Goes back to the number remembered. */
    void takeBack() {
        called = calledAtMark;
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
        for (RootCopy copy : copies) {
            copy.set(row);
        }
        return row;
    }
}
