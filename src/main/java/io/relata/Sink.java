package io.relata;

/**
 * Writes a table's files. What it writes is not published: no reader sees it until a catalog names its location.
 *
 * <p>An existing file is never overwritten or deleted, and a table without rows still leaves a readable location with
 * its schema. When writing fails, nothing is left at the location.
 */
@FunctionalInterface
public interface Sink {

    /**
     * Writes all rows of {@code table} and says what was written and where.
     *
     * @throws RelataException when the location cannot be written or the format cannot hold a column
     */
    TableDefinition write(NamedTable table);
}
