package io.relata.jobs.sink;

import static java.util.Objects.requireNonNull;

import io.relata.Partition;
import io.relata.PartitionFolder;
import io.relata.TableDefinition;
import java.util.List;

/** What a sink wrote of a table. */
public record WrittenTable(TableDefinition definition, WrittenFiles files) {

    public WrittenTable {
        requireNonNull(definition, "definition");
        requireNonNull(files, "files");
    }

    /** The partitions in the order of their folders' names; none for a table without partition columns. */
    public List<Partition> partitions() {
        return files.byFolder().entrySet().stream()
                .map(folder -> new Partition(
                        PartitionFolder.values(folder.getKey()),
                        definition.location() + "/" + folder.getKey(),
                        definition.run(),
                        folder.getValue().statistics()))
                .toList();
    }
}
