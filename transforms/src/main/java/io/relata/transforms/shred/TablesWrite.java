package io.relata.transforms.shred;

import io.relata.Failpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.write.BatchWrite;
import org.apache.spark.sql.connector.write.DataWriter;
import org.apache.spark.sql.connector.write.DataWriterFactory;
import org.apache.spark.sql.connector.write.PhysicalWriteInfo;
import org.apache.spark.sql.connector.write.WriterCommitMessage;

/**
 * One Spark job that writes files of several tables. Tasks write through each table's own committer; the driver commits
 * all tables once every task has committed. A failure anywhere leaves none of the folders behind.
 *
 * <p>Spark retries and speculates; of all attempts at a task it lets one commit, and only files of committed attempts
 * reach a folder.
 */
final class TablesWrite implements BatchWrite {

    private final WriteRequest request;
    private final TaskWork work;
    private final Configuration configuration;
    private final String sparkVersion;
    private final List<OutputTable> tables;

    TablesWrite(WriteRequest request, TaskWork work, Configuration configuration, String sparkVersion) {
        this.request = request;
        this.tables = request.tables();
        this.work = work;
        this.configuration = configuration;
        this.sparkVersion = sparkVersion;
    }

    @Override
    public DataWriterFactory createBatchWriterFactory(PhysicalWriteInfo info) {
        try {
            for (OutputTable table : tables) {
                commitOf(table).setUpJob();
            }
        } catch (IOException e) {
            removeFolders();
            throw new UncheckedIOException(e);
        }
        return new TaskWriters(tables, work, request.job(), sparkVersion, new HadoopSettings(configuration));
    }

    @Override
    public void commit(WriterCommitMessage[] messages) {
        Counts counts = Counts.NONE;
        List<List<WrittenFile>> files = new ArrayList<>();
        tables.forEach(table -> files.add(new ArrayList<>()));
        for (WriterCommitMessage message : messages) {
            TaskOutcome outcome = (TaskOutcome) message;
            counts = counts.plus(outcome.counts());
            for (int i = 0; i < files.size(); i++) {
                files.get(i).addAll(outcome.files().get(i));
            }
        }
        try {
            for (int i = 0; i < files.size(); i++) {
                if (files.get(i).isEmpty() && tables.get(i).presence() == OutputTable.Presence.ALWAYS) {
                    files.get(i).addAll(emptyFile(tables.get(i), messages.length));
                }
            }
            commit(files);
            new WriteOutcome(files, counts).save(Paths.get(request.outcome()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last table first: once S3A's magic committer has committed a folder, uploads to folders in it are gone. */
    private void commit(List<List<WrittenFile>> files) throws IOException {
        for (int i = files.size() - 1; i >= 0; i--) {
            OutputTable table = tables.get(i);
            if (files.get(i).isEmpty()) {
                // No task told the committer anything, and that of S3A cannot commit nothing.
                commitOf(table).abortJob();
                remove(table);
            } else {
                commitOf(table).commitJob();
            }
            Failpoint.COMMITTED.reached(files.size() - i);
        }
    }

    private List<WrittenFile> emptyFile(OutputTable table, int partition) throws IOException {
        TaskSite site = new TaskSite(request.job(), partition, 0, sparkVersion, configuration);
        try (TaskTables tasks = new TaskTables(List.of(table), site)) {
            TaskTable empty = tasks.table(0);
            empty.open();
            empty.end();
            return empty.commit();
        }
    }

    @Override
    public void abort(WriterCommitMessage[] messages) {
        removeFolders();
    }

    private void removeFolders() {
        IOException failure = null;
        for (OutputTable table : tables) {
            try {
                commitOf(table).abortJob();
                remove(table);
            } catch (IOException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw new UncheckedIOException(failure);
        }
    }

    private void remove(OutputTable table) throws IOException {
        Path folder = new Path(table.folder());
        FileSystem files = folder.getFileSystem(configuration);
        files.delete(folder, true);
    }

    private FolderCommit commitOf(OutputTable table) {
        return new FolderCommit(new Path(table.folder()), configuration, request.job());
    }

    /** Makes the writers in the executors. */
    private record TaskWriters(
            List<OutputTable> tables, TaskWork work, String job, String sparkVersion, HadoopSettings settings)
            implements DataWriterFactory {

        @Override
        public DataWriter<InternalRow> createWriter(int partitionId, long taskId) {
            Failpoint.TASK_BEGUN.reached(partitionId + 1);
            TaskSite site = new TaskSite(job, partitionId, taskId, sparkVersion, settings.configuration());
            TaskTables taskTables = new TaskTables(tables, site);
            try {
                return new TaskWriter(work.start(partitionId, taskTables), taskTables);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Hands a task's rows to the work and commits the task's files. */
    private record TaskWriter(TaskWork.Run run, TaskTables tables) implements DataWriter<InternalRow> {

        @Override
        public void write(InternalRow row) throws IOException {
            run.take(row);
        }

        @Override
        public WriterCommitMessage commit() throws IOException {
            return new TaskOutcome(tables.commit(), run.counts());
        }

        @Override
        public void abort() throws IOException {
            tables.abort();
        }

        @Override
        public void close() {
            tables.close();
        }
    }
}
