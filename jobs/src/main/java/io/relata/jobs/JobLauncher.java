package io.relata.jobs;

import io.relata.Catalog;
import io.relata.RunId;
import io.relata.catalog.glue.GlueCatalog;
import io.relata.catalog.glue.GlueSettings;
import io.relata.catalog.local.LocalCatalog;
import io.relata.jobs.config.CatalogSpec;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.progress.Progress;
import io.relata.jobs.progress.ProgressStyle;
import io.relata.jobs.publish.TargetLayout;
import io.relata.jobs.report.ReportFiles;
import io.relata.jobs.report.RunReport;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/** Starts runs: brings a job file together with Spark, the catalog and the target, and keeps the report. */
final class JobLauncher {

    private final Surroundings surroundings;

    JobLauncher(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** A run that ended well. */
    record Done(RunReport report, String reportPath) {}

    /** @throws io.relata.RelataException when the run failed; its report is kept all the same */
    Done run(JobFile job, ProgressStyle style) {
        WarehouseStep.requireReadable(job);
        Catalog catalog = catalog(job);
        SparkSession spark = SparkSessions.forApplication(job.name());
        Configuration hadoop = spark.sparkContext().hadoopConfiguration();
        TargetLayout layout =
                TargetLayout.qualified(job.target().path(), RunId.startingAt(surroundings.clock()), hadoop);
        Progress progress = new Progress(surroundings.err(), style, JobRun.STEPS, surroundings.clock());
        JobRun run = new JobRun(job, spark, catalog, layout, surroundings.clock(), progress);
        ReportFiles reports = new ReportFiles(hadoop);
        try {
            RunReport report = run.run();
            return new Done(report, reports.write(report, layout.target()));
        } catch (RuntimeException e) {
            try {
                surroundings.err().println("report: " + reports.write(run.failed(e), layout.target()));
            } catch (RuntimeException unwritten) {
                e.addSuppressed(unwritten);
            }
            throw e;
        }
    }

    static Catalog catalog(JobFile job) {
        if (job.catalog() instanceof CatalogSpec.Glue glue) {
            return GlueCatalog.open(new GlueSettings(
                    glue.region().orElseGet(GlueSettings::surroundingRegion),
                    glue.endpoint().map(URI::create),
                    glue.catalogId()));
        }
        CatalogSpec.Local local = (CatalogSpec.Local) job.catalog();
        return new LocalCatalog(LocalPath.of(local.path(), "catalog.path"));
    }
}
