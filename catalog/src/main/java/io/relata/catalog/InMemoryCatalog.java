package io.relata.catalog;

import io.relata.Catalog;
import io.relata.CatalogTable;
import io.relata.CatalogVersion;
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

    private final SortedMap<TableName, CatalogTable> tables =
            new TreeMap<>(Comparator.comparing(TableName::database).thenComparing(TableName::table));

    /** Counts the changes of all tables, so that a table created anew never gets a version it had before. */
    private long changes;

    @Override
    public synchronized Optional<CatalogTable> find(TableName name) {
        return Optional.ofNullable(tables.get(name));
    }

    @Override
    public synchronized List<TableName> tables(String database) {
        String folded = database.toLowerCase(Locale.ROOT);
        return tables.keySet().stream()
                .filter(name -> name.database().equals(folded))
                .toList();
    }

    @Override
    public synchronized CatalogVersion put(TableDefinition definition, CatalogVersion expected) {
        ExpectedVersion.require(definition.name(), expected, find(definition.name()));
        changes++;
        CatalogVersion version = new CatalogVersion(Long.toString(changes));
        tables.put(definition.name(), new CatalogTable(definition, version));
        return version;
    }

    /** {@inheritDoc} Dropping a table that does not exist with {@link CatalogVersion#ABSENT} changes nothing. */
    @Override
    public synchronized void drop(TableName name, CatalogVersion expected) {
        ExpectedVersion.require(name, expected, find(name));
        tables.remove(name);
    }
}
