package io.relata.jobs.source;

import io.relata.transforms.json.JsonLayout;

/** What reads the lines of files of the layout {@link JsonLayout#LINES}. */
public enum LineReader {
    /** Each line is checked to be one JSON object and nothing else before Spark parses it. */
    CHECKED,

    /**
     * Spark's own reader, which parses each line once. It takes what follows the first value of a line for nothing, a
     * line {@code []} too, and makes a row of each object in a line that is an array. Everything else that is no record
     * it does reject.
     */
    PLAIN
}
