package io.relata.transforms.shred;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.JobStatus;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitter;
import org.apache.hadoop.mapreduce.lib.output.PathOutputCommitter;
import org.apache.hadoop.mapreduce.lib.output.PathOutputCommitterFactory;

/**
 * Hadoop's file committer, which writes down what it is asked to do: the folder's name, the call, and the job that the
 * configuration tells S3A's committers of.
 */
public final class RecordingCommitter extends FileOutputCommitter {

    private static final String CALLS = "relata.test.calls";

    private final String folder;

    private RecordingCommitter(Path folder, TaskAttemptContext context) throws IOException {
        super(folder, context);
        this.folder = folder.getName();
    }

    /** Makes this committer that of local files. */
    static void register(Configuration configuration, java.nio.file.Path calls) {
        configuration.set("mapreduce.outputcommitter.factory.scheme.file", Factory.class.getName());
        configuration.set(CALLS, calls.toString());
    }

    @Override
    public void setupJob(JobContext context) throws IOException {
        record("setupJob", context);
        super.setupJob(context);
    }

    @Override
    public void commitJob(JobContext context) throws IOException {
        record("commitJob", context);
        super.commitJob(context);
    }

    @Override
    public void abortJob(JobContext context, JobStatus.State state) throws IOException {
        record("abortJob", context);
        super.abortJob(context, state);
    }

    @Override
    public void setupTask(TaskAttemptContext context) throws IOException {
        record("setupTask " + attempt(context), context);
        super.setupTask(context);
    }

    @Override
    public void commitTask(TaskAttemptContext context) throws IOException {
        record("commitTask " + attempt(context), context);
        super.commitTask(context);
    }

    @Override
    public void abortTask(TaskAttemptContext context) throws IOException {
        record("abortTask " + attempt(context), context);
        super.abortTask(context);
    }

    private static int attempt(TaskAttemptContext context) {
        return context.getTaskAttemptID().getId();
    }

    private void record(String call, JobContext context) {
        Configuration configuration = context.getConfiguration();
        String line = folder + " " + call + " of job " + configuration.get("spark.sql.sources.writeJobUUID");
        try {
            Files.write(
                    Paths.get(configuration.get(CALLS)),
                    List.of(line),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Made by Hadoop. */
    public static final class Factory extends PathOutputCommitterFactory {

        /** Made by Hadoop. */
        public Factory() {}

        @Override
        public PathOutputCommitter createOutputCommitter(Path folder, TaskAttemptContext context) throws IOException {
            return new RecordingCommitter(folder, context);
        }
    }
}
