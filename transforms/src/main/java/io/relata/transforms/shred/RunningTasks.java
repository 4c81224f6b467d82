package io.relata.transforms.shred;

import java.time.Duration;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;

/**
 * The tasks that Spark runs while this is open. A job fails with its first task, and the others write on until they
 * notice: what is deleted before they end comes back.
 */
public final class RunningTasks extends SparkListener implements AutoCloseable {

    private static final Duration UNTIL_TOLD = Duration.ofSeconds(1);

    private final SparkContext context;
    private int jobs;
    private int jobsEnded;
    private int running;

    public RunningTasks(SparkContext context) {
        this.context = context;
        context.addSparkListener(this);
    }

    /**
     * Waits until every job has ended with all its tasks, or the time is over. Spark tells of jobs some moments late, so
     * one that is not known of yet is waited for, for a second.
     */
    public synchronized void awaitEnd(Duration longest) {
        long start = System.nanoTime();
        try {
            while (jobs == 0 || jobsEnded < jobs || running > 0) {
                Duration most = jobs == 0 ? UNTIL_TOLD : longest;
                long left = (start + most.toNanos() - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return;
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void onJobStart(SparkListenerJobStart job) {
        jobs++;
        notifyAll();
    }

    @Override
    public synchronized void onJobEnd(SparkListenerJobEnd job) {
        jobsEnded++;
        notifyAll();
    }

    @Override
    public synchronized void onTaskStart(SparkListenerTaskStart task) {
        running++;
    }

    @Override
    public synchronized void onTaskEnd(SparkListenerTaskEnd task) {
        running--;
        notifyAll();
    }

    @Override
    public void close() {
        context.removeSparkListener(this);
    }
}
