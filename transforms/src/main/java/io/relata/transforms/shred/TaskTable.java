package io.relata.transforms.shred;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * A table as one task writes it: at most one file, opened with the first row, since an open file costs memory for each
 * of its columns.
 */
final class TaskTable {

    private final OutputTable table;
    private final TaskSite site;
    private FolderCommit.@Nullable Attempt attempt;
    private @Nullable TableFile file;
    private Optional<WrittenFile> written = Optional.empty();

    TaskTable(OutputTable table, TaskSite site) {
        this.table = table;
        this.site = site;
    }

    OutputTable table() {
        return table;
    }

    Configuration configuration() {
        return site.configuration();
    }

    String sparkVersion() {
        return site.sparkVersion();
    }

    void write(TableFile.RowBody row) throws IOException {
        if (file == null) {
            open();
        }
        requireNonNull(file).write(row);
    }

    /** Opens the file, though there may be no row for it. */
    void open() throws IOException {
        file = new TableFile(
                newFile(),
                table.schema(),
                site.sparkVersion(),
                site.rowGroupBytes(),
                attempt().configuration());
    }

    /** The path of this task's file, for a caller that writes it itself and then tells {@link #wrote}. */
    Path newFile() throws IOException {
        return new Path(attempt().workFolder(), fileName());
    }

    void wrote(long rows, long bytes) {
        written = Optional.of(new WrittenFile(fileName(), rows, bytes));
    }

    /** Ends the file, so that what can still fail has failed before any table of the task is committed. */
    void close() throws IOException {
        if (file != null) {
            TableFile.Written result = file.close();
            file = null;
            wrote(result.rows(), result.bytes());
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
