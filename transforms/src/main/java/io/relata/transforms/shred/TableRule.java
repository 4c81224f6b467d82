package io.relata.transforms.shred;

import io.relata.transforms.plan.PlannedTable;
import io.relata.transforms.survey.ConflictPolicy;
import io.relata.transforms.survey.Conflicts;
import java.util.Optional;

/**
 * What becomes of what has no column in a table.
 *
 * @param standard the policy of values whose path has none of its own
 */
record TableRule(UnknownKeys unknownKeys, Optional<ConflictPolicy> standard) {

    static TableRule of(PlannedTable table, JsonRecords read) {
        return read.kept().holds(table.path())
                ? new TableRule(UnknownKeys.KEPT, Optional.of(read.kept().policy()))
                : new TableRule(read.unknownKeys(), read.conflicts().standard());
    }

    /** What the job says of the values at this path, which is one of the table's. */
    Optional<ConflictPolicy> policy(Conflicts conflicts, String path) {
        return Optional.ofNullable(conflicts.paths().get(path)).or(() -> standard);
    }
}
