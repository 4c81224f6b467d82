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
 * @param load fills a table with the target's columns
 * @param columns the target's, the keys and the version among them
 * @param version the column by which a row is newer than another of its key; empty where the new rows always are
 */
public record StagingUpsert(
        RelationName target, Load load, List<Identifier> columns, List<Identifier> keys, Optional<Identifier> version) {

    /** Fills a staging table. */
    @FunctionalInterface
    public interface Load {

        /** The statement that does, for a table of this name. */
        RedshiftStatement into(RelationName staging);
    }

    public StagingUpsert {
        requireNonNull(load, "load");
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
        Identifier staging = new Identifier("relata_staging");
        RelationName table = RelationName.of(staging.name());
        List<RedshiftStatement> statements = new ArrayList<>();
        statements.add(new CreateStagingTable(staging, target));
        statements.add(load.into(table));
        statements.add(new LockTable(target));
        version.ifPresent(column -> statements.add(new DeleteLate(staging, target, keys, column)));
        statements.add(new DeleteMatching(target, staging, keys));
        statements.add(new InsertLatest(
                target, staging, columns, keys, version.stream().toList()));
        statements.add(new DropStagingTable(staging));
        return new Transaction(statements);
    }
}
