package io.relata.jobs;

import io.relata.Catalog;
import io.relata.RunId;
import io.relata.jobs.bookmark.FileChoice;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.publish.PublishedSchema;
import io.relata.jobs.publish.RunManifests;
import io.relata.jobs.publish.TargetLayout;
import io.relata.jobs.replay.Replay;
import io.relata.jobs.report.SchemaChange;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/**
 * What a run would do now, of which nothing is written.
 *
 * @param layout where it would write
 * @param changes how its tables differ from the published ones
 */
record DryPlan(JobPlan plan, TargetLayout layout, List<SchemaChange> changes) {

    DryPlan {
        changes = List.copyOf(changes);
    }

    /**
     * Plans the next run of a job.
     *
     * @return empty where no file is new
     * @throws io.relata.RelataException when the sources cannot be read, or a run could not write what is planned
     */
    static Optional<DryPlan> of(JobFile job, Catalog catalog, FileChoice choice, Surroundings surroundings) {
        SparkSession spark = SparkSessions.forApplication(job.name());
        Configuration hadoop = spark.sparkContext().hadoopConfiguration();
        TargetLayout layout =
                TargetLayout.qualified(job.target().path(), RunId.startingAt(surroundings.clock()), hadoop);
        RunManifests manifests = new RunManifests(layout, hadoop);
        PublishedSchema history = SchemaHistory.of(job, manifests, catalog);
        TakenFiles taken = RunFiles.of(job, catalog, layout, hadoop, choice).take(Replay.NONE);
        if (taken.areNone(job.sources().keySet())) {
            return Optional.empty();
        }
        KnownColumns columns = new KnownColumns(job, catalog, manifests);
        JobPlan plan = JobPlan.of(
                job,
                Sources.survey(job, spark, catalog, history, taken, columns, surroundings.environment()),
                history.tables());
        TableLoads.of(job, plan, catalog, Replay.NONE);
        return Optional.of(new DryPlan(
                plan,
                layout,
                PlanDifference.of(plan, history.tables(), job.catalog().database(), catalog)));
    }

    /** What the run is expected to take and give; some of its input is read and written for that. */
    Optional<Expectation> expectation(JobFile job) {
        return Expectation.of(
                job,
                plan,
                SparkSessions.forApplication(job.name()).sparkContext().hadoopConfiguration());
    }

    /** By source what looks like data in its keys. */
    List<KeysAsData> keysAsData(JobFile job) {
        return plan.records().values().stream()
                .flatMap(records -> KeysAsData.of(job, records).stream())
                .toList();
    }
}
