package io.relata.transforms.shred;

import io.relata.RejectedRecord;
import io.relata.transforms.columns.TableBatch;
import org.apache.spark.sql.catalyst.InternalRow;

/** Copies what a source says of a bad record into the rejects table. */
final class RejectedRow {

    private final TableBatch batch;
    private final ParquetColumn.RowCell[] cells;

    RejectedRow(TableBatch batch) {
        this.batch = batch;
        this.cells = new ParquetColumn.RowCell[RejectedRecord.SCHEMA.size()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = ParquetColumn.of(RejectedRecord.SCHEMA.fields()[i].dataType())
                    .rowCells()
                    .of(batch, i);
        }
    }

    void add(InternalRow record, int ordinal) {
        InternalRow rejected = record.getStruct(ordinal, cells.length);
        int row = batch.beginRow();
        for (int i = 0; i < cells.length; i++) {
            if (!rejected.isNullAt(i)) {
                cells[i].set(rejected, i, row);
            }
        }
    }
}
