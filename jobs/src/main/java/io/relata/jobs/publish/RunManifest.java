package io.relata.jobs.publish;

import static java.util.Objects.requireNonNull;

import io.relata.RunId;
import io.relata.TableName;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a run wrote and how far its publishing got. With it alone, and the catalog, another process can finish the
 * publishing or undo it.
 *
 * @param job the job's name
 * @param catalog which catalog shows the tables, in words; the same words stand for the same catalog
 * @param restores the run whose tables are shown again by publishing this one; empty for a run that wrote tables
 * @param created when the manifest was first written
 * @param updated when its state last changed
 * @param tables what is published together, in the order it is published
 * @param inputs the paths that were read
 * @param schema what later plans go on from
 * @param notRefreshed tables that earlier runs of the job published to the target and this run did not write; known
 *     once publishing began
 */
public record RunManifest(
        RunId run,
        String job,
        String catalog,
        Optional<RunId> restores,
        State state,
        Instant created,
        Instant updated,
        List<StagedTable> tables,
        List<String> inputs,
        PublishedSchema schema,
        List<TableName> notRefreshed) {

    /** How far publishing got. */
    public enum State {
        /** The files are written; the catalog is as it was. */
        STAGED,
        /** Any number of the tables may have moved. */
        PUBLISHING,
        /** All tables have moved. */
        PUBLISHED,
        /** The tables that had moved were moved back; the files are left. */
        UNDONE;

        boolean mayBecome(State next) {
            return switch (this) {
                case STAGED -> next == PUBLISHING || next == UNDONE;
                case PUBLISHING -> next == PUBLISHED || next == UNDONE;
                case PUBLISHED, UNDONE -> false;
            };
        }
    }

    /** @throws IllegalArgumentException when a table is of a run that is not published here, or comes twice */
    public RunManifest {
        requireNonNull(run, "run");
        requireNonNull(job, "job");
        requireNonNull(catalog, "catalog");
        requireNonNull(state, "state");
        requireNonNull(created, "created");
        requireNonNull(updated, "updated");
        requireNonNull(schema, "schema");
        tables = List.copyOf(tables);
        inputs = List.copyOf(inputs);
        notRefreshed = List.copyOf(notRefreshed);
        Set<TableName> names = new HashSet<>();
        for (StagedTable table : tables) {
            if (!table.definition().run().equals(restores.orElse(run))) {
                throw new IllegalArgumentException("Run " + run + " cannot publish " + table.name() + " of run "
                        + table.definition().run());
            }
            if (!names.add(table.name())) {
                throw new IllegalArgumentException("Run " + run + " has two tables " + table.name());
            }
        }
    }

    /** The manifest of a run that relationalized nothing, whose files are written and whose publishing has not begun. */
    public static RunManifest staged(
            RunId run, String job, String catalog, Instant created, List<StagedTable> tables, List<String> inputs) {
        return staged(run, job, catalog, created, tables, inputs, PublishedSchema.NONE);
    }

    /** The manifest of a run whose files are written and whose publishing has not begun. */
    public static RunManifest staged(
            RunId run,
            String job,
            String catalog,
            Instant created,
            List<StagedTable> tables,
            List<String> inputs,
            PublishedSchema schema) {
        return new RunManifest(
                run, job, catalog, Optional.empty(), State.STAGED, created, created, tables, inputs, schema, List.of());
    }

    /** The manifest of a run that shows again what {@code earlier} published. */
    static RunManifest restoring(RunManifest earlier, RunId run, Instant created) {
        List<StagedTable> tables =
                earlier.tables.stream().map(StagedTable::restored).toList();
        RunId restored = earlier.restores.orElse(earlier.run);
        return new RunManifest(
                run,
                earlier.job,
                earlier.catalog,
                Optional.of(restored),
                State.STAGED,
                created,
                created,
                tables,
                earlier.inputs,
                earlier.schema,
                List.of());
    }

    RunManifest publishing(Instant now, List<StagedTable> replacing, List<TableName> kept) {
        RunManifest next = to(State.PUBLISHING, now);
        return new RunManifest(run, job, catalog, restores, next.state, created, now, replacing, inputs, schema, kept);
    }

    RunManifest to(State next, Instant now) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException("Run " + run + " is " + state + " and cannot become " + next);
        }
        return new RunManifest(run, job, catalog, restores, next, created, now, tables, inputs, schema, notRefreshed);
    }
}
