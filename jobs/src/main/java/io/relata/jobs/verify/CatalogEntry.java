package io.relata.jobs.verify;

import io.relata.Partition;
import io.relata.PartitionValues;
import io.relata.TableDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.spark.sql.types.StructType;

/** Compares what the catalog shows of a table with what the manifest of its run says. */
final class CatalogEntry {

    private final List<String> differences = new ArrayList<>();

    private CatalogEntry() {}

    static List<String> differences(VerifiedTable table) {
        CatalogEntry entry = new CatalogEntry();
        TableDefinition shown = table.shown();
        TableDefinition written = table.written().definition();
        entry.compare("run", TableDefinition::run, shown, written);
        entry.compare("location", TableDefinition::location, shown, written);
        entry.compare("format", TableDefinition::format, shown, written);
        entry.compare("columns", definition -> columns(definition.columns()), shown, written);
        entry.compare("partition columns", definition -> columns(definition.partitionColumns()), shown, written);
        entry.compare("count of rows", definition -> definition.statistics().rows(), shown, written);
        entry.compare(
                "parent",
                definition -> definition.parent().map(Object::toString).orElse("none"),
                shown,
                written);
        entry.comparePartitions(
                byValues(table.partitions()), byValues(table.written().partitions()));
        return List.copyOf(entry.differences);
    }

    private <T> void compare(
            String what, Function<TableDefinition, T> part, TableDefinition shown, TableDefinition written) {
        if (!Objects.equals(part.apply(shown), part.apply(written))) {
            differences.add("the catalog has the " + what + " " + part.apply(shown) + ", and the manifest has "
                    + part.apply(written));
        }
    }

    private void comparePartitions(Map<PartitionValues, Partition> shown, Map<PartitionValues, Partition> written) {
        written.forEach((values, partition) -> {
            Partition there = shown.get(values);
            if (there == null) {
                differences.add("the catalog has no partition " + values + ", and the manifest has it");
            } else if (!there.location().equals(partition.location())) {
                differences.add("the catalog has partition " + values + " at " + there.location()
                        + ", and the manifest has it at " + partition.location());
            } else if (there.statistics().rows() != partition.statistics().rows()) {
                differences.add("the catalog has " + there.statistics().rows() + " rows in partition " + values
                        + ", and the manifest has " + partition.statistics().rows());
            }
        });
        shown.keySet().stream()
                .filter(values -> !written.containsKey(values))
                .forEach(values ->
                        differences.add("the catalog has partition " + values + ", and the manifest does not have it"));
    }

    private static Map<PartitionValues, Partition> byValues(List<Partition> partitions) {
        Map<PartitionValues, Partition> byValues = new TreeMap<>();
        partitions.forEach(partition -> byValues.put(partition.values(), partition));
        return byValues;
    }

    private static List<String> columns(StructType columns) {
        return Arrays.stream(columns.fields())
                .map(field -> field.name() + " " + field.dataType().catalogString())
                .toList();
    }
}
