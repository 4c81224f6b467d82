package io.relata.jobs;

import io.relata.Catalog;
import io.relata.RunId;
import io.relata.jobs.config.Contract;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.config.RelationalizeSpec;
import io.relata.jobs.publish.PublishedSchema;
import io.relata.jobs.publish.RunManifest;
import io.relata.jobs.publish.RunManifests;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructType;

/** Finds what a job's plan goes on from. */
final class SchemaHistory {

    private SchemaHistory() {}

    /**
     * What the run knew that the root table shows; where there is no such table, the job's last published run of the same
     * root. Nothing where the job promises its readers nothing.
     */
    static PublishedSchema of(JobFile job, RunManifests manifests, Catalog catalog) {
        if (job.contract() == Contract.NONE || job.relationalize().isEmpty()) {
            return PublishedSchema.NONE;
        }
        RelationalizeSpec relationalize = job.relationalize().get();
        Stream<RunManifest> shown = shown(job, relationalize, catalog).flatMap(manifests::find).stream();
        return Stream.concat(shown, manifests.published(job.name()))
                .filter(run -> run.catalog().equals(job.catalog().catalog()))
                .map(RunManifest::schema)
                .filter(schema -> schema.tables().root().equals(relationalize.root()))
                .findFirst()
                .orElse(PublishedSchema.NONE);
    }

    /** The run that the root table shows, if its name is what the job file says or the root's own. */
    private static Optional<RunId> shown(JobFile job, RelationalizeSpec relationalize, Catalog catalog) {
        return SourceTable.find(job, relationalize.source(), catalog)
                .map(table -> table.definition().run());
    }

    /** The records' schema of the run that the root table shows, whatever the contract; empty where that is not known. */
    static Optional<StructType> shownSource(JobFile job, RunManifests manifests, Catalog catalog) {
        return job.relationalize()
                .flatMap(spec -> shown(job, spec, catalog))
                .flatMap(manifests::find)
                .map(run -> run.schema().source())
                .filter(schema -> !schema.isEmpty());
    }
}
