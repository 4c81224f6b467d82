package io.relata.jobs.publish;

import io.relata.CatalogTable;
import io.relata.Partition;
import java.util.List;

/**
 * What the catalog showed of a table.
 *
 * @param partitions the registered ones, ordered by values
 */
public record Shown(CatalogTable table, List<Partition> partitions) {

    public Shown {
        partitions = List.copyOf(partitions);
    }
}
