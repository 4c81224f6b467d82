package io.relata.catalog.redshift;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Replaces rows by key, as Redshift's documentation does it ("Merge method: replacing existing rows"): new rows are loaded
 * into a temporary table, late ones are taken out, the target's rows of the same keys are deleted, and one row of each key
 * comes in. Rows that have no key are inserted and replace nothing.
 *
 * @param rows fills a table with the target's columns
 * @param columns the target's, the keys and the version among them
 * @param version the column by which a row is newer than another of its key; empty where the new rows always are
 */
public record StagingUpsert(
        RelationName target,
        RowSource rows,
        List<Identifier> columns,
        List<Identifier> keys,
        Optional<Identifier> version) {

    /** No table of a warehouse is called so but in the session of a load. */
    static final Identifier STAGING = new Identifier("relata_staging");

    public StagingUpsert {
        requireNonNull(rows, "rows");
        requireNonNull(version, "version");
        keys = RowMatch.requireKeys(target, keys);
        columns = List.copyOf(columns);
        if (!columns.containsAll(Stream.concat(keys.stream(), version.stream()).toList())) {
            throw new IllegalArgumentException(
                    "The keys and the version of " + target.sql() + " are among its columns");
        }
    }

    /** All of it: a session that fails leaves the target as it was and no temporary table. */
    public Transaction transaction() {
        RelationName table = RelationName.of(STAGING.name());
        List<RedshiftStatement> statements = new ArrayList<>();
        statements.add(new CreateStagingTable(STAGING, target));
        statements.add(rows.into(table));
        statements.add(new LockTable(target));
        version.ifPresent(column -> statements.add(new DeleteLate(STAGING, target, keys, column)));
        statements.add(new DeleteMatching(target, STAGING, keys));
        statements.add(new InsertLatest(
                target, STAGING, columns, keys, version.stream().toList()));
        statements.add(new DropStagingTable(STAGING));
        return new Transaction(statements);
    }
}
