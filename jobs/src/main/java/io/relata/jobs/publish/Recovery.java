package io.relata.jobs.publish;

import io.relata.Catalog;
import io.relata.RelataException;
import io.relata.RunId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Brings to an end what runs left in the midst of publishing: each is finished, or undone where another run has taken
 * one of its tables meanwhile. A run that is not dead but slow comes to the same end. Safe to repeat, and safe for use
 * by several processes.
 */
public final class Recovery {

    private final RunManifests manifests;
    private final Publisher publisher;

    public Recovery(RunManifests manifests, Publisher publisher) {
        this.manifests = manifests;
        this.publisher = publisher;
    }

    /**
     * Recovers the target's unfinished runs, the earliest first.
     *
     * @param catalogName the catalog as manifests name it; runs that publish to another one are left alone
     * @throws RelataException when the catalog or the target refused; what was recovered until then stays so
     */
    public List<Recovered> recover(Catalog catalog, String catalogName) {
        List<Recovered> recovered = new ArrayList<>();
        for (RunId run : manifests.unfinished()) {
            Optional<RunManifest> manifest =
                    manifests.find(run).filter(found -> found.catalog().equals(catalogName));
            if (manifest.isPresent()) {
                outcome(manifest.get(), catalog).ifPresent(outcome -> recovered.add(new Recovered(run, outcome)));
            }
        }
        return recovered;
    }

    private Optional<Recovered.Outcome> outcome(RunManifest manifest, Catalog catalog) {
        switch (manifest.state()) {
            case STAGED -> {
                // Nothing has moved yet, and whoever publishes it may be about to begin.
                return Optional.empty();
            }
            case PUBLISHED, UNDONE -> {
                manifests.forget(manifest.run());
                return Optional.empty();
            }
            case PUBLISHING -> {
                return Optional.of(finish(manifest, catalog));
            }
        }
        throw new IllegalStateException("Not a state: " + manifest.state());
    }

    private Recovered.Outcome finish(RunManifest manifest, Catalog catalog) {
        try {
            publisher.publish(manifest, catalog);
            return Recovered.Outcome.FINISHED;
        } catch (RelataException e) {
            if (e.kind() == RelataException.Kind.TARGET_HELD) {
                return Recovered.Outcome.UNDONE;
            }
            throw e;
        }
    }
}
