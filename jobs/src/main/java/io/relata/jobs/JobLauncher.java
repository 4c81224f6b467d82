package io.relata.jobs;

import io.relata.RunId;
import io.relata.jobs.bookmark.FileChoice;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.lineage.Lineage;
import io.relata.jobs.lineage.LineageSetup;
import io.relata.jobs.progress.FollowedRun;
import io.relata.jobs.progress.Progress;
import io.relata.jobs.progress.ProgressStyle;
import io.relata.jobs.progress.RunFailure;
import io.relata.jobs.publish.Publisher;
import io.relata.jobs.publish.RunManifests;
import io.relata.jobs.publish.TargetLayout;
import io.relata.jobs.replay.RejectedEarlier;
import io.relata.jobs.replay.Replay;
import io.relata.jobs.replay.ReplayRequest;
import io.relata.jobs.report.ReportFiles;
import io.relata.jobs.report.RunReport;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/** Starts runs: brings a job file together with Spark, the catalog and the target, and keeps the report. */
final class JobLauncher {

    private final Surroundings surroundings;
    private final Metrics metrics;
    private final Optional<PlanFile> approved;

    JobLauncher(Surroundings surroundings) {
        this(surroundings, Metrics.NONE, Optional.empty());
    }

    /** @param approved the plan that runs carry out; empty where each makes its own */
    JobLauncher(Surroundings surroundings, Metrics metrics, Optional<PlanFile> approved) {
        this.surroundings = surroundings;
        this.metrics = metrics;
        this.approved = approved;
    }

    /** A run that ended well. */
    record Done(RunReport report, ReportFiles.Written files) {}

    /**
     * Runs a job as a new run.
     *
     * @throws io.relata.RelataException when the run failed; its report is kept all the same
     */
    Done run(JobFile job, ProgressStyle style) {
        return run(job, style, FileChoice.ALL);
    }

    /** As {@link #run(JobFile, ProgressStyle)}, of some of the sources' files. */
    Done run(JobFile job, ProgressStyle style, FileChoice choice) {
        WarehouseStep.requireReadable(job);
        try (OpenCatalog catalog = OpenCatalog.of(job)) {
            return run(job, style, running(choice), catalog, layout(job, RunId.startingAt(surroundings.clock())));
        }
    }

    /**
     * Runs a job, unless a run of this id was published before.
     *
     * @return empty when nothing was done
     * @throws io.relata.RelataException as {@link #run(JobFile, ProgressStyle)}, and when the id is used up
     */
    Optional<Done> run(JobFile job, ProgressStyle style, RunId run) {
        return run(job, style, FileChoice.ALL, run);
    }

    /** As {@link #run(JobFile, ProgressStyle, RunId)}, of some of the sources' files. */
    Optional<Done> run(JobFile job, ProgressStyle style, FileChoice choice, RunId run) {
        WarehouseStep.requireReadable(job);
        try (OpenCatalog catalog = OpenCatalog.of(job)) {
            TargetLayout layout = layout(job, run);
            RunManifests manifests = new RunManifests(layout, hadoop(job));
            RepeatedRun repeated = new RepeatedRun(manifests, new Publisher(manifests, surroundings.clock()));
            return repeated.isDone(run, catalog.catalog())
                    ? Optional.empty()
                    : Optional.of(run(job, style, running(choice), catalog, layout));
        }
    }

    /**
     * Takes up again what an earlier run rejected, as a new run.
     *
     * @return empty when nothing of it is left
     * @throws io.relata.RelataException as {@link #run(JobFile, ProgressStyle)}, and when it cannot be taken up again
     */
    Optional<Done> replay(JobFile job, ProgressStyle style, ReplayRequest asked) {
        WarehouseStep.requireReadable(job);
        try (OpenCatalog catalog = OpenCatalog.of(job)) {
            TargetLayout layout = layout(job, RunId.startingAt(surroundings.clock()));
            RejectedEarlier rejected =
                    new RejectedEarlier(job, catalog.catalog(), layout, SparkSessions.forApplication(job.name()));
            Replay replay = rejected.replay(asked);
            if (replay.run().isEmpty()) {
                return Optional.empty();
            }
            // What it takes was taken before, and is noted already.
            FileChoice unnoted =
                    new FileChoice(Optional.empty(), Optional.empty(), Optional.empty(), FileChoice.Noting.PAUSED);
            RunRequest request = new RunRequest(unnoted, Optional.empty(), replay);
            return Optional.of(run(rejected.job(asked, replay), style, request, catalog, layout));
        }
    }

    private RunRequest running(FileChoice choice) {
        return new RunRequest(choice, approved, Replay.NONE);
    }

    private static TargetLayout layout(JobFile job, RunId run) {
        return TargetLayout.qualified(job.target().path(), run, hadoop(job));
    }

    private static Configuration hadoop(JobFile job) {
        return SparkSessions.forApplication(job.name()).sparkContext().hadoopConfiguration();
    }

    private static void failed(Progress progress, RuntimeException failure, Optional<RunFailure.Report> report) {
        progress.failed(
                new RunFailure(ErrorLine.message(failure), ExitCode.of(failure).number(), report));
    }

    private Done run(JobFile job, ProgressStyle style, RunRequest request, OpenCatalog catalog, TargetLayout layout) {
        SparkSession spark = SparkSessions.forApplication(job.name());
        Progress progress = new Progress(
                surroundings.err(),
                style,
                new FollowedRun(layout.run().value(), job.name()),
                JobRun.steps(job),
                surroundings.clock());
        Optional<Lineage> lineage = new LineageSetup(
                        hadoop(job),
                        surroundings.environment(),
                        RunReport.Versions.running(spark.version()),
                        surroundings.launch())
                .of(job, layout.run(), catalog.catalog(), progress::warned);
        JobRun run = new JobRun(job, spark, catalog, layout, request, surroundings, progress);
        ReportFiles reports = new ReportFiles(hadoop(job));
        lineage.ifPresent(told -> told.started(surroundings.clock().instant()));
        try {
            RunReport report = told(run.run(), run, lineage);
            Done done = new Done(report, reports.write(report, layout.target()));
            metrics.tell(report, surroundings.out());
            return done;
        } catch (RuntimeException e) {
            try {
                RunReport report = told(run.failed(e), run, lineage);
                metrics.tell(report, surroundings.out());
                ReportFiles.Written files = reports.write(report, layout.target());
                failed(progress, e, Optional.of(new RunFailure.Report(files.report(), files.page())));
            } catch (RuntimeException unwritten) {
                e.addSuppressed(unwritten);
                failed(progress, e, Optional.empty());
            }
            throw style.tellsErrors() ? new ToldFailure(e) : e;
        }
    }

    /** The report, once lineage has told of the run, and with what is to be said of that. */
    private static RunReport told(RunReport report, JobRun run, Optional<Lineage> lineage) {
        lineage.ifPresent(told -> told.ended(report, run.published()));
        return report.noted(lineage.map(Lineage::notes).orElse(List.of()));
    }
}
