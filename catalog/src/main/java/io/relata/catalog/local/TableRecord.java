package io.relata.catalog.local;

import io.relata.Partition;
import io.relata.TableDefinition;
import io.relata.TableName;
import java.util.List;
import java.util.Optional;

/**
 * What one version file says of a table.
 *
 * @param definition empty when this version dropped the table
 * @param partitions the registered partitions, ordered by values; none when the table is dropped
 */
record TableRecord(TableName name, Optional<TableDefinition> definition, List<Partition> partitions) {

    TableRecord {
        partitions = List.copyOf(partitions);
    }

    static TableRecord present(TableDefinition definition, List<Partition> partitions) {
        return new TableRecord(definition.name(), Optional.of(definition), partitions);
    }

    static TableRecord dropped(TableName name) {
        return new TableRecord(name, Optional.empty(), List.of());
    }
}
