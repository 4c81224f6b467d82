package io.relata.jobs.sink;

import io.relata.Partition;
import io.relata.PartitionFolder;
import io.relata.TableDefinition;
import java.util.List;

/** The partitions that a sink wrote of a table. */
public final class WrittenPartitions {

    private WrittenPartitions() {}

    /** The partitions in the order of their folders' names; none for a table without partition columns. */
    public static List<Partition> of(TableDefinition table, WrittenFiles files) {
        return files.byFolder().entrySet().stream()
                .map(folder -> new Partition(
                        PartitionFolder.values(folder.getKey()),
                        table.location() + "/" + folder.getKey(),
                        table.run(),
                        folder.getValue().statistics()))
                .toList();
    }
}
