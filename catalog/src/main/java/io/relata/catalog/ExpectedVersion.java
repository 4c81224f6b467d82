package io.relata.catalog;

import io.relata.CatalogConflictException;
import io.relata.CatalogTable;
import io.relata.CatalogVersion;
import io.relata.TableName;
import java.util.Optional;

/** The comparison of a compare-and-set, worded alike for every catalog. */
public final class ExpectedVersion {

    private ExpectedVersion() {}

    /**
     * Returns when the table is as {@code expected} says.
     *
     * @param found the table as it is now; empty when it does not exist
     * @throws CatalogConflictException when it is not; the message names the run that the table is from
     */
    public static void require(TableName name, CatalogVersion expected, Optional<CatalogTable> found) {
        if (!found.map(CatalogTable::version).orElse(CatalogVersion.ABSENT).equals(expected)) {
            String state = found.map(ExpectedVersion::state).orElse("the table does not exist");
            String wanted = expected.equals(CatalogVersion.ABSENT)
                    ? "to create the table"
                    : "made for version " + expected.value();
            throw new CatalogConflictException(name, state + ", and this change is " + wanted);
        }
    }

    private static String state(CatalogTable table) {
        return "run " + table.definition().run() + " holds it at version "
                + table.version().value();
    }
}
