package io.relata.jobs;

import io.relata.jobs.progress.Progress;
import io.relata.jobs.progress.SparkActivity;
import io.relata.jobs.report.RunLog;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/** Runs the steps of a run one after the other and lets everyone who follows it know: person, Spark's UI and report. */
final class Steps {

    private final SparkSession spark;
    private final Progress progress;
    private final RunLog log;
    private final String run;

    /** @param run what Spark's UI calls the run */
    Steps(SparkSession spark, Progress progress, RunLog log, String run) {
        this.spark = spark;
        this.progress = progress;
        this.log = log;
        this.run = run;
    }

    <T> T step(String name, Supplier<T> work) {
        log.begin(name);
        Progress.Step step = progress.start(name);
        SparkActivity activity = SparkActivity.during(step, spark, run);
        try {
            T result = work.get();
            step.end();
            return result;
        } catch (RuntimeException e) {
            step.fail();
            throw e;
        } finally {
            activity.close();
        }
    }
}
