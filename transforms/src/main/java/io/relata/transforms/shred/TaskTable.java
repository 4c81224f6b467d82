package io.relata.transforms.shred;

import static java.util.Objects.requireNonNull;

import io.relata.Failpoint;
import io.relata.transforms.columns.BatchFile;
import io.relata.transforms.columns.DictionaryUse;
import io.relata.transforms.columns.PageCompression;
import io.relata.transforms.columns.TableBatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * A table as one task writes it: files one after another, each opened with its first batch, since an open file costs
 * memory for each of its columns, and ended when it has grown to the table's file size.
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
    private String fileName = "";
    private final List<WrittenFile> written = new ArrayList<>();
    private int nextLook = ROWS_BETWEEN_LOOKS;
    private long heldBytes;

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

    MessageType type() {
        return type;
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
        if (open.writtenBytes() + open.rowGroupBytes() >= table.fileBytes()) {
            endFile();
        } else if (open.rowGroupBytes() >= ROW_GROUP_BYTES) {
            open.endRowGroup();
        }
        countHeldBytes();
    }

    /** Bytes held for the row group at hand; counted when it changes, since it is asked for after each other table's. */
    long heldBytes() {
        return heldBytes;
    }

    private void countHeldBytes() {
        heldBytes = file == null ? 0 : file.heldBytes();
    }

    void endRowGroup() throws IOException {
        if (file != null) {
            file.endRowGroup();
            countHeldBytes();
        }
    }

    /** Opens the next file, though there may be no row for it. */
    void open() throws IOException {
        open("part-%05d-%s.c%03d.snappy.parquet".formatted(site.partition(), site.job(), written.size()));
    }

    /** Opens a file of this name, though there may be no row for it. */
    void open(String name) throws IOException {
        StructType schema = table.schema();
        fileName = name;
        output = new CountingFile(
                HadoopOutputFile.fromPath(newFile(name), attempt().configuration()));
        file = new BatchFile(
                output,
                type,
                compression,
                column -> table.distinct().contains(column) ? DictionaryUse.NEVER : DictionaryUse.TRY,
                TableFooter.of(schema, site.sparkVersion()));
    }

    /** The path of a file of this task, for a caller that writes it itself and then tells {@link #wrote}. */
    Path newFile(String name) throws IOException {
        return new Path(attempt().workFolder(), name);
    }

    void wrote(WrittenFile file) {
        written.add(file);
    }

    /** Ends the last file, so that what can still fail has failed before any table of the task is committed. */
    void end() throws IOException {
        writeBatch(NO_INPUT);
        if (file != null) {
            endFile();
        }
    }

    private void endFile() throws IOException {
        BatchFile ended = requireNonNull(file);
        file = null;
        ended.close();
        wrote(new WrittenFile(
                fileName,
                ended.rows(),
                ended.rowGroups(),
                requireNonNull(output).bytes()));
    }

    List<WrittenFile> commit() throws IOException {
        if (attempt != null) {
            attempt.commit();
            Failpoint.SHREDDING.reached(site.partition() + 1);
        }
        return List.copyOf(written);
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
}
