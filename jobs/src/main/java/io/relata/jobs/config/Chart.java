package io.relata.jobs.config;

/** How the answer to a question is shown. */
public enum Chart {
    /** Rows and columns. */
    TABLE,
    /** A bar for each row. */
    BAR,
    /** The rows as points of a line, in their order. */
    LINE
}
