package io.relata.transforms.columns;

import java.io.Closeable;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;

/** Compresses the pages of all files of one task, one after another. */
public final class PageCompression implements Closeable {

    private final CodecFactory codecs;

    public PageCompression(Configuration configuration) {
        codecs = new CodecFactory(configuration, ParquetWriter.DEFAULT_PAGE_SIZE);
    }

    /** Takes the pages of one row group. */
    @SuppressWarnings("deprecation") // the successor came with Parquet 1.14, and Spark 3.5 has 1.13
    ColumnChunkPageWriteStore newRowGroup(MessageType type) {
        return new ColumnChunkPageWriteStore(
                codecs.getCompressor(CompressionCodecName.SNAPPY),
                type,
                HeapByteBufferAllocator.getInstance(),
                ParquetProperties.DEFAULT_COLUMN_INDEX_TRUNCATE_LENGTH,
                ParquetProperties.DEFAULT_PAGE_WRITE_CHECKSUM_ENABLED);
    }

    @Override
    public void close() {
        codecs.release();
    }
}
