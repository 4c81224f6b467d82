package io.relata.jobs.report;

import io.relata.transforms.shred.ShreddedTable;
import io.relata.transforms.shred.ShreddedTables;
import java.util.ArrayList;
import java.util.List;

/**
 * Two counts that were made apart from each other and must agree.
 *
 * @param what what is compared: {@code rows of root_items = elements of its arrays}
 * @param expected the count of what was to be done
 * @param found the count of what was done
 */
public record Balance(String what, long expected, long found) {

    public boolean agrees() {
        return expected == found;
    }

    /** The lines of a run: its records against root rows and rejects, and each table's rows against what called for them. */
    public static List<Balance> of(ShreddedTables shredded) {
        List<Balance> lines = new ArrayList<>();
        for (ShreddedTable table : shredded.tables()) {
            if (table.parent().isEmpty()) {
                lines.add(new Balance(
                        "records read = rows of " + table.name() + " + records rejected",
                        shredded.records(),
                        table.statistics().rows() + shredded.rejected()));
            }
        }
        for (ShreddedTable table : shredded.tables()) {
            if (table.parent().isPresent()) {
                lines.add(new Balance(
                        "elements read = rows of " + table.name(),
                        table.elements(),
                        table.statistics().rows()));
            }
        }
        shredded.rejects()
                .ifPresent(table -> lines.add(new Balance(
                        "records rejected = rows of " + table.name(),
                        shredded.rejected(),
                        table.statistics().rows())));
        return lines;
    }
}
