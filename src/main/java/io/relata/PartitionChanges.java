package io.relata;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a change of a table does to its registered partitions. Those it does not name stay as they are.
 *
 * @param put registered, in place of what was registered for the same values
 * @param dropped no longer registered; their files stay
 */
public record PartitionChanges(List<Partition> put, List<PartitionValues> dropped) {

    /** Every partition stays as it is. */
    public static final PartitionChanges NONE = new PartitionChanges(List.of(), List.of());

    /** @throws IllegalArgumentException when a partition is named twice */
    public PartitionChanges {
        put = List.copyOf(put);
        dropped = List.copyOf(dropped);
        Set<PartitionValues> named = new HashSet<>();
        Stream.concat(put.stream().map(Partition::values), dropped.stream()).forEach(values -> {
            if (!named.add(values)) {
                throw new IllegalArgumentException("Partition " + values + " is put or dropped twice in one change");
            }
        });
    }

    public boolean isEmpty() {
        return put.isEmpty() && dropped.isEmpty();
    }

    /** The registered partitions after this change of {@code registered}, ordered by values. */
    public List<Partition> appliedTo(Collection<Partition> registered) {
        NavigableMap<PartitionValues, Partition> after = new TreeMap<>();
        registered.forEach(partition -> after.put(partition.values(), partition));
        put.forEach(partition -> after.put(partition.values(), partition));
        dropped.forEach(after::remove);
        return List.copyOf(after.values());
    }

    /** @throws IllegalArgumentException when a partition does not have one value per partition column of the table */
    public void requireFitting(TableDefinition table) {
        int columns = table.partitionColumns().size();
        Stream.concat(put.stream().map(Partition::values), dropped.stream()).forEach(values -> {
            if (values.values().size() != columns) {
                throw new IllegalArgumentException("Partition " + values + " has "
                        + values.values().size() + " values and table " + table.name() + " has " + columns
                        + " partition columns");
            }
        });
    }
}
