package io.relata.jobs.source.jdbc;

/** What becomes of a date that the calendar does not have, such as {@code 0000-00-00} or {@code 2021-02-00} in MySQL. */
public enum ZeroDates {
    /** Its row is rejected. */
    REJECT,
    /** It is null. */
    NULL
}
