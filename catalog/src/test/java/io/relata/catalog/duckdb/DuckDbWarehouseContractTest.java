package io.relata.catalog.duckdb;

import io.relata.Catalog;
import io.relata.Warehouse;
import io.relata.catalog.InMemoryCatalog;
import io.relata.testing.WarehouseContract;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class DuckDbWarehouseContractTest extends WarehouseContract {

    private final Catalog catalog = new InMemoryCatalog();

    @TempDir
    Path folder;

    private DuckDbWarehouse warehouse;

    DuckDbWarehouseContractTest(SparkSession spark) {
        super(spark);
    }

    @BeforeEach
    void open() {
        warehouse = DuckDbWarehouse.open(folder.resolve("warehouse.duckdb"), catalog);
    }

    @AfterEach
    void close() {
        warehouse.close();
    }

    @Override
    protected Warehouse warehouse() {
        return warehouse;
    }

    @Override
    protected Catalog catalog() {
        return catalog;
    }
}
