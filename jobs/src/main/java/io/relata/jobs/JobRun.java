package io.relata.jobs;

import io.relata.Catalog;
import io.relata.Failpoint;
import io.relata.RelataException;
import io.relata.TableName;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.lineage.Lineage;
import io.relata.jobs.progress.Progress;
import io.relata.jobs.publish.FooterCheck;
import io.relata.jobs.publish.Publication;
import io.relata.jobs.publish.PublishedSchema;
import io.relata.jobs.publish.Publisher;
import io.relata.jobs.publish.Recovered;
import io.relata.jobs.publish.Recovery;
import io.relata.jobs.publish.RunManifest;
import io.relata.jobs.publish.RunManifests;
import io.relata.jobs.publish.StagedTable;
import io.relata.jobs.publish.TargetLayout;
import io.relata.jobs.report.Check;
import io.relata.jobs.report.RunLog;
import io.relata.jobs.report.RunReport;
import io.relata.jobs.report.SchemaChange;
import io.relata.jobs.report.SurveyReport;
import io.relata.transforms.plan.PublishedTables;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/** One run of a job, from its sources to the warehouse. Used once, by one thread. */
final class JobRun {

    /** How many steps every {@link #run} shows. */
    static final int STEPS = 6;

    private final JobFile job;
    private final SparkSession spark;
    private final Catalog catalog;
    private final TargetLayout layout;
    private final Clock clock;
    private final Map<String, String> environment;
    private final RunLog log;
    private final Steps steps;
    private final Publisher publisher;
    private final Recovery recovery;
    private final Staging staging;
    private final QueryAids aids;
    private final Set<TableName> writing = new LinkedHashSet<>();
    private final RunManifests manifests;
    private final RunRequest request;
    private Optional<Lineage.Published> shown = Optional.empty();

    /** What the survey step found: the files, their records, and what readers know of those of before. */
    private record Surveyed(
            RunFiles files, TakenFiles taken, Map<String, SourceRecords> records, PublishedSchema history) {

        /** Whether there are files, and none is new. */
        boolean isNothing() {
            return records.isEmpty();
        }
    }

    JobRun(
            JobFile job,
            SparkSession spark,
            OpenCatalog open,
            TargetLayout layout,
            RunRequest request,
            Surroundings surroundings,
            Progress progress) {
        Configuration hadoop = spark.sparkContext().hadoopConfiguration();
        this.job = job;
        this.spark = spark;
        this.catalog = open.catalog();
        this.layout = layout;
        this.request = request;
        this.clock = surroundings.clock();
        this.environment = surroundings.environment();
        this.log = new RunLog(layout.run(), job.name(), RunReport.Versions.running(spark.version()), clock);
        surroundings.launch().ifPresent(log::launched);
        this.steps = new Steps(spark, progress, log, shownRun(surroundings.launch()));
        this.manifests = new RunManifests(layout, hadoop);
        this.publisher = new Publisher(manifests, clock);
        this.recovery = new Recovery(manifests, publisher);
        this.aids = new QueryAids(job, spark, open, clock);
        this.staging = new Staging(job, layout, spark, catalog, log, writing, clock);
    }

    /** What Spark's UI calls the run. */
    private String shownRun(Optional<RunReport.Launch> launch) {
        return job.name() + " " + layout.run()
                + launch.map(by -> " (" + by.service() + " " + by.job()
                                + by.run().map(id -> " " + id).orElse("") + ")")
                        .orElse("");
    }

    /** How many steps the run of a job shows. */
    static int steps(JobFile job) {
        return STEPS + (job.checks().isEmpty() ? 0 : 1) + (QueryAids.areAskedFor(job) ? 1 : 0);
    }

    /**
     * The line that every run follows.
     *
     * @throws RelataException when a step failed; nothing of the run is then published, unless refreshing failed
     */
    RunReport run() {
        try {
            Surveyed surveyed = steps.step("survey", this::survey);
            if (!surveyed.isNothing()) {
                load(surveyed);
            }
            if (!surveyed.isNothing() || SourceTable.areAllThere(job, catalog)) {
                steps.step("refresh", () -> new WarehouseStep(job, catalog, spark, environment).refresh(log));
            }
            return log.done();
        } catch (RuntimeException e) {
            throw abandoned(e);
        } finally {
            Failpoint.CLEANUP.reached();
            TargetFolder.removeUnused(layout, writing, spark.sparkContext().hadoopConfiguration());
        }
    }

    private void load(Surveyed surveyed) {
        JobPlan plan = steps.step("plan", () -> plan(surveyed));
        TableLoads loads = TableLoads.of(job, plan, catalog, request.replay());
        // Only now: the rows will come beside those of the runs that the tables showed a moment ago.
        surveyed.files().requireShown();
        List<StagedTable> shredded = steps.step("shred", () -> staging.shred(plan, loads));
        List<StagedTable> staged = steps.step("derive", () -> staging.derive(plan, shredded, loads));
        log.sized(WrittenFiles.of(job, plan, staged));
        if (!job.checks().isEmpty()) {
            steps.step("check", () -> check(staged));
        }
        Publication published = steps.step("publish", () -> publish(plan, staged, loads, surveyed));
        shown = Optional.of(new Lineage.Published(plan.relational()));
        log.noted(published.notRefreshed().stream()
                .map(table -> "Table " + table + " was not written by this run and shows an earlier one's rows.")
                .toList());
        if (QueryAids.areAskedFor(job)) {
            log.noted(steps.step("tune", () -> aids.give(published)));
        }
    }

    /** What readers see of the run by now; empty while they see nothing of it. */
    Optional<Lineage.Published> published() {
        return shown;
    }

    /** The report of a run that threw {@code failure}. */
    RunReport failed(Throwable failure) {
        return log.failed(failure, ExitCode.of(failure).number());
    }

    private Surveyed survey() {
        TargetFolder.requireWritable(layout, spark.sparkContext().hadoopConfiguration());
        log.noted(recovery.recover(catalog, job.catalog().catalog()).stream()
                .map(Recovered::sentence)
                .toList());
        job.sources().values().forEach(source -> log.read(source.inputs()));
        Configuration hadoop = spark.sparkContext().hadoopConfiguration();
        RunFiles files = RunFiles.of(job, catalog, layout, hadoop, request.files());
        TakenFiles taken = files.take(request.replay());
        log.noted(
                request.isReplay()
                        ? request.replay().notes()
                        : taken.notes(job.sources().keySet()));
        PublishedSchema history = SchemaHistory.of(job, manifests, catalog);
        if (taken.areNone(job.sources().keySet())) {
            log.noted(List.of("No file is new, so nothing was published."));
            return new Surveyed(files, taken, Map.of(), history);
        }
        KnownColumns columns = new KnownColumns(job, catalog, manifests);
        PublishedSchema known =
                request.approved().map(plan -> plan.planned(job, history)).orElse(history);
        Map<String, SourceRecords> records = Sources.survey(job, spark, catalog, known, taken, columns, environment);
        records.values().forEach(this::note);
        return new Surveyed(files, taken, records, history);
    }

    private void note(SourceRecords source) {
        log.noted(source.notes());
        KeysAsData.of(job, source).ifPresent(keys -> log.noted(keys.sentences()));
        if (source instanceof SourceBytes bytes) {
            bytes.survey()
                    .ifPresent(survey -> log.surveyed(SurveyReport.of(
                            survey, bytes.json().sampledBytes(), bytes.json().clashes())));
        }
    }

    private JobPlan plan(Surveyed surveyed) {
        Failpoint.SURVEYED.reached();
        PublishedTables known = surveyed.history().tables();
        JobPlan plan = JobPlan.of(job, surveyed.records(), known);
        List<SchemaChange> changes =
                PlanDifference.of(plan, known, job.catalog().database(), catalog);
        log.changes(changes);
        request.approved().ifPresent(one -> one.require(job, new DryPlan(plan, layout, changes)));
        new ContractCheck(job, plan, known).check(changes);
        plan.relational().ifPresent(relational -> log.noted(relational.notes()));
        return plan;
    }

    private List<Check> check(List<StagedTable> staged) {
        List<Check> results = new TableChecks(job, spark, staged).results();
        log.checked(results);
        TableChecks.require(job, results);
        return results;
    }

    private Publication publish(JobPlan plan, List<StagedTable> staged, TableLoads loads, Surveyed surveyed) {
        Failpoint.STAGED.reached();
        Configuration hadoop = spark.sparkContext().hadoopConfiguration();
        List<StagedTable> whole = staged.stream()
                .map(table -> loads.withEarlierRows(table, clock.instant(), hadoop))
                .toList();
        List<StagedTable> all = SpectrumTables.with(whole, job, catalog, hadoop);
        new FooterCheck(hadoop).check(all);
        surveyed.files().note(surveyed.taken());
        return publisher.publish(manifest(plan, all), catalog);
    }

    private RunManifest manifest(JobPlan plan, List<StagedTable> tables) {
        List<String> inputs = job.sources().values().stream()
                .flatMap(source -> source.inputs().stream())
                .toList();
        return RunManifest.staged(
                layout.run(), job.name(), job.catalog().catalog(), clock.instant(), tables, inputs, plan.published());
    }

    private RuntimeException abandoned(RuntimeException failure) {
        try {
            publisher.abandon(layout.run(), writing);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }
}
