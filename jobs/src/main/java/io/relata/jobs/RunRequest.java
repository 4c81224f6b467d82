package io.relata.jobs;

import static java.util.Objects.requireNonNull;

import io.relata.jobs.bookmark.FileChoice;
import io.relata.jobs.replay.Replay;
import java.util.Optional;

/**
 * What a person asks of one run beside its job file.
 *
 * @param files which files it takes
 * @param approved the plan that it carries out; empty where it makes its own
 * @param replay what it takes of the rejected records of an earlier run
 */
record RunRequest(FileChoice files, Optional<PlanFile> approved, Replay replay) {

    RunRequest {
        requireNonNull(files, "files");
        requireNonNull(approved, "approved");
        requireNonNull(replay, "replay");
    }

    boolean isReplay() {
        return replay.run().isPresent();
    }
}
