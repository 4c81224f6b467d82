package io.relata.transforms.shred;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.transforms.columns.NumberValues;
import io.relata.transforms.columns.TableBatch;
import io.relata.transforms.plan.PlannedTable;
import java.util.Arrays;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The number of the record at hand, which tells rows of one record from those of every other of the run and grows with
 * the place in the input. The same on every attempt at a task.
 */
public final class RecordNumber {

    /** The column that takes it, of type BIGINT. */
    public static final String COLUMN = "relata_record";

    /** A task's range, as that of its ids. */
    private static final int RANGE_BITS = 33;

    private long number;

    /** @param part the split or the partition that the records are of */
    RecordNumber(int part) {
        number = (long) part << RANGE_BITS;
    }

    void next() {
        number++;
    }

    /** Sets the last column of a table. */
    ChildTable.RootCopy into(PlannedTable table, TableBatch batch) {
        NumberValues column = batch.numbers(table.columns().size());
        return row -> column.set(row, number);
    }

    /** @throws RelataException when the table has a column of this name */
    static StructType behind(PlannedTable table) {
        StructType schema = table.schema();
        if (Arrays.stream(schema.fieldNames()).anyMatch(COLUMN::equalsIgnoreCase)) {
            throw RelataException.usage(new Problem(
                    "Cannot tell the records of table " + table.name() + " apart",
                    "column " + COLUMN,
                    "this name is kept for the number that tells one record's rows from another's",
                    "Rename the column under tables in the job file"));
        }
        return schema.add(COLUMN, DataTypes.LongType, false);
    }
}
