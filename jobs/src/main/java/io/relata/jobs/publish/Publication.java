package io.relata.jobs.publish;

import io.relata.TableName;
import java.util.List;

/**
 * What publishing a run did.
 *
 * @param manifest the run's manifest, published
 * @param moved the tables that were moved to the run, in order
 * @param alreadyThere the tables that an earlier attempt to publish this run had moved
 */
public record Publication(RunManifest manifest, List<TableName> moved, List<TableName> alreadyThere) {

    public Publication {
        moved = List.copyOf(moved);
        alreadyThere = List.copyOf(alreadyThere);
    }

    /** Tables of the target that show what an earlier run of the job wrote, since this run did not write them. */
    public List<TableName> notRefreshed() {
        return manifest.notRefreshed();
    }
}
