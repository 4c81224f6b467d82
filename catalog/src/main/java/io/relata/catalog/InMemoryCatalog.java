package io.relata.catalog;

import io.relata.Catalog;
import io.relata.CatalogTable;
import io.relata.CatalogVersion;
import io.relata.Partition;
import io.relata.PartitionChanges;
import io.relata.TableDefinition;
import io.relata.TableName;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A catalog that lives as long as the object: for dry runs and tests. Safe for several threads. */
public final class InMemoryCatalog implements Catalog {

    private final SortedMap<TableName, Entry> tables =
            new TreeMap<>(Comparator.comparing(TableName::database).thenComparing(TableName::table));

    /** Counts the changes of all tables, so that a table created anew never gets a version it had before. */
    private long changes;

    private record Entry(CatalogTable table, List<Partition> partitions) {}

    @Override
    public synchronized Optional<CatalogTable> find(TableName name) {
        return entry(name).map(Entry::table);
    }

    @Override
    public synchronized List<TableName> tables(String database) {
        String folded = database.toLowerCase(Locale.ROOT);
        return tables.keySet().stream()
                .filter(name -> name.database().equals(folded))
                .toList();
    }

    @Override
    public synchronized List<Partition> partitions(TableName name) {
        return entry(name).map(Entry::partitions).orElse(List.of());
    }

    @Override
    public synchronized CatalogVersion put(
            TableDefinition definition, PartitionChanges partitions, CatalogVersion expected) {
        Optional<CatalogTable> found = find(definition.name());
        List<Partition> before = partitions(definition.name());
        Optional<List<Partition>> after = PutRule.after(found, before, definition, partitions, expected);
        if (after.isEmpty()) {
            return found.orElseThrow().version();
        }
        changes++;
        CatalogVersion version = new CatalogVersion(Long.toString(changes));
        tables.put(definition.name(), new Entry(new CatalogTable(definition, version), after.get()));
        return version;
    }

    /** {@inheritDoc} Dropping a table that does not exist with {@link CatalogVersion#ABSENT} changes nothing. */
    @Override
    public synchronized void drop(TableName name, CatalogVersion expected) {
        ExpectedVersion.require(name, expected, find(name));
        tables.remove(name);
    }

    private Optional<Entry> entry(TableName name) {
        return Optional.ofNullable(tables.get(name));
    }
}
