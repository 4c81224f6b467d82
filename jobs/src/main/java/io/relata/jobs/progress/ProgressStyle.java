package io.relata.jobs.progress;

/** How progress is shown. */
public enum ProgressStyle {
    /** One line per step that is written over while the step runs; for a terminal. */
    TERMINAL,
    /** One line when a step starts and one when it ends. */
    PLAIN,
    /** One JSON object per line. */
    JSON,
    /** Nothing. */
    QUIET
}
