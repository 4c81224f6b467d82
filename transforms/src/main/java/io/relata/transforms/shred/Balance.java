package io.relata.transforms.shred;

import io.relata.Problem;
import io.relata.RelataException;

/** Holds what the files contain against what walking the records counted. */
final class Balance {

    private Balance() {}

    /** @throws RelataException when a table's files hold another number of rows than the records called for */
    static void check(ShreddedTables tables) {
        tables.tables().forEach(Balance::check);
        tables.rejects().ifPresent(Balance::check);
        long rejectedRows =
                tables.rejects().map(table -> table.statistics().rows()).orElse(0L);
        if (rejectedRows != tables.rejected()) {
            throw unbalanced("the rejects table", rejectedRows, tables.rejected());
        }
    }

    private static void check(ShreddedTable table) {
        if (table.statistics().rows() != table.elements()) {
            throw unbalanced("table " + table.name(), table.statistics().rows(), table.elements());
        }
    }

    private static RelataException unbalanced(String table, long written, long called) {
        return RelataException.failed(new Problem(
                "The run does not balance",
                table,
                "its files hold " + written + " rows and the records called for " + called,
                "Nothing was published; report this, it is a defect of Relata"));
    }
}
