package io.relata;

import java.util.List;
import java.util.Optional;

/**
 * Decides what readers see: files that no catalog entry names do not exist for them. Every change is compare-and-set,
 * so of two runs that change one table at once, one is refused and nothing is lost.
 *
 * <p>Safe for use by several threads and by several processes. A change that returned is durable; a reader sees the
 * table before or after a change, never between.
 */
public interface Catalog {

    /** The table as it is now; empty when the table or its database does not exist. */
    Optional<CatalogTable> find(TableName name);

    /** The tables of a database in name order; empty when the database does not exist. */
    List<TableName> tables(String database);

    /**
     * Makes {@code definition} the table's state if the table is still as {@code expected} says, and tells the new
     * version. The database is made when it does not exist.
     *
     * @param expected the version that {@link #find} gave, or {@link CatalogVersion#ABSENT} to create the table
     * @throws CatalogConflictException when the table is in another state; nothing was changed
     */
    CatalogVersion put(TableDefinition definition, CatalogVersion expected);

    /**
     * Removes the table's entry, not its files.
     *
     * @throws CatalogConflictException when the table is in another state than {@code expected}; nothing was changed
     */
    void drop(TableName name, CatalogVersion expected);
}
