package io.relata.jobs;

import io.relata.Catalog;
import io.relata.RunId;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.config.JobFileReader;
import io.relata.jobs.merge.Validity;
import io.relata.jobs.publish.PublishedSchema;
import io.relata.jobs.publish.RunManifests;
import io.relata.jobs.publish.TargetLayout;
import io.relata.jobs.report.SchemaChange;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code relata plan JOB.yaml}. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = {
            "Shows the tables that a run would write, and how they differ from what is published.",
            "Exit code 2 when they differ. Writes nothing."
        })
final class PlanCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(paramLabel = "JOB.yaml", description = "The job file.")
    private Path file = Path.of("");

    @Mixin
    private RunOptions options = new RunOptions();

    @Mixin
    private FileOptions files = new FileOptions();

    @Mixin
    private WindowOptions window = new WindowOptions();

    PlanCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        JobFile job = window.windowed(
                new JobFileReader(surroundings.environment(), surroundings.workingDirectory())
                        .read(file, options.settings()),
                files.choice());
        try (OpenCatalog open = OpenCatalog.of(job)) {
            return plan(job, open.catalog());
        }
    }

    private int plan(JobFile job, Catalog catalog) {
        SparkSession spark = SparkSessions.forApplication(job.name());
        Configuration hadoop = spark.sparkContext().hadoopConfiguration();
        TargetLayout layout =
                TargetLayout.qualified(job.target().path(), RunId.startingAt(surroundings.clock()), hadoop);
        RunManifests manifests = new RunManifests(layout, hadoop);
        PublishedSchema history = SchemaHistory.of(job, manifests, catalog);
        TakenFiles taken =
                RunFiles.of(job, catalog, layout, hadoop, files.choice()).take();
        if (taken.areNone(job.sources().keySet())) {
            surroundings.out().println("No file is new, so a run would publish nothing.");
            return ExitCode.DONE.number();
        }
        KnownColumns columns = new KnownColumns(job, catalog, manifests);
        JobPlan plan = JobPlan.of(
                job,
                Sources.survey(job, spark, catalog, history, taken, columns, surroundings.environment()),
                history.tables());
        plan.relational().ifPresent(relational -> surroundings.out().println(relational.describe()));
        if (!plan.partitions().isNone()) {
            surroundings
                    .out()
                    .println("Every table is partitioned by "
                            + RunSummary.shown(
                                    String.join(", ", plan.partitions().names())) + ".\n");
        }
        if (!plan.history().isNone()) {
            surroundings
                    .out()
                    .println("Every table has the columns " + Validity.FROM + ", " + Validity.TO + " and "
                            + Validity.CURRENT + " behind these.\n");
        }
        TableLoads.of(job, plan, catalog);
        plan.records().forEach(this::tell);
        List<SchemaChange> changes =
                PlanDifference.of(plan, history.tables(), job.catalog().database(), catalog);
        if (changes.isEmpty()) {
            surroundings.out().println("No changes: the catalog has these tables with these columns.");
            return ExitCode.DONE.number();
        }
        surroundings.out().println("Changes to database " + job.catalog().database() + ":");
        changes.forEach(change -> surroundings.out().println("  " + RunSummary.shown(change.line())));
        return ExitCode.PLAN_HAS_CHANGES.number();
    }

    private void tell(String source, SourceRecords records) {
        if (!records.notes().isEmpty()) {
            surroundings.out().println("Source " + source + ":");
            records.notes().forEach(note -> surroundings.out().println("  " + RunSummary.shown(note)));
            surroundings.out().println();
        }
    }
}
