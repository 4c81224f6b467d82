package io.relata.transforms.shred;

import io.relata.RejectedRecord;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructField;

/** Copies what a source says of a bad record into the rejects table. */
final class RejectedRow implements TableFile.RowBody {

    private final StructField[] fields = RejectedRecord.SCHEMA.fields();
    private final ParquetColumn.RowValue[] values = new ParquetColumn.RowValue[fields.length];
    private InternalRow rejected = InternalRow.empty();

    RejectedRow() {
        for (int i = 0; i < fields.length; i++) {
            values[i] = ParquetColumn.of(fields[i].dataType()).rowValue();
        }
    }

    RejectedRow of(InternalRow row, int ordinal) {
        rejected = row.getStruct(ordinal, fields.length);
        return this;
    }

    @Override
    public void fill(RecordConsumer row) {
        for (int i = 0; i < fields.length; i++) {
            if (!rejected.isNullAt(i)) {
                row.startField(fields[i].name(), i);
                values[i].add(rejected, i, row);
                row.endField(fields[i].name(), i);
            }
        }
    }
}
