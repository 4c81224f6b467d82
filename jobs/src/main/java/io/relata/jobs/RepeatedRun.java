package io.relata.jobs;

import io.relata.Catalog;
import io.relata.Problem;
import io.relata.RelataException;
import io.relata.RunId;
import io.relata.jobs.publish.Publisher;
import io.relata.jobs.publish.RunManifest;
import io.relata.jobs.publish.RunManifests;
import java.util.Optional;

/** Keeps a run that is started once more under its id from loading its records twice. */
final class RepeatedRun {

    private final RunManifests manifests;
    private final Publisher publisher;

    RepeatedRun(RunManifests manifests, Publisher publisher) {
        this.manifests = manifests;
        this.publisher = publisher;
    }

    /**
     * Whether the run has nothing left to do: it was published, or had written all and is published now.
     *
     * @throws RelataException when the run was undone: its id is used up
     */
    boolean isDone(RunId run, Catalog catalog) {
        Optional<RunManifest> manifest = manifests.find(run);
        if (manifest.isEmpty()) {
            return false;
        }
        switch (manifest.get().state()) {
            case PUBLISHED -> {}
            case STAGED, PUBLISHING -> publisher.publish(manifest.get(), catalog);
            case UNDONE ->
                throw RelataException.usage(new Problem(
                        "Cannot run " + manifest.get().job() + " as run " + run,
                        "--run-id",
                        "a run of this id was undone at " + manifest.get().updated(),
                        "Give another run id, or none"));
        }
        return true;
    }
}
