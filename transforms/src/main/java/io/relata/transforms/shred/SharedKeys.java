package io.relata.transforms.shred;

/** What becomes of documents of one run that have the same key. */
public enum SharedKeys {
    /** The run fails. */
    REFUSED,
    /**
     * All of them are written, and every row of every table has the number of its record in the column
     * {@link RecordNumber#COLUMN} behind the planned ones, for the caller to choose by.
     */
    NUMBERED
}
