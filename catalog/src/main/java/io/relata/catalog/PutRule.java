package io.relata.catalog;

import io.relata.CatalogConflictException;
import io.relata.CatalogTable;
import io.relata.CatalogVersion;
import io.relata.Partition;
import io.relata.PartitionChanges;
import io.relata.RelataException;
import io.relata.TableDefinition;
import java.util.List;
import java.util.Optional;

/** What a put does, for catalogs that change a table and its partitions in one step. */
public final class PutRule {

    private PutRule() {}

    /**
     * The partitions that the table has after the change; empty when all is already so and nothing is to be changed.
     *
     * @param found the table as it is now; empty when it does not exist
     * @param registered its partitions as they are now, ordered by values
     * @throws CatalogConflictException when the table is in another state than {@code expected}
     * @throws IllegalArgumentException when a partition does not have one value per partition column
     * @throws RelataException when the partition columns would be renamed while partitions are registered
     */
    public static Optional<List<Partition>> after(
            Optional<CatalogTable> found,
            List<Partition> registered,
            TableDefinition definition,
            PartitionChanges changes,
            CatalogVersion expected) {
        changes.requireFitting(definition);
        List<Partition> after = changes.isEmpty() ? registered : changes.appliedTo(registered);
        Optional<TableDefinition> before = found.map(CatalogTable::definition);
        if (before.equals(Optional.of(definition)) && after.equals(registered)) {
            return Optional.empty();
        }
        ExpectedVersion.require(definition.name(), expected, found);
        if (before.isPresent() && !registered.isEmpty() && PartitionColumns.areRenamed(before.get(), definition)) {
            throw PartitionColumns.refused(before.get(), definition);
        }
        return Optional.of(after);
    }
}
