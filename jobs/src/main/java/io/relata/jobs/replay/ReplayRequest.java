package io.relata.jobs.replay;

import static java.util.Objects.requireNonNull;

import io.relata.RunId;
import java.util.Optional;

/**
 * What a person asks of a replay.
 *
 * @param run whose rejected records go through the line again
 * @param corrected a file of JSON lines that take their place, absolute or with a scheme; empty where they are read again
 */
public record ReplayRequest(RunId run, Optional<String> corrected) {

    public ReplayRequest {
        requireNonNull(run, "run");
        requireNonNull(corrected, "corrected");
    }
}
