package io.relata;

import java.util.List;
import java.util.Optional;

/**
 * Decides what readers see: files that no catalog entry names do not exist for them. Every change is compare-and-set on
 * the table, so of two runs that change one table at once, one is refused and nothing is lost.
 *
 * <p>A table without registered partitions is what lies at its location. One with registered partitions is exactly what
 * lies at their locations.
 *
 * <p>Safe for use by several threads and by several processes. A change that returned is durable; a reader sees the
 * table before or after a change, never between. A catalog that cannot change a table and its partitions in one step,
 * as Glue's, says so in its Javadoc and changes them thus: it marks the table as being changed by the definition's run,
 * changes the partitions, and gives the table its new state without the mark in one last step. Until then the table's
 * definition is the one of before (a new table has its own, and not yet all partitions), and the partitions are partly
 * changed.
 */
public interface Catalog {

    /** The table as it is now; empty when the table or its database does not exist. */
    Optional<CatalogTable> find(TableName name);

    /** The tables of a database in name order; empty when the database does not exist. */
    List<TableName> tables(String database);

    /** The table's registered partitions, ordered by their values; empty when it has none or does not exist. */
    List<Partition> partitions(TableName name);

    /**
     * Makes {@code definition} the table's state and changes its partitions, if the table is still as {@code expected}
     * says, and tells the new version. The database is made when it does not exist.
     *
     * <p>Safe to repeat with the same arguments, by the same process or another, also when the process died within:
     * when all is already so, nothing is changed and the present version is told, whatever {@code expected} says. A
     * partition that is put twice is the same, and one that is to be dropped and is gone is well.
     *
     * <p>Where a table is marked as being changed, the run of the mark goes on: it may repeat the change, or make
     * another for the version found. Another run is refused, with one exception: whoever puts the very definition that
     * the table still has, for the version found, takes the change back; give the partitions of before with it.
     *
     * @param expected the version that {@link #find} gave, or {@link CatalogVersion#ABSENT} to create the table
     * @throws CatalogConflictException when the table is in another state, or marked as being changed by another run,
     *     which is named; nothing was changed
     * @throws IllegalArgumentException when a partition does not have one value per partition column
     * @throws RelataException when the partition columns would get other names while partitions are registered
     */
    CatalogVersion put(TableDefinition definition, PartitionChanges partitions, CatalogVersion expected);

    /** {@link #put(TableDefinition, PartitionChanges, CatalogVersion)} that leaves the partitions as they are. */
    default CatalogVersion put(TableDefinition definition, CatalogVersion expected) {
        return put(definition, PartitionChanges.NONE, expected);
    }

    /**
     * Removes the entries of the table and its partitions, not their files.
     *
     * @throws CatalogConflictException when the table is in another state than {@code expected}; nothing was changed
     */
    void drop(TableName name, CatalogVersion expected);
}
