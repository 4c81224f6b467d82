package io.relata.jobs.progress;

import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;
import org.apache.spark.SparkContext;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;

/**
 * Follows Spark's tasks for one step until it is closed, and names the step in Spark's UI. Spark reports a task when it
 * has ended, some moments late; the last tasks of a step may come after its end. One step of an application at a time.
 */
public final class SparkActivity implements AutoCloseable {

    private static final Duration TICK = Duration.ofSeconds(1);

    private final SparkContext context;
    private final SparkListener listener;
    private final Timer timer;

    private SparkActivity(SparkContext context, SparkListener listener, Timer timer) {
        this.context = context;
        this.listener = listener;
        this.timer = timer;
    }

    /**
     * Feeds {@code step} until the result is closed, by the thread that called this.
     *
     * @param run what Spark's UI calls the run of which it is a step
     */
    public static SparkActivity during(Progress.Step step, SparkSession spark, String run) {
        SparkContext context = spark.sparkContext();
        SparkListener listener = new Listener(step);
        context.addSparkListener(listener);
        context.setJobDescription(run + ": " + step.name());
        return new SparkActivity(context, listener, ticking(step));
    }

    /** While long tasks run, a person sees that time passes. */
    private static Timer ticking(Progress.Step step) {
        Timer timer = new Timer("progress", true);
        TimerTask tick = new TimerTask() {
            @Override
            public void run() {
                step.tick();
            }
        };
        timer.schedule(tick, TICK.toMillis(), TICK.toMillis());
        return timer;
    }

    @Override
    public void close() {
        timer.cancel();
        context.removeSparkListener(listener);
        context.setLocalProperty("spark.job.description", null);
    }

    private static final class Listener extends SparkListener {

        private final Progress.Step step;

        Listener(Progress.Step step) {
            this.step = step;
        }

        @Override
        public void onStageSubmitted(SparkListenerStageSubmitted stage) {
            step.expect(stage.stageInfo().numTasks());
        }

        @Override
        public void onTaskEnd(SparkListenerTaskEnd task) {
            TaskMetrics metrics = task.taskMetrics();
            // A task that was killed before it began has no metrics, and a failed one comes again.
            if (metrics != null && task.taskInfo().successful()) {
                step.finishedTask(
                        metrics.inputMetrics().recordsRead(),
                        metrics.outputMetrics().recordsWritten());
            }
        }
    }
}
