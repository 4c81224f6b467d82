package io.relata;

/** How a table's files are laid out. */
public enum TableFormat {
    /** The Parquet files directly under the location. */
    PARQUET,
    /** The Parquet files that the Delta log under the location names. */
    DELTA,
    /** The Parquet files that the text file {@code manifest} under the location names, one URI a line. */
    SYMLINK
}
