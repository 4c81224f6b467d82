package io.relata.jobs.config;

/** What a job promises those who read its tables, or one of them, when the data changes. */
public enum Contract {
    /** New tables and columns come, types widen; nothing else changes. */
    EVOLVE,
    /** Nothing changes. */
    FREEZE,
    /** Nothing changes; what has no column goes to a text column for that. */
    RESCUE,
    /** Nothing is promised of any table: the tables are what this run's data makes them. */
    NONE
}
