package io.relata.transforms.shred;

import static java.util.Objects.requireNonNull;

import io.relata.transforms.columns.BatchFile;
import io.relata.transforms.columns.DictionaryUse;
import io.relata.transforms.columns.PageCompression;
import io.relata.transforms.columns.TableBatch;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * A table as one task writes it: at most one file, opened with the first batch, since an open file costs memory for each
 * of its columns.
 */
final class TaskTable {

    private static final long ROW_GROUP_BYTES = 128L << 20;
    private static final int BATCH_ROWS = 2_048;
    private static final long BATCH_BYTES = 1L << 20;
    private static final int ROWS_BETWEEN_LOOKS = 64;
    private static final byte[] NO_INPUT = new byte[0];

    private final OutputTable table;
    private final TaskSite site;
    private final PageCompression compression;
    private final MessageType type;
    private final TableBatch batch;
    private FolderCommit.@Nullable Attempt attempt;
    private @Nullable CountingFile output;
    private @Nullable BatchFile file;
    private Optional<WrittenFile> written = Optional.empty();
    private int nextLook = ROWS_BETWEEN_LOOKS;

    TaskTable(OutputTable table, TaskSite site, PageCompression compression) {
        this.table = table;
        this.site = site;
        this.compression = compression;
        this.type = ParquetColumn.messageType(table.schema());
        this.batch = new TableBatch(type);
    }

    OutputTable table() {
        return table;
    }

    /** The rows that are yet to be written. */
    TableBatch batch() {
        return batch;
    }

    Configuration configuration() {
        return site.configuration();
    }

    String sparkVersion() {
        return site.sparkVersion();
    }

    /** Writes the batch if it is large; its values must be copies. Answers whether it did. */
    boolean writeLargeBatch() throws IOException {
        if (batch.rows() < nextLook) {
            return false;
        }
        if (batch.rows() >= BATCH_ROWS || batch.usedBytes() >= BATCH_BYTES) {
            writeBatch(NO_INPUT);
            return true;
        }
        nextLook = batch.rows() + ROWS_BETWEEN_LOOKS;
        return false;
    }

    /** @param input what the batch's values are ranges of */
    void writeBatch(byte[] input) throws IOException {
        nextLook = ROWS_BETWEEN_LOOKS;
        if (batch.rows() == 0) {
            return;
        }
        if (file == null) {
            open();
        }
        BatchFile open = requireNonNull(file);
        open.write(batch, input);
        batch.clear();
        if (open.rowGroupBytes() >= ROW_GROUP_BYTES) {
            open.endRowGroup();
        }
    }

    /** Bytes held for the row group at hand. */
    long heldBytes() {
        return file == null ? 0 : file.heldBytes();
    }

    void endRowGroup() throws IOException {
        if (file != null) {
            file.endRowGroup();
        }
    }

    /** Opens the file, though there may be no row for it. */
    void open() throws IOException {
        StructType schema = table.schema();
        output = new CountingFile(HadoopOutputFile.fromPath(newFile(), attempt().configuration()));
        file = new BatchFile(
                output,
                type,
                compression,
                column -> table.distinct().contains(column) ? DictionaryUse.NEVER : DictionaryUse.TRY,
                TableFooter.of(schema, site.sparkVersion()));
    }

    /** The path of this task's file, for a caller that writes it itself and then tells {@link #wrote}. */
    Path newFile() throws IOException {
        return new Path(attempt().workFolder(), fileName());
    }

    void wrote(long rows, long bytes) {
        written = Optional.of(new WrittenFile(fileName(), rows, bytes));
    }

    /** Ends the file, so that what can still fail has failed before any table of the task is committed. */
    void end() throws IOException {
        writeBatch(NO_INPUT);
        if (file != null) {
            BatchFile ended = file;
            file = null;
            ended.close();
            wrote(ended.rows(), requireNonNull(output).bytes());
        }
    }

    List<WrittenFile> commit() throws IOException {
        if (attempt != null) {
            attempt.commit();
        }
        return written.map(List::of).orElse(List.of());
    }

    void abort() throws IOException {
        try {
            if (file != null) {
                file.close();
            }
        } finally {
            if (attempt != null) {
                attempt.abort();
            }
        }
    }

    private FolderCommit.Attempt attempt() throws IOException {
        if (attempt == null) {
            attempt = new FolderCommit(new Path(table.folder()), site.configuration(), site.job())
                    .attempt(site.partition(), site.attempt());
        }
        return attempt;
    }

    private String fileName() {
        return "part-%05d-%s.snappy.parquet".formatted(site.partition(), site.job());
    }
}
