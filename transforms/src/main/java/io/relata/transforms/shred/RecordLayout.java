package io.relata.transforms.shred;

import io.relata.RejectedRecord;
import java.util.Arrays;
import java.util.OptionalInt;
import org.apache.spark.sql.types.StructType;

/**
 * How a record lies in a row: the planned fields in their order, and among them perhaps the column that marks a
 * rejected record.
 *
 * @param rejected the position of {@link RejectedRecord#COLUMN}
 */
record RecordLayout(OptionalInt rejected) {

    static RecordLayout of(StructType rows) {
        int position = Arrays.asList(rows.fieldNames()).indexOf(RejectedRecord.COLUMN);
        return new RecordLayout(position < 0 ? OptionalInt.empty() : OptionalInt.of(position));
    }

    /** Where a planned top-level field lies in the row. */
    int position(int plannedOrdinal) {
        return rejected.isPresent() && plannedOrdinal >= rejected.getAsInt() ? plannedOrdinal + 1 : plannedOrdinal;
    }
}
