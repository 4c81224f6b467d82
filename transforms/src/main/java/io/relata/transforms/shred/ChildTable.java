package io.relata.transforms.shred;

import io.relata.transforms.plan.PlannedColumn;
import io.relata.transforms.plan.PlannedTable;
import java.util.List;
import java.util.function.Supplier;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.spark.sql.catalyst.InternalRow;

/** A child table as a task writes it: the columns that every row begins with. */
final class ChildTable {

    private final TaskTable table;
    private final ArrayIds ids;
    private final Supplier<InternalRow> record;
    private final List<Propagated> propagated;
    private final String idName;
    private final int idPosition;
    private final String indexName;
    private final int indexPosition;
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
        this.table = table;
        this.ids = ids;
        this.record = record;
        this.propagated = propagated;
        this.idPosition = position(plan, PlannedColumn.Role.ID);
        this.idName = plan.columns().get(idPosition).name();
        this.indexPosition = position(plan, PlannedColumn.Role.INDEX);
        this.indexName =
                indexPosition < 0 ? "" : plan.columns().get(indexPosition).name();
    }

    private static int position(PlannedTable table, PlannedColumn.Role role) {
        for (int i = 0; i < table.columns().size(); i++) {
            if (table.columns().get(i).role() == role) {
                return i;
            }
        }
        return -1;
    }

    TaskTable table() {
        return table;
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

    void begin(long id, int index, RecordConsumer row) {
        row.startField(idName, idPosition);
        row.addLong(id);
        row.endField(idName, idPosition);
        if (indexPosition >= 0) {
            row.startField(indexName, indexPosition);
            row.addInteger(index);
            row.endField(indexName, indexPosition);
        }
        for (Propagated copy : propagated) {
            copy.path().ifPresent(record.get(), (struct, ordinal) -> copy.step().write(struct, ordinal, row));
        }
    }
}
