package io.relata.transforms.columns;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.schema.MessageType;

/** One Parquet file being written, a batch at a time. */
public final class BatchFile implements Closeable {

    private final MessageType type;
    private final PageCompression compression;
    private final IntFunction<DictionaryUse> dictionaries;
    private final Map<String, String> footer;
    private final ParquetFileWriter writer;
    private final List<ColumnChunk> chunks = new ArrayList<>();
    private ColumnChunkPageWriteStore pages;
    private long groupRows;
    private long rows;
    private int rowGroups;

    /**
     * @param type the columns, each a primitive
     * @param compression the task's
     * @param dictionaries by column number whether a dictionary is tried
     * @param footer what else readers look for in the footer
     */
    public BatchFile(
            OutputFile file,
            MessageType type,
            PageCompression compression,
            IntFunction<DictionaryUse> dictionaries,
            Map<String, String> footer)
            throws IOException {
        this.type = type;
        this.compression = compression;
        this.dictionaries = dictionaries;
        this.footer = footer;
        this.writer = writer(file, type);
        this.pages = compression.newRowGroup(type);
        writer.start();
        startRowGroup();
    }

    /** The writer of a file that is not there yet, with the settings of all of Relata's files. */
    public static ParquetFileWriter writer(OutputFile file, MessageType type) throws IOException {
        return new ParquetFileWriter(
                file,
                type,
                ParquetFileWriter.Mode.CREATE,
                ParquetWriter.DEFAULT_BLOCK_SIZE,
                ParquetWriter.MAX_PADDING_SIZE_DEFAULT,
                ParquetProperties.DEFAULT_COLUMN_INDEX_TRUNCATE_LENGTH,
                ParquetProperties.DEFAULT_STATISTICS_TRUNCATE_LENGTH,
                ParquetProperties.DEFAULT_PAGE_WRITE_CHECKSUM_ENABLED);
    }

    private void startRowGroup() {
        chunks.clear();
        for (ColumnDescriptor column : type.getColumns()) {
            chunks.add(chunk(column, pages.getPageWriter(column), dictionaries.apply(chunks.size())));
        }
        groupRows = 0;
    }

    private static ColumnChunk chunk(ColumnDescriptor column, PageWriter pages, DictionaryUse dictionaryUse) {
        return switch (column.getPrimitiveType().getPrimitiveTypeName()) {
            case BOOLEAN -> new BooleanChunk(column, pages);
            case INT32 -> new NumberChunk(column, pages, NumberChunk.Numbers.INT, dictionaryUse);
            case INT64 -> new NumberChunk(column, pages, NumberChunk.Numbers.LONG, dictionaryUse);
            case FLOAT -> new NumberChunk(column, pages, NumberChunk.Numbers.FLOAT, dictionaryUse);
            case DOUBLE -> new NumberChunk(column, pages, NumberChunk.Numbers.DOUBLE, dictionaryUse);
            case BINARY, FIXED_LEN_BYTE_ARRAY -> new BytesChunk(column, pages);
            case INT96 -> throw new IllegalArgumentException("No column is written as INT96: " + column);
        };
    }

    /**
     * Appends a batch's rows.
     *
     * @param input what the batch's values are ranges of
     */
    public void write(TableBatch batch, byte[] input) throws IOException {
        int count = batch.rows();
        for (int i = 0; i < chunks.size(); i++) {
            chunks.get(i).append(batch.column(i), count, input);
        }
        groupRows += count;
        rows += count;
    }

    /** Bytes held in memory. */
    public long heldBytes() {
        long bytes = 0;
        for (ColumnChunk chunk : chunks) {
            bytes += chunk.heldBytes();
        }
        return bytes;
    }

    /** About how many bytes of the file the row group at hand will take. */
    public long rowGroupBytes() {
        long bytes = 0;
        for (ColumnChunk chunk : chunks) {
            bytes += chunk.writtenBytes();
        }
        return bytes;
    }

    /** Bytes of the file that are written; the row group at hand is not. */
    public long writtenBytes() throws IOException {
        return writer.getPos();
    }

    /** How many rows were written. */
    public long rows() {
        return rows;
    }

    /** How many row groups were ended; all, once the file is closed. */
    public int rowGroups() {
        return rowGroups;
    }

    /** Ends the row group at hand, which frees the memory held. */
    public void endRowGroup() throws IOException {
        if (groupRows == 0) {
            return;
        }
        writeRowGroup();
        pages = compression.newRowGroup(type);
        startRowGroup();
    }

    private void writeRowGroup() throws IOException {
        for (ColumnChunk chunk : chunks) {
            chunk.end();
        }
        writer.startBlock(groupRows);
        pages.flushToFileWriter(writer);
        writer.endBlock();
        rowGroups++;
        groupRows = 0;
    }

    /** Ends the file. */
    @Override
    public void close() throws IOException {
        if (groupRows > 0) {
            writeRowGroup();
        }
        chunks.clear();
        writer.end(footer);
    }
}
