package io.relata.jobs;

import io.relata.Catalog;
import io.relata.CatalogTable;
import io.relata.CatalogVersion;
import io.relata.Partition;
import io.relata.PartitionChanges;
import io.relata.TableDefinition;
import io.relata.TableName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A catalog as a reader of local files alone sees it: what lies in a bucket that is mounted on this machine lies in the
 * folder where it is mounted. For reading only.
 *
 * @param mounts by what locations begin with, such as {@code s3a://bucket}, the local folder that shows it
 */
record MountedCatalog(Catalog catalog, Map<String, String> mounts) implements Catalog {

    /** The location on this machine; empty when it is not in a bucket that is mounted. */
    static Optional<String> mounted(String location, Map<String, String> mounts) {
        String sought = comparable(location);
        return mounts.entrySet().stream()
                .filter(mount -> (sought + "/").startsWith(comparable(mount.getKey()) + "/"))
                .map(mount -> mount.getValue()
                        + sought.substring(comparable(mount.getKey()).length()))
                .findFirst();
    }

    @Override
    public Optional<CatalogTable> find(TableName name) {
        return catalog.find(name).map(entry -> new CatalogTable(local(entry.definition()), entry.version()));
    }

    @Override
    public List<TableName> tables(String database) {
        return catalog.tables(database);
    }

    @Override
    public List<Partition> partitions(TableName name) {
        return catalog.partitions(name).stream()
                .map(partition -> new Partition(
                        partition.values(), local(partition.location()), partition.run(), partition.statistics()))
                .toList();
    }

    @Override
    public CatalogVersion put(TableDefinition definition, PartitionChanges partitions, CatalogVersion expected) {
        throw readOnly();
    }

    @Override
    public void drop(TableName name, CatalogVersion expected) {
        throw readOnly();
    }

    private TableDefinition local(TableDefinition table) {
        return new TableDefinition(
                table.name(),
                table.columns(),
                table.partitionColumns(),
                local(table.location()),
                table.format(),
                table.parent(),
                table.run(),
                table.statistics());
    }

    private String local(String location) {
        return mounted(location, mounts).orElse(location);
    }

    /** The schemes of S3 mean the same bucket. */
    private static String comparable(String location) {
        return location.replaceFirst("^s3[an]?://", "s3a://").replaceFirst("/+$", "");
    }

    private static UnsupportedOperationException readOnly() {
        return new UnsupportedOperationException("A mounted catalog is for reading");
    }
}
