package io.relata.jobs.publish;

import io.relata.Catalog;
import io.relata.CatalogConflictException;
import io.relata.CatalogTable;
import io.relata.CatalogVersion;
import io.relata.Partition;
import io.relata.PartitionChanges;
import io.relata.TableDefinition;
import io.relata.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A catalog in memory, and what tests do to it from outside while it is changed. */
final class FakeCatalog implements Catalog {

    private final Map<String, CatalogTable> tables = new TreeMap<>();
    private final List<String> changes = new ArrayList<>();
    private Consumer<TableDefinition> beforePut = definition -> {};
    private Consumer<TableDefinition> afterPut = definition -> {};
    private int versions;

    @Override
    public Optional<CatalogTable> find(TableName name) {
        return Optional.ofNullable(tables.get(name.toString()));
    }

    @Override
    public List<TableName> tables(String database) {
        return tables.values().stream().map(table -> table.definition().name()).toList();
    }

    @Override
    public List<Partition> partitions(TableName name) {
        return List.of();
    }

    @Override
    public CatalogVersion put(TableDefinition definition, PartitionChanges partitions, CatalogVersion expected) {
        if (!partitions.isEmpty()) {
            throw new UnsupportedOperationException("This catalog holds no partitions");
        }
        beforePut.accept(definition);
        check(definition.name(), expected);
        CatalogVersion version = set(definition);
        changes.add("put " + definition.name() + " " + definition.run());
        afterPut.accept(definition);
        return version;
    }

    @Override
    public void drop(TableName name, CatalogVersion expected) {
        check(name, expected);
        tables.remove(name.toString());
        changes.add("drop " + name);
    }

    /** Another process sets a table. */
    CatalogVersion set(TableDefinition definition) {
        CatalogVersion version = new CatalogVersion("v" + ++versions);
        tables.put(definition.name().toString(), new CatalogTable(definition, version));
        return version;
    }

    void beforePut(Consumer<TableDefinition> action) {
        beforePut = action;
    }

    void afterPut(Consumer<TableDefinition> action) {
        afterPut = action;
    }

    List<String> changes() {
        return changes;
    }

    /** Every table and the run it shows. */
    List<String> shown() {
        return tables.values().stream()
                .map(table ->
                        table.definition().name() + " " + table.definition().run())
                .toList();
    }

    private void check(TableName name, CatalogVersion expected) {
        CatalogVersion found = find(name).map(CatalogTable::version).orElse(CatalogVersion.ABSENT);
        if (!found.equals(expected)) {
            throw new CatalogConflictException(name, "it is in version \"" + found.value() + "\"");
        }
    }
}
