package io.relata.catalog;

import io.relata.catalog.local.LocalCatalog;
import io.relata.testing.PublicApiContract;

/** What programs can name of catalogs and warehouses. */
class CatalogApiTest extends PublicApiContract {

    CatalogApiTest() {
        super(
                "catalog",
                LocalCatalog.class,
                "io.relata.catalog",
                "io.relata.catalog.duckdb",
                "io.relata.catalog.glue",
                "io.relata.catalog.local",
                "io.relata.catalog.redshift");
    }
}
