package io.relata.transforms.json;

/** What a reader may take although it is not JSON. */
public enum Leniency {
    /** {@code NaN}, {@code Infinity} and {@code -Infinity} as numbers. */
    NAN,
    /** Comments as in Java. */
    COMMENTS,
    /** Text and keys in single quotes. */
    SINGLE_QUOTES,
    /** A comma behind the last member or element. */
    TRAILING_COMMAS
}
