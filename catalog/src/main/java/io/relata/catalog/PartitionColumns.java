package io.relata.catalog;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.TableDefinition;

/** The rule that registered partitions keep the columns they were registered for, worded alike for every catalog. */
public final class PartitionColumns {

    private PartitionColumns() {}

    /** Whether a change gives the partition columns other names, or another order. */
    public static boolean areRenamed(TableDefinition before, TableDefinition after) {
        return !before.partitionKeys().equals(after.partitionKeys());
    }

    /** The refusal of {@link #areRenamed such a change} of a table that has registered partitions. */
    public static RelataException refused(TableDefinition before, TableDefinition after) {
        return RelataException.failed(new Problem(
                "Cannot change table " + after.name(),
                "in the catalog",
                "its partition columns would become " + after.partitionKeys() + " and it has partitions registered for "
                        + before.partitionKeys(),
                "Give the table another name, or drop it from the catalog first"));
    }
}
