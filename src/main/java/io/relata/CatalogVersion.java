package io.relata;

/**
 * Which state of a table a change was made for. The catalog gives versions; nobody else makes or compares them beyond
 * equality.
 */
public record CatalogVersion(String value) {

    /** The version of a table that does not exist. */
    public static final CatalogVersion ABSENT = new CatalogVersion("");
}
