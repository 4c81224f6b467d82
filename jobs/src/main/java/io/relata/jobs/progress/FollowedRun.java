package io.relata.jobs.progress;

import static java.util.Objects.requireNonNull;

/**
 * The run that lines tell of.
 *
 * @param id the run's id
 * @param job the job's name
 */
public record FollowedRun(String id, String job) {

    public FollowedRun {
        requireNonNull(id, "id");
        requireNonNull(job, "job");
    }
}
