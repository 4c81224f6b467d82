package io.relata.catalog.glue;

import io.relata.Catalog;
import io.relata.testing.CatalogContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

@Tag("any-spark")
class GlueCatalogContractTest extends CatalogContract {

    private final GlueFixture glue = new GlueFixture();

    @AfterEach
    void close() {
        glue.close();
    }

    @Override
    protected Catalog catalog() {
        return glue.catalog;
    }
}
