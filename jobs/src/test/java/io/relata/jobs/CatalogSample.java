package io.relata.jobs;

import io.relata.Catalog;
import io.relata.CatalogTable;
import io.relata.CatalogVersion;
import io.relata.Partition;
import io.relata.PartitionChanges;
import io.relata.TableDefinition;
import io.relata.TableName;
import io.relata.Warehouse;
import io.relata.catalog.duckdb.DuckDbWarehouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a reader found in a catalog, table by table: each one as it was at one moment, and the tables at different ones.
 * It stays so, whatever becomes of the catalog.
 */
record CatalogSample(Map<String, Entry> entries) implements Catalog {

    private static final String SCHEMA = "sample";

    /** Through which file system a table was written does not matter to who reads it. */
    private static final Map<String, String> MOUNTS = Map.of("faulty:", "");

    private static final Pattern RUN = Pattern.compile("\\d{8}t\\d{6}z-[0-9a-f]{8}");

    /** A table and its partitions at one moment. */
    record Entry(CatalogTable table, List<Partition> partitions) {}

    static CatalogSample of(Catalog catalog, String database) {
        Map<String, Entry> entries = new TreeMap<>();
        for (TableName name : catalog.tables(database)) {
            entry(catalog, name).ifPresent(entry -> entries.put(name.toString(), entry));
        }
        return new CatalogSample(entries);
    }

    private static Optional<Entry> entry(Catalog catalog, TableName name) {
        while (true) {
            Optional<CatalogTable> table = catalog.find(name);
            List<Partition> partitions = catalog.partitions(name);
            if (table.equals(catalog.find(name))) {
                return table.map(found -> new Entry(found, partitions));
            }
        }
    }

    /** All rows of each table, as a reader gets them by way of the catalog; run ids as {@code RUN}. */
    Map<String, List<String>> rows(Path folder) {
        Map<String, List<String>> rows = new TreeMap<>();
        try {
            Path file = Files.createTempDirectory(folder, "sample").resolve("warehouse.duckdb");
            try (Warehouse warehouse = DuckDbWarehouse.open(file, new MountedCatalog(this, MOUNTS))) {
                for (Entry entry : entries.values()) {
                    TableName name = entry.table().definition().name();
                    if (rows.isEmpty()) {
                        warehouse.exposeSchema(new Warehouse.ExternalSchema(SCHEMA, name.database()));
                    }
                    Warehouse.QueryResult result =
                            warehouse.query("SELECT * FROM " + SCHEMA + ".\"" + name.table() + "\" ORDER BY ALL");
                    List<String> shown =
                            new ArrayList<>(List.of(result.columns().toString()));
                    result.rows()
                            .forEach(row -> shown.add(row.stream()
                                    .map(value ->
                                            RUN.matcher(value.orElse("null")).replaceAll("RUN"))
                                    .toList()
                                    .toString()));
                    rows.put(name.table(), shown);
                }
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<CatalogTable> find(TableName name) {
        return Optional.ofNullable(entries.get(name.toString())).map(Entry::table);
    }

    @Override
    public List<TableName> tables(String database) {
        return entries.values().stream()
                .map(entry -> entry.table().definition().name())
                .toList();
    }

    @Override
    public List<Partition> partitions(TableName name) {
        return Optional.ofNullable(entries.get(name.toString()))
                .map(Entry::partitions)
                .orElse(List.of());
    }

    @Override
    public CatalogVersion put(TableDefinition definition, PartitionChanges partitions, CatalogVersion expected) {
        throw new UnsupportedOperationException("A sample does not change");
    }

    @Override
    public void drop(TableName name, CatalogVersion expected) {
        throw new UnsupportedOperationException("A sample does not change");
    }
}
