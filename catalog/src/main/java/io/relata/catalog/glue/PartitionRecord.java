package io.relata.catalog.glue;

import io.relata.Partition;
import io.relata.PartitionValues;
import io.relata.Problem;
import io.relata.RelataException;
import io.relata.RunId;
import io.relata.TableFormat;
import io.relata.TableName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;

/** A partition as the catalog holds it: its table's columns and classes, its own location and counts. */
final class PartitionRecord {

    private static final String RUN = "relata.run";
    private static final Set<String> OURS = Set.of("numRows", "numFiles", "totalSize");
    private static final List<String> OUR_PREFIXES = List.of("relata.", "spark.sql.statistics.");

    private PartitionRecord() {}

    /** How a table's files are read. */
    record Layout(TableFormat format, List<Column> columns) {}

    /** @param table the layout of its table */
    static PartitionInput created(Partition partition, Layout table) {
        return PartitionInput.builder()
                .values(partition.values().values())
                .parameters(parameters(partition))
                .storageDescriptor(
                        GlueStorage.written(Optional.empty(), table.format(), table.columns(), partition.location()))
                .build();
    }

    /** The same over a partition that exists: what others set on it and we do not set stays. */
    static PartitionInput changed(
            software.amazon.awssdk.services.glue.model.Partition existing, Partition partition, Layout table) {
        Map<String, String> parameters = new HashMap<>();
        existing.parameters().forEach((key, value) -> {
            if (!OURS.contains(key) && OUR_PREFIXES.stream().noneMatch(key::startsWith)) {
                parameters.put(key, value);
            }
        });
        parameters.putAll(parameters(partition));
        return copy(existing)
                .parameters(parameters)
                .storageDescriptor(GlueStorage.written(
                        Optional.ofNullable(existing.storageDescriptor()),
                        table.format(),
                        table.columns(),
                        partition.location()))
                .build();
    }

    /** A partition as it is, with other columns. */
    static PartitionInput withColumns(
            software.amazon.awssdk.services.glue.model.Partition existing, List<Column> columns) {
        StorageDescriptor.Builder storage = existing.storageDescriptor() == null
                ? StorageDescriptor.builder()
                : existing.storageDescriptor().toBuilder();
        return copy(existing)
                .parameters(existing.parameters())
                .storageDescriptor(storage.columns(columns).build())
                .build();
    }

    /** Whether the catalog holds this already. */
    static boolean isThere(PartitionInput input, software.amazon.awssdk.services.glue.model.Partition existing) {
        return input.parameters().equals(existing.parameters())
                && Optional.ofNullable(existing.storageDescriptor())
                        .filter(storage -> GlueStorage.areSame(storage, input.storageDescriptor()))
                        .isPresent();
    }

    /** @throws RelataException when another program registered the partition */
    static Partition read(TableName table, software.amazon.awssdk.services.glue.model.Partition existing) {
        try {
            PartitionValues values = new PartitionValues(existing.values());
            String location = Optional.ofNullable(existing.storageDescriptor())
                    .map(StorageDescriptor::location)
                    .orElseThrow(() -> new IllegalArgumentException("it has no location"));
            return new Partition(
                    values,
                    GlueLocation.read(location, existing.parameters()),
                    new RunId(existing.parameters().getOrDefault(RUN, "")),
                    StatisticsParameters.read(existing.parameters()));
        } catch (IllegalArgumentException e) {
            throw RelataException.failed(
                    new Problem(
                            "Cannot read a partition of table " + table,
                            "in the Glue Data Catalog, partition (" + String.join(", ", existing.values()) + ")",
                            "another program registered or changed it: " + e.getMessage(),
                            "Drop the partition, or run the job that publishes it again"),
                    e);
        }
    }

    private static PartitionInput.Builder copy(software.amazon.awssdk.services.glue.model.Partition existing) {
        return PartitionInput.builder()
                .values(existing.values())
                .lastAccessTime(existing.lastAccessTime())
                .lastAnalyzedTime(existing.lastAnalyzedTime());
    }

    private static Map<String, String> parameters(Partition partition) {
        Map<String, String> parameters = new HashMap<>(StatisticsParameters.ofPartition(partition.statistics()));
        parameters.putAll(GlueLocation.parameters(partition.location()));
        parameters.put(RUN, partition.run().value());
        return parameters;
    }
}
