package io.relata.catalog.duckdb;

import io.relata.RelataException;
import io.relata.catalog.InMemoryCatalog;
import java.nio.file.Path;

/** A program that opens and closes the warehouse in the file of its argument and prints how that went. */
final class OpeningProcess {

    private OpeningProcess() {}

    public static void main(String[] arguments) {
        try {
            DuckDbWarehouse.open(Path.of(arguments[0]), new InMemoryCatalog()).close();
            System.out.println("opened");
        } catch (RelataException e) {
            System.out.println(e.kind() + " " + e.getMessage());
        }
    }
}
