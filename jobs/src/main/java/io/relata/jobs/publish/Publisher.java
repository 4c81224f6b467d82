package io.relata.jobs.publish;

import io.relata.Catalog;
import io.relata.CatalogConflictException;
import io.relata.CatalogTable;
import io.relata.Failpoint;
import io.relata.Partition;
import io.relata.Problem;
import io.relata.RelataException;
import io.relata.RunId;
import io.relata.TableDefinition;
import io.relata.TableName;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Moves the catalog's entries of a run's tables to what the run wrote, replacing what earlier runs wrote.
 *
 * <p>Atomic: each table. A reader of the catalog sees a table before or after, and the files of both stay. When
 * publishing throws, the tables that had moved are moved back.
 *
 * <p>Not atomic: the tables together. While {@link #publish} runs, a reader may see some tables of this run and others
 * of the run before. When the process dies in the middle it stays so until the run is published once more, which
 * finishes it: the manifest says {@link RunManifest.State#PUBLISHING} and holds each table's entry of before.
 *
 * <p>Two processes may publish one run, as when another finishes it that it takes for dead. Each asks for all tables once
 * more at its end, so both come to all tables moved or to all moved back.
 *
 * <p>Two runs may publish at once. Every move is made for the entry found when publishing began, so the run that finds
 * an entry changed gives up and moves back what it can; an entry that the other run has taken since is left to it.
 *
 * <p>Nothing is deleted by publishing. Safe for use by several threads, one run in one thread.
 */
public final class Publisher {

    /** Another process that finishes this run may move a table once more after it was moved back. */
    private static final int ROUNDS_BACK = 5;

    /** As many runs in a row may publish between two looks at the catalog. */
    private static final int RUNS_WAITED_FOR = 20;

    private final RunManifests manifests;
    private final Clock clock;

    public Publisher(RunManifests manifests, Clock clock) {
        this.manifests = manifests;
        this.clock = clock;
    }

    /**
     * Publishes a run whose files are written. Safe to repeat: what was done is not done again.
     *
     * @param staged the run's manifest; when the run has one at the target already, that one counts
     * @throws RelataException of kind {@link RelataException.Kind#TARGET_HELD} when another run changed one of the
     *     tables at the same time, naming it; of another kind when the catalog or the target refused. Either way the
     *     catalog is as it was before, unless the message says otherwise
     */
    public Publication publish(RunManifest staged, Catalog catalog) {
        RunManifest manifest = manifests.find(staged.run()).orElseGet(() -> manifests.create(staged));
        Failpoint.MANIFEST_WRITTEN.reached();
        return switch (manifest.state()) {
            case STAGED -> move(begin(manifest, catalog), catalog);
            case PUBLISHING -> move(manifest, catalog);
            case PUBLISHED -> new Publication(manifest, List.of(), names(manifest));
            case UNDONE ->
                throw RelataException.failed(new Problem(
                        "Cannot publish run " + manifest.run(),
                        manifests.layout(manifest.run()).manifest(),
                        "its publishing was undone at " + manifest.updated(),
                        "Run the job again; it gets a new run id"));
        };
    }

    /**
     * Deletes what a run wrote that failed before its publishing began: its folder of each table and its staging
     * folder, and nothing else. Once publishing has begun nothing is deleted, since a reader may see the files.
     *
     * @param tables the tables that the run wrote or was about to write
     * @return the folders that were deleted
     * @throws RelataException when a folder cannot be deleted; the others may be gone
     */
    public List<String> abandon(RunId run, Collection<TableName> tables) {
        Optional<RunManifest> manifest = manifests.find(run);
        if (manifest.isPresent()) {
            if (manifest.get().state() != RunManifest.State.STAGED) {
                return List.of();
            }
            manifests.end(manifest.get().to(RunManifest.State.UNDONE, clock.instant()));
        }
        TargetLayout layout = manifests.layout(run);
        List<String> folders = new ArrayList<>();
        tables.forEach(table -> folders.add(layout.location(table)));
        folders.add(layout.staging());
        Failpoint.ABANDONING.reached();
        return folders.stream().filter(this::delete).toList();
    }

    /**
     * Notes what the catalog shows before the run's tables move. That must be what a run shows that has ended: to go back
     * to the tables of one that is undone later would bring them back to life. So a run that is under way is ended first.
     */
    private RunManifest begin(RunManifest manifest, Catalog catalog) {
        for (int runs = 0; runs < RUNS_WAITED_FOR; runs++) {
            List<StagedTable> replacing = manifest.tables().stream()
                    .sorted(Comparator.comparing(table -> table.name().toString()))
                    .map(table -> table.replacing(shown(table.name(), catalog)))
                    .toList();
            // Only now: whoever made one of these entries is among the unfinished, or has ended.
            Optional<RunManifest> other = underWay(manifest);
            if (other.isEmpty()) {
                List<TableName> kept = keptTables(manifest).stream()
                        .filter(name -> catalog.find(name).isPresent())
                        .toList();
                return manifests.begin(manifest.publishing(clock.instant(), replacing, kept));
            }
            end(other.get(), catalog);
        }
        throw new RelataException(
                RelataException.Kind.TARGET_HELD,
                new Problem(
                        "Cannot publish run " + manifest.run(),
                        manifests.layout(manifest.run()).target(),
                        "one run after another was publishing the same tables",
                        "Run again when they have ended"));
    }

    /** A run that may be moving tables of this one. */
    private Optional<RunManifest> underWay(RunManifest manifest) {
        return manifests.unfinished().stream()
                .filter(run -> !run.equals(manifest.run()))
                .flatMap(run -> manifests.find(run).stream())
                .filter(other -> other.state() == RunManifest.State.PUBLISHING)
                .filter(other -> other.catalog().equals(manifest.catalog()))
                .filter(other -> !Collections.disjoint(names(other), names(manifest)))
                .findFirst();
    }

    private void end(RunManifest other, Catalog catalog) {
        try {
            move(other, catalog);
        } catch (RelataException e) {
            if (manifests
                    .find(other.run())
                    .filter(found -> found.state() == RunManifest.State.UNDONE)
                    .isEmpty()) {
                throw e;
            }
        }
    }

    /** The entry first: whoever changes the partitions afterwards changes its version too. */
    private static Optional<Shown> shown(TableName name, Catalog catalog) {
        return catalog.find(name).map(entry -> new Shown(entry, partitions(entry.definition(), catalog)));
    }

    private static List<Partition> partitions(TableDefinition table, Catalog catalog) {
        return table.partitionKeys().isEmpty() ? List.of() : catalog.partitions(table.name());
    }

    /** What the job's last published run showed at the target, as far as this run does not write it. */
    private Set<TableName> keptTables(RunManifest manifest) {
        Set<TableName> kept = new LinkedHashSet<>();
        manifests.published(manifest.job()).findFirst().ifPresent(earlier -> {
            kept.addAll(names(earlier));
            kept.addAll(earlier.notRefreshed());
        });
        names(manifest).forEach(kept::remove);
        return kept;
    }

    private Publication move(RunManifest manifest, Catalog catalog) {
        Failpoint.BEGUN.reached();
        List<TableName> moved = new ArrayList<>();
        List<TableName> alreadyThere = new ArrayList<>();
        for (StagedTable table : manifest.tables()) {
            try {
                if (move(table, catalog)) {
                    moved.add(table.name());
                } else {
                    alreadyThere.add(table.name());
                }
                Failpoint.REGISTERED.reached(moved.size() + alreadyThere.size());
            } catch (RuntimeException e) {
                return publishedByAnother(manifest).orElseThrow(() -> undone(manifest, catalog, table, e));
            }
        }
        for (StagedTable table : manifest.tables()) {
            try {
                requireNotTakenBack(table, catalog);
            } catch (RuntimeException e) {
                return publishedByAnother(manifest).orElseThrow(() -> undone(manifest, catalog, table, e));
            }
        }
        Failpoint.CHECKED.reached();
        RunManifest published = manifests.end(manifest.to(RunManifest.State.PUBLISHED, clock.instant()));
        return new Publication(published, moved, alreadyThere);
    }

    /** A table that shows a later run is no reason to undo this one, if another process has brought it to its end. */
    private Optional<Publication> publishedByAnother(RunManifest manifest) {
        return manifests
                .find(manifest.run())
                .filter(found -> found.state() == RunManifest.State.PUBLISHED)
                .map(found -> new Publication(found, List.of(), names(found)));
    }

    private static void requireNotTakenBack(StagedTable table, Catalog catalog) {
        if (table.isTakenBack(catalog.find(table.name()))) {
            throw new TakenBackException(table.name());
        }
    }

    /** Whether the table had to be moved; otherwise it shows this run already. */
    private static boolean move(StagedTable table, Catalog catalog) {
        try {
            catalog.put(table.definition(), table.changes(), table.expected());
            return true;
        } catch (CatalogConflictException e) {
            if (catalog.find(table.name()).filter(table::isShownBy).isPresent()) {
                return false;
            }
            throw e;
        }
    }

    private RelataException undone(RunManifest manifest, Catalog catalog, StagedTable failed, RuntimeException cause) {
        boolean conflict = cause instanceof CatalogConflictException;
        Optional<RunId> winner;
        int back;
        try {
            winner = conflict ? winner(failed, catalog) : Optional.empty();
            back = moveBack(manifest, catalog);
            manifests.end(manifest.to(RunManifest.State.UNDONE, clock.instant()));
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
            return RelataException.failed(
                    new Problem(
                            "Cannot publish run " + manifest.run() + ", nor undo it",
                            "table " + failed.name(),
                            "moving tables back failed: " + phrase(e) + "; it was to be undone since: " + phrase(cause),
                            "Readers may see tables of two runs: publish this run again when the catalog answers"),
                    cause);
        }
        String restored = "; tables moved back to their earlier state: " + back;
        if (conflict) {
            return new RelataException(
                    RelataException.Kind.TARGET_HELD,
                    new Problem(
                            "Cannot publish run " + manifest.run(),
                            "table " + failed.name(),
                            winner.map(run -> "run " + run + " published it at the same time")
                                            .orElse("it was changed at the same time")
                                    + restored,
                            winner.map(run -> "Run again when run " + run + " has ended")
                                    .orElse("Run again")),
                    cause);
        }
        return RelataException.failed(
                new Problem(
                        "Cannot publish run " + manifest.run(),
                        "table " + failed.name(),
                        phrase(cause) + restored,
                        "Run again when the catalog takes the table"),
                cause);
    }

    /** The run that the table shows now, if it is not the one that it showed when publishing began. */
    private static Optional<RunId> winner(StagedTable table, Catalog catalog) {
        Optional<RunId> before =
                table.before().map(shown -> shown.table().definition().run());
        return catalog.find(table.name())
                .map(entry -> entry.definition().run())
                .filter(run -> !before.equals(Optional.of(run)));
    }

    /** As many tables as can be, also when the catalog refuses one of them. */
    private static int moveBack(RunManifest manifest, Catalog catalog) {
        int back = 0;
        Optional<RuntimeException> refused = Optional.empty();
        for (int round = 0; round < ROUNDS_BACK; round++) {
            int before = back;
            refused = Optional.empty();
            for (int i = manifest.tables().size() - 1; i >= 0; i--) {
                try {
                    if (moveBack(manifest.tables().get(i), catalog)) {
                        back++;
                        Failpoint.MOVED_BACK.reached(back);
                    }
                } catch (RuntimeException e) {
                    refused = Optional.of(e);
                }
            }
            if (back == before) {
                break;
            }
        }
        if (refused.isPresent()) {
            throw refused.get();
        }
        return back;
    }

    private static boolean moveBack(StagedTable table, Catalog catalog) {
        // Asked for every table, since an attempt that failed may have succeeded all the same.
        Optional<CatalogTable> shown = catalog.find(table.name()).filter(table::isShownBy);
        return shown.isPresent() && moveBack(table, shown.get(), catalog);
    }

    private static boolean moveBack(StagedTable table, CatalogTable shown, Catalog catalog) {
        try {
            if (table.before().isPresent()) {
                catalog.put(table.before().get().table().definition(), table.changesBack(), shown.version());
            } else {
                catalog.drop(table.name(), shown.version());
            }
            return true;
        } catch (CatalogConflictException e) {
            // Another run has taken it in this moment, and its state is no longer ours to undo.
            if (catalog.find(table.name()).filter(table::isShownBy).isPresent()) {
                throw e;
            }
            return false;
        }
    }

    private static String phrase(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }

    private boolean delete(String folder) {
        try {
            Path path = new Path(folder);
            FileSystem files = path.getFileSystem(manifests.configuration());
            return files.exists(path) && files.delete(path, true);
        } catch (IOException e) {
            throw RelataException.failed(
                    new Problem(
                            "Cannot delete what a failed run wrote",
                            folder,
                            String.valueOf(e.getMessage()),
                            "Delete the folder; no table shows it"),
                    e);
        }
    }

    private static List<TableName> names(RunManifest manifest) {
        return manifest.tables().stream().map(StagedTable::name).toList();
    }
}
