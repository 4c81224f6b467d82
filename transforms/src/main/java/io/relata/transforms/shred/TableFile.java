package io.relata.transforms.shred;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** One Parquet file being written, a row at a time. */
final class TableFile {

    /** Where Spark looks for the exact columns, comments and nullability among them. */
    private static final String SPARK_SCHEMA = "org.apache.spark.sql.parquet.row.metadata";

    /** Tells Spark that dates and timestamps are in the proleptic calendar, before 1582 too. */
    private static final String SPARK_VERSION = "org.apache.spark.version";

    private final RowSupport support;
    private final CountingFile file;
    private final ParquetWriter<RowBody> writer;

    /** Fills in the row that was just begun. */
    @FunctionalInterface
    interface RowBody {
        void fill(RecordConsumer consumer);
    }

    /** What a closed file holds. */
    record Written(long rows, long bytes) {}

    TableFile(Path path, StructType schema, String sparkVersion, long rowGroupBytes, Configuration configuration)
            throws IOException {
        support = new RowSupport(messageType(schema), footer(schema, sparkVersion));
        file = new CountingFile(HadoopOutputFile.fromPath(path, configuration));
        writer = new Builder(file, support)
                .withConf(configuration)
                .withCompressionCodec(CompressionCodecName.SNAPPY)
                .withRowGroupSize(rowGroupBytes)
                .build();
    }

    static MessageType messageType(StructType schema) {
        StructField[] fields = schema.fields();
        Type[] types = new Type[fields.length];
        for (int i = 0; i < fields.length; i++) {
            types[i] = ParquetColumn.field(fields[i]);
        }
        return new MessageType("spark_schema", types);
    }

    static Map<String, String> footer(StructType schema, String sparkVersion) {
        Map<String, String> entries = new HashMap<>();
        entries.put(SPARK_SCHEMA, schema.json());
        entries.put(SPARK_VERSION, sparkVersion);
        return entries;
    }

    void write(RowBody row) throws IOException {
        writer.write(row);
    }

    Written close() throws IOException {
        writer.close();
        long rows = writer.getFooter().getBlocks().stream()
                .mapToLong(block -> block.getRowCount())
                .sum();
        return new Written(rows, file.bytes());
    }

    @SuppressWarnings("deprecation") // the successor came with Parquet 1.14, and Spark 3.5 has 1.13
    private static final class Builder extends ParquetWriter.Builder<RowBody, Builder> {

        private final RowSupport support;

        Builder(OutputFile file, RowSupport support) {
            super(file);
            this.support = support;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected WriteSupport<RowBody> getWriteSupport(Configuration configuration) {
            return support;
        }
    }

    @SuppressWarnings("deprecation") // as above
    private static final class RowSupport extends WriteSupport<RowBody> {

        private final MessageType type;
        private final Map<String, String> footer;
        private @Nullable RecordConsumer consumer;

        RowSupport(MessageType type, Map<String, String> footer) {
            this.type = type;
            this.footer = footer;
        }

        @Override
        public WriteContext init(Configuration configuration) {
            return new WriteContext(type, footer);
        }

        @Override
        public void prepareForWrite(RecordConsumer recordConsumer) {
            consumer = recordConsumer;
        }

        @Override
        public void write(RowBody row) {
            RecordConsumer open = requireNonNull(consumer, "Parquet calls prepareForWrite first");
            open.startMessage();
            row.fill(open);
            open.endMessage();
        }
    }
}
