package io.relata.transforms.shred;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.JobStatus;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskID;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.mapreduce.lib.output.PathOutputCommitter;
import org.apache.hadoop.mapreduce.lib.output.PathOutputCommitterFactory;
import org.apache.hadoop.mapreduce.task.JobContextImpl;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;

/**
 * Commits the files of one folder through the output committer that Hadoop is configured with for the folder's file
 * system: S3A's magic committer, EMR's own, or the file committer. It knows no committer by name and sets none.
 */
final class FolderCommit {

    private final Path folder;
    private final Configuration configuration;
    private final String job;

    /**
     * @param folder the folder that will hold the files
     * @param job digits that name the job, the same on the driver and in every task
     */
    FolderCommit(Path folder, Configuration configuration, String job) {
        this.folder = folder;
        this.job = job;
        this.configuration = new Configuration(configuration);
        // by this key Spark tells S3A's committers which job they serve
        this.configuration.set("spark.sql.sources.writeJobUUID", job);
        this.configuration.setBoolean("mapreduce.task.ismap", true);
        this.configuration.set("mapreduce.job.id", jobId().toString());
    }

    void setUpJob() throws IOException {
        driverCommitter().setupJob(jobContext());
    }

    void commitJob() throws IOException {
        driverCommitter().commitJob(jobContext());
    }

    void abortJob() throws IOException {
        driverCommitter().abortJob(jobContext(), JobStatus.State.FAILED);
    }

    /** Begins an attempt at a task. */
    Attempt attempt(int partition, long attempt) throws IOException {
        TaskAttemptContext context = taskContext(partition, attempt);
        PathOutputCommitter committer = PathOutputCommitterFactory.createCommitter(folder, context);
        committer.setupTask(context);
        return new Attempt(committer, context);
    }

    private PathOutputCommitter driverCommitter() throws IOException {
        return PathOutputCommitterFactory.createCommitter(folder, taskContext(0, 0));
    }

    private JobContext jobContext() {
        return new JobContextImpl(configuration, jobId());
    }

    private JobID jobId() {
        return new JobID(job, 0);
    }

    private TaskAttemptContext taskContext(int partition, long attempt) {
        TaskID task = new TaskID(jobId(), TaskType.MAP, partition);
        TaskAttemptID id = new TaskAttemptID(task, (int) (attempt & Integer.MAX_VALUE));
        Configuration own = new Configuration(configuration);
        own.set("mapreduce.task.id", task.toString());
        own.set("mapreduce.task.attempt.id", id.toString());
        own.setInt("mapreduce.task.partition", partition);
        return new TaskAttemptContextImpl(own, id);
    }

    /** One attempt at a task, as this folder sees it. */
    static final class Attempt {

        private final PathOutputCommitter committer;
        private final TaskAttemptContext context;

        private Attempt(PathOutputCommitter committer, TaskAttemptContext context) {
            this.committer = committer;
            this.context = context;
        }

        /** Where the attempt writes; nothing there is seen before the commit. */
        Path workFolder() throws IOException {
            return committer.getWorkPath();
        }

        Configuration configuration() {
            return context.getConfiguration();
        }

        void commit() throws IOException {
            if (committer.needsTaskCommit(context)) {
                committer.commitTask(context);
            }
        }

        void abort() throws IOException {
            committer.abortTask(context);
        }
    }
}
