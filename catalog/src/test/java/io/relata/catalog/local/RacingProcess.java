package io.relata.catalog.local;

import io.relata.CatalogConflictException;
import io.relata.CatalogTable;
import io.relata.CatalogVersion;
import io.relata.RunId;
import io.relata.TableDefinition;
import io.relata.TableFormat;
import io.relata.TableName;
import io.relata.TableStatistics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.StructType;

/**
 * A program that adds one to the row count of a table again and again, each time for the version it just read, and
 * prints how many conflicts it met. Arguments: directory, name of this process (8 hex digits), changes to make.
 */
final class RacingProcess {

    static final TableName COUNTER = new TableName("games", "counter");

    private RacingProcess() {}

    public static void main(String[] arguments) {
        LocalCatalog catalog = new LocalCatalog(Path.of(arguments[0]));
        int changes = Integer.parseInt(arguments[2]);
        long conflicts = 0;
        System.out.println("ready");
        awaitLine();
        for (int made = 0; made < changes; ) {
            try {
                change(catalog, arguments[1]);
                made++;
            } catch (CatalogConflictException e) {
                conflicts++;
            }
        }
        System.out.println(conflicts);
    }

    static void change(LocalCatalog catalog, String process) {
        Optional<CatalogTable> found = catalog.find(COUNTER);
        long rows = found.map(table -> table.definition().statistics().rows()).orElse(0L);
        RunId run = new RunId("20260101t000000z-" + process);
        catalog.put(counter(run, rows + 1), found.map(CatalogTable::version).orElse(CatalogVersion.ABSENT));
    }

    private static void awaitLine() {
        try {
            if (System.in.read() < 0) {
                throw new IllegalStateException("Nobody said go");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TableDefinition counter(RunId run, long rows) {
        return new TableDefinition(
                COUNTER,
                new StructType(),
                List.of(),
                "/data",
                TableFormat.PARQUET,
                Optional.empty(),
                run,
                new TableStatistics(rows, 0, 0));
    }
}
