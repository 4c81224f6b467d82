package io.relata.catalog;

import io.relata.Catalog;
import io.relata.testing.CatalogContract;

class InMemoryCatalogTest extends CatalogContract {

    private final InMemoryCatalog catalog = new InMemoryCatalog();

    @Override
    protected Catalog catalog() {
        return catalog;
    }
}
