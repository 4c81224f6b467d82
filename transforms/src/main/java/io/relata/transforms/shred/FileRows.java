package io.relata.transforms.shred;

import io.relata.transforms.columns.BytesValues;
import io.relata.transforms.columns.NumberValues;
import io.relata.transforms.columns.TableBatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;

/** Takes the rows of a finished file into a batch once more. One row group at a time is held, as it is compressed. */
final class FileRows {

    /** The readers want a place for their values; here each is asked for its value instead. */
    private static final GroupConverter NOWHERE = new GroupConverter() {
        @Override
        public Converter getConverter(int field) {
            return new PrimitiveConverter() {};
        }

        @Override
        public void start() {}

        @Override
        public void end() {}
    };

    private FileRows() {}

    /** A column of the row group at hand. */
    private record Column(ColumnReader reader, int levelOfValues, Cell cell) {

        void take(int row) {
            if (reader.getCurrentDefinitionLevel() == levelOfValues) {
                cell.set(reader, row);
            }
            reader.consume();
        }
    }

    /** Sets a cell to the reader's value. */
    @FunctionalInterface
    private interface Cell {
        void set(ColumnReader reader, int row);
    }

    static void copy(ParquetFileReader reader, TableBatch batch, TaskTables tables) throws IOException {
        FileMetaData file = reader.getFileMetaData();
        for (PageReadStore group = reader.readNextRowGroup(); group != null; group = reader.readNextRowGroup()) {
            ColumnReadStoreImpl store = new ColumnReadStoreImpl(group, NOWHERE, file.getSchema(), file.getCreatedBy());
            List<Column> columns = new ArrayList<>();
            for (ColumnDescriptor column : file.getSchema().getColumns()) {
                columns.add(new Column(
                        store.getColumnReader(column),
                        column.getMaxDefinitionLevel(),
                        cell(column, batch, columns.size())));
            }
            for (long left = group.getRowCount(); left > 0; left--) {
                int row = batch.beginRow();
                for (Column column : columns) {
                    column.take(row);
                }
                tables.writeLargeBatches();
            }
        }
    }

    private static Cell cell(ColumnDescriptor column, TableBatch batch, int number) {
        return switch (column.getPrimitiveType().getPrimitiveTypeName()) {
            case BOOLEAN -> {
                NumberValues values = batch.numbers(number);
                yield (reader, row) -> values.set(row, reader.getBoolean() ? 1 : 0);
            }
            case INT32 -> {
                NumberValues values = batch.numbers(number);
                yield (reader, row) -> values.set(row, reader.getInteger());
            }
            case INT64 -> {
                NumberValues values = batch.numbers(number);
                yield (reader, row) -> values.set(row, reader.getLong());
            }
            case FLOAT -> {
                NumberValues values = batch.numbers(number);
                yield (reader, row) -> values.setFloat(row, reader.getFloat());
            }
            case DOUBLE -> {
                NumberValues values = batch.numbers(number);
                yield (reader, row) -> values.setDouble(row, reader.getDouble());
            }
            case BINARY, FIXED_LEN_BYTE_ARRAY -> {
                BytesValues values = batch.bytes(number);
                yield (reader, row) -> values.setCopy(row, reader.getBinary().getBytesUnsafe());
            }
            case INT96 -> throw new IllegalArgumentException("No column is written as INT96: " + column);
        };
    }
}
