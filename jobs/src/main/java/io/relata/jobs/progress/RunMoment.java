package io.relata.jobs.progress;

import java.time.Instant;

/**
 * Where a run is.
 *
 * @param at the moment
 * @param step the step that was started last; empty before the first
 */
record RunMoment(Instant at, String step) {}
