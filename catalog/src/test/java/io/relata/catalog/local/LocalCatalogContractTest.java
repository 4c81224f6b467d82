package io.relata.catalog.local;

import io.relata.Catalog;
import io.relata.testing.CatalogContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class LocalCatalogContractTest extends CatalogContract {

    @TempDir
    Path folder;

    /** A new object each time: what one wrote, another reads. */
    @Override
    protected Catalog catalog() {
        return new LocalCatalog(folder.resolve("catalog"));
    }
}
