package io.relata.catalog.redshift;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/**
 * Replaces all rows of a table. Readers see the old ones until the new ones are there.
 *
 * @param columns the target's, the keys among them
 * @param keys of which each comes in once; none where every row does
 */
public record StagingReplace(RelationName target, RowSource rows, List<Identifier> columns, List<Identifier> keys) {

    public StagingReplace {
        requireNonNull(target, "target");
        requireNonNull(rows, "rows");
        columns = List.copyOf(columns);
        keys = List.copyOf(keys);
        if (!columns.containsAll(keys)) {
            throw new IllegalArgumentException("The keys of " + target.sql() + " are among its columns");
        }
    }

    /** All of it: a session that fails leaves the target as it was and no temporary table. */
    public Transaction transaction() {
        List<RedshiftStatement> statements = new ArrayList<>();
        if (keys.isEmpty()) {
            statements.add(new LockTable(target));
            statements.add(new DeleteAll(target));
            statements.add(rows.into(target));
            return new Transaction(statements);
        }
        statements.add(new CreateStagingTable(StagingUpsert.STAGING, target));
        statements.add(rows.into(RelationName.of(StagingUpsert.STAGING.name())));
        statements.add(new LockTable(target));
        statements.add(new DeleteAll(target));
        statements.add(new InsertLatest(target, StagingUpsert.STAGING, columns, keys, List.of()));
        statements.add(new DropStagingTable(StagingUpsert.STAGING));
        return new Transaction(statements);
    }
}
