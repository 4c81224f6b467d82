package io.relata.jobs;

import io.relata.Catalog;
import io.relata.RunId;
import io.relata.jobs.bookmark.Bookmarks;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.config.JobFileReader;
import io.relata.jobs.publish.Publisher;
import io.relata.jobs.publish.RunManifests;
import io.relata.jobs.publish.TargetLayout;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;

/**
 * What a job's runs left: their target and the catalog that shows it, for commands that start no run. Who asks for it
 * closes it.
 *
 * @param layout the target, with a new run id
 */
record PublishedTarget(JobFile job, TargetLayout layout, RunManifests manifests, Publisher publisher, OpenCatalog open)
        implements AutoCloseable {

    /** @throws io.relata.RelataException when the job file is wrong or the target's file system cannot be reached */
    static PublishedTarget of(Path file, SettingOptions options, Surroundings surroundings) {
        JobFile job = new JobFileReader(surroundings.environment(), surroundings.workingDirectory())
                .read(file, options.settings());
        Configuration hadoop =
                SparkSessions.forApplication(job.name()).sparkContext().hadoopConfiguration();
        TargetLayout layout =
                TargetLayout.qualified(job.target().path(), RunId.startingAt(surroundings.clock()), hadoop);
        RunManifests manifests = new RunManifests(layout, hadoop);
        return new PublishedTarget(
                job, layout, manifests, new Publisher(manifests, surroundings.clock()), OpenCatalog.of(job));
    }

    /** Those of the target's runs; what is written goes by the new run id. */
    Bookmarks bookmarks() {
        return new Bookmarks(layout, configuration());
    }

    Configuration configuration() {
        return SparkSessions.forApplication(job.name()).sparkContext().hadoopConfiguration();
    }

    Catalog catalog() {
        return open.catalog();
    }

    @Override
    public void close() {
        open.close();
    }
}
