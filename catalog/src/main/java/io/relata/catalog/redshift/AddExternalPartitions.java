package io.relata.catalog.redshift;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Registers partitions of a table over files; those that are there stay as they are.
 *
 * @param columns the partition columns
 * @param partitions 1 to 100
 */
public record AddExternalPartitions(RelationName table, List<Identifier> columns, List<Partition> partitions)
        implements RedshiftStatement {

    /** As many as one statement takes. */
    public static final int MOST = 100;

    /**
     * A partition.
     *
     * @param values one for each partition column
     */
    public record Partition(List<String> values, S3Location location) {

        public Partition {
            values = List.copyOf(values);
            location = location.folder();
        }
    }

    public AddExternalPartitions {
        requireNonNull(table, "table");
        columns = List.copyOf(columns);
        partitions = List.copyOf(partitions);
        int expected = columns.size();
        if (partitions.isEmpty() || partitions.size() > MOST) {
            throw new IllegalArgumentException("One statement takes 1 to 100 partitions, not " + partitions.size());
        }
        if (partitions.stream().anyMatch(partition -> partition.values().size() != expected)) {
            throw new IllegalArgumentException("A partition of " + table.sql() + " has " + expected + " values");
        }
    }

    @Override
    public String sql() {
        return "ALTER TABLE " + table.sql() + " ADD IF NOT EXISTS"
                + partitions.stream().map(this::sql).collect(Collectors.joining());
    }

    private String sql(Partition partition) {
        List<String> values = new ArrayList<>();
        for (Identifier column : columns) {
            values.add(column.sql() + "=" + Literal.of(partition.values().get(values.size())));
        }
        return "\nPARTITION (" + String.join(", ", values) + ") LOCATION "
                + partition.location().sql();
    }

    @Override
    public Sharing sharing() {
        return Sharing.ALONE;
    }
}
