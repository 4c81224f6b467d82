package io.relata.transforms.columns;

import java.util.List;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Rows of one table that are yet to be written, by column. Grows as it is filled and is used again when written. */
public final class TableBatch {

    private final ColumnValues[] columns;
    private int rows;

    /** @param type the table's columns, each a primitive */
    public TableBatch(MessageType type) {
        columns = type.getFields().stream()
                .map(field -> holds(field.asPrimitiveType()) ? new BytesValues() : new NumberValues())
                .toArray(ColumnValues[]::new);
    }

    private static boolean holds(PrimitiveType column) {
        return List.of(PrimitiveTypeName.BINARY, PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY, PrimitiveTypeName.INT96)
                .contains(column.getPrimitiveTypeName());
    }

    /** Begins a row and gives its number. */
    public int beginRow() {
        return rows++;
    }

    /** How many rows there are. */
    public int rows() {
        return rows;
    }

    /** A column of type BOOLEAN, INT32, INT64, FLOAT or DOUBLE. */
    public NumberValues numbers(int column) {
        return (NumberValues) columns[column];
    }

    /** A column of type BINARY or FIXED_LEN_BYTE_ARRAY. */
    public BytesValues bytes(int column) {
        return (BytesValues) columns[column];
    }

    /** A column of any type. */
    public ColumnValues column(int column) {
        return columns[column];
    }

    /** Forgets the rows from {@code row} on. */
    public void takeBack(int row) {
        if (row < rows) {
            for (ColumnValues column : columns) {
                column.takeBack(row);
            }
            rows = row;
        }
    }

    /** Forgets all rows. */
    public void clear() {
        for (ColumnValues column : columns) {
            column.clear();
        }
        rows = 0;
    }

    /** About how many bytes the rows take here, without the input that values are ranges of. */
    public long usedBytes() {
        long bytes = 0;
        for (ColumnValues column : columns) {
            bytes += column.usedBytes();
        }
        return bytes;
    }
}
