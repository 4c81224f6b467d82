package io.relata.jobs;

import io.relata.jobs.config.Contract;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.publish.PublishedSchema;
import io.relata.jobs.publish.RunManifest;
import io.relata.jobs.publish.RunManifests;

/** Finds what a job's plan goes on from. */
final class SchemaHistory {

    private SchemaHistory() {}

    /**
     * What the job's last published run of the same root knew; nothing where the job promises its readers nothing.
     */
    static PublishedSchema of(JobFile job, RunManifests manifests) {
        if (job.contract() == Contract.NONE || job.relationalize().isEmpty()) {
            return PublishedSchema.NONE;
        }
        String root = job.relationalize().get().root();
        return manifests
                .published(job.name())
                .filter(run -> run.catalog().equals(job.catalog().catalog()))
                .map(RunManifest::schema)
                .filter(schema -> schema.tables().root().equals(root))
                .findFirst()
                .orElse(PublishedSchema.NONE);
    }
}
