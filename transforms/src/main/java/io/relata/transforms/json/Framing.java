package io.relata.transforms.json;

/** How records are set apart in the bytes handed to a {@link RecordScanner}. */
public enum Framing {
    /** Each ends with its line; no line feed lies within a record. */
    LINES,
    /** Each is handed over with its exact bounds. */
    RANGES
}
