package io.relata.bench;

/** What a variant leaves behind, and so how it is verified. */
enum Output {
    /** No files; nothing to verify. */
    NOTHING,
    /** The records as they are, as Parquet in the destination itself. */
    NESTED,
    /** A folder of Parquet files per table, named like the table, joined by ids. */
    TABLES
}
