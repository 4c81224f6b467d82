package io.relata.catalog.redshift;

import io.relata.catalog.InMemoryCatalog;
import io.relata.catalog.duckdb.DuckDbWarehouse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

@Tag("any-spark")
class NativeTablesOnDuckDbTest extends NativeTablesContract {

    @TempDir
    Path folder;

    private DuckDbWarehouse warehouse;
    private SqlRunner runner;

    @BeforeEach
    @Override
    void makeSchema() {
        warehouse = DuckDbWarehouse.open(folder.resolve("warehouse.duckdb"), new InMemoryCatalog());
        runner = warehouse.runner();
        super.makeSchema();
    }

    @AfterEach
    void close() {
        warehouse.close();
    }

    @Override
    SqlRunner runner() {
        return runner;
    }
}
