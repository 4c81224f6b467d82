package io.relata.transforms.json;

/** What beyond RFC 8259 is taken for JSON. */
public enum Leniency {
    /** The numbers {@code NaN}, {@code Infinity} and {@code -Infinity}. */
    NAN,
    /** Comments, as Java has them. */
    COMMENTS,
    /** Strings and keys in single quotes. */
    SINGLE_QUOTES,
    /** A comma behind the last of a list or an object. */
    TRAILING_COMMAS
}
