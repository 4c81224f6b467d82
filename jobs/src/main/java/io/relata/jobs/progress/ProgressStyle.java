package io.relata.jobs.progress;

/** How progress is shown. */
public enum ProgressStyle {
    /** One line per step that is written over while the step runs; for a terminal. */
    TERMINAL,
    /** One line when a step starts and one when it ends. */
    PLAIN,
    /** One JSON object per line. */
    JSON,
    /** Nothing but warnings and where a failed run's report is. */
    QUIET,
    /** As {@link #QUIET}, the failure itself too, one JSON object per line. */
    QUIET_JSON;

    /** Whether a failed run's own line tells its error, so that nobody else has to. */
    public boolean tellsErrors() {
        return this == JSON || this == QUIET_JSON;
    }
}
