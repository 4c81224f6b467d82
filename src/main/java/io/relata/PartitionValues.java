package io.relata;

import java.util.List;

/**
 * What names a partition of a table: one text per partition column, in the columns' order. The texts are as they are
 * meant, not escaped as folder names are.
 *
 * @param values at least one, none empty; {@link #NULL} stands for SQL's null
 */
public record PartitionValues(List<String> values) implements Comparable<PartitionValues> {

    /** What Hive, Spark and Glue write for SQL's null, and for an empty text. */
    public static final String NULL = "__HIVE_DEFAULT_PARTITION__";

    /** @throws IllegalArgumentException when there is no value, or an empty one */
    public PartitionValues {
        values = List.copyOf(values);
        if (values.isEmpty() || values.contains("")) {
            throw new IllegalArgumentException("A partition has a value for each partition column, not: " + values);
        }
    }

    /** By the first value that differs, as texts; a partition that begins like a longer one comes first. */
    @Override
    public int compareTo(PartitionValues other) {
        int shared = Math.min(values.size(), other.values.size());
        for (int i = 0; i < shared; i++) {
            int order = values.get(i).compareTo(other.values.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(values.size(), other.values.size());
    }

    /** The values with a comma between them, for messages. */
    @Override
    public String toString() {
        return "(" + String.join(", ", values) + ")";
    }
}
