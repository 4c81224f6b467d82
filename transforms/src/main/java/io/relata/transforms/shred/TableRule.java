package io.relata.transforms.shred;

import io.relata.transforms.plan.PlannedTable;
import io.relata.transforms.survey.Conflicts;

/**
 * What becomes of what has no column in a table.
 *
 * @param conflicts the policies of the table's values
 */
record TableRule(UnknownKeys unknownKeys, Conflicts conflicts) {

    static TableRule of(PlannedTable table, JsonRecords read) {
        return read.kept().holds(table.path())
                ? new TableRule(
                        UnknownKeys.KEPT,
                        read.conflicts().withStandard(read.kept().policy()))
                : new TableRule(read.unknownKeys(), read.conflicts());
    }
}
