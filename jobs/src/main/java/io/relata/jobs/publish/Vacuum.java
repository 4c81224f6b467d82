package io.relata.jobs.publish;

import io.relata.Catalog;
import io.relata.CatalogTable;
import io.relata.Failpoint;
import io.relata.Partition;
import io.relata.Problem;
import io.relata.RelataException;
import io.relata.RunId;
import io.relata.TableDefinition;
import io.relata.TableFormat;
import io.relata.TableName;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ContentSummary;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Removes what a job's runs left at a target and nobody needs: folders named by a run, below a table's folder or among
 * the staging folders, and partitions in them. Nothing else at the target is ever looked into.
 *
 * <p>Kept, whatever else is said: what a catalog entry of Relata points at, what is being published, what a run wrote
 * that may still be at work (it began less than a day ago and has not ended), what a rollback is about to show again,
 * and what other jobs published.
 */
public final class Vacuum {

    private static final long LONGEST_RUN_HOURS = 24;

    /** As many runs may begin or end while the catalog is asked. */
    private static final int LOOKS = 20;

    private final TargetLayout layout;
    private final RunManifests manifests;
    private final VacuumMarks marks;
    private final Clock clock;

    /** @param layout the target; its run stands for the vacuum */
    public Vacuum(TargetLayout layout, RunManifests manifests, Clock clock) {
        this.layout = layout;
        this.manifests = manifests;
        this.clock = clock;
        marks = manifests.vacuums();
    }

    /**
     * What may be removed, by path.
     *
     * @param job whose runs
     * @param catalog what readers see
     * @param database the job's, all of whose tables count as seen, whoever wrote them
     * @param retain how many published snapshots are kept, the current one counted
     * @throws RelataException when the catalog, a manifest or the target cannot be read
     */
    public List<Removal> removals(String job, Catalog catalog, String database, int retain) {
        int looks = 0;
        List<RunManifest> known = known();
        Set<FolderPath> found = shown(known, catalog, database);
        // A run that begins or ends in between may move a table from what was not asked for yet to what was.
        for (List<RunManifest> now = known(); !now.equals(known); now = known()) {
            if (++looks == LOOKS) {
                throw busy();
            }
            known = now;
            found = shown(known, catalog, database);
        }
        Set<FolderPath> shown = new HashSet<>(found);
        KeptSnapshots kept = KeptSnapshots.of(known, job, retain, this::isOld);
        shown.addAll(kept.folders());
        kept.deltas().forEach(location -> shown.addAll(deltaFolders(location)));
        List<Removal> removals = new ArrayList<>();
        for (RunFolder one : runFolders()) {
            Path folder = one.path();
            RunId run = one.run();
            Optional<RunManifest> manifest = manifest(known, run);
            Optional<Removal.Reason> reason = reason(run, manifest, job);
            if (reason.isPresent()) {
                List<Path> unneeded = kept.runs().contains(run) || isShown(folder, shown)
                        ? partitions(folder, kept, shown)
                        : List.of(folder);
                unneeded.forEach(path -> removals.add(removal(path, run, reason.get())));
            }
        }
        for (RunFolder one : runFolders(new Path(layout.stagings()))) {
            if (hasEnded(one.run(), known)) {
                removals.add(removal(one.path(), one.run(), Removal.Reason.STAGING));
            }
        }
        removals.sort(Comparator.comparing(Removal::folder));
        return removals;
    }

    /**
     * Removes what may be removed. Who wants to show a folder again meanwhile finds it marked and gives up, or has said so
     * in time for it to be kept.
     *
     * @param done told of each folder once it is gone
     * @throws RelataException as {@link #removals}, and when a folder cannot be removed; those told of are gone
     */
    public void remove(String job, Catalog catalog, String database, int retain, Consumer<Removal> done) {
        List<String> found = folders(removals(job, catalog, database, retain));
        if (!found.isEmpty()) {
            remove(found, job, catalog, database, retain, done);
        }
        marks.all().stream().filter(this::hasEnded).forEach(VacuumMarks.Mark::close);
    }

    /** Of these folders, those that may still be removed once they are marked. */
    void remove(List<String> found, String job, Catalog catalog, String database, int retain, Consumer<Removal> done) {
        try (VacuumMarks.Mark mark = marks.write(layout.run(), found)) {
            // Only now: a rollback that has not seen the mark is seen here.
            for (Removal removal : removals(job, catalog, database, retain)) {
                if (mark.covers(removal.folder())) {
                    remove(removal);
                    done.accept(removal);
                }
            }
        }
    }

    private static List<String> folders(List<Removal> removals) {
        return removals.stream().map(Removal::folder).toList();
    }

    /** A vacuum that has died, or is slow and finds nothing left to remove. */
    private boolean hasEnded(VacuumMarks.Mark mark) {
        return isOld(mark.vacuum()) || mark.folders().stream().noneMatch(this::exists);
    }

    private boolean exists(String folder) {
        Path path = new Path(folder);
        try {
            return path.getFileSystem(configuration()).exists(path);
        } catch (IOException e) {
            throw unreadable("Cannot list the target", path, e);
        }
    }

    /** Removes a folder, and that of its table when nothing is left in it. */
    private void remove(Removal removal) {
        Path folder = new Path(removal.folder());
        try {
            FileSystem files = folder.getFileSystem(configuration());
            files.delete(folder, true);
            Failpoint.VACUUMED.reached();
            if (removal.reason() == Removal.Reason.NEVER_PUBLISHED) {
                manifests.forget(removal.run());
            }
            Path parent = folder.getParent();
            if (files.exists(parent) && files.listStatus(parent).length == 0) {
                files.delete(parent, false);
            }
        } catch (IOException e) {
            throw unreadable("Cannot remove a folder that nobody needs", folder, e);
        }
    }

    /** The partitions in a run's folder that are replaced, where others are needed. */
    private List<Path> partitions(Path runFolder, KeptSnapshots kept, Set<FolderPath> shown) {
        FolderPath whole = FolderPath.of(runFolder.toString());
        if (shown.stream().anyMatch(location -> location.contains(whole))) {
            return List.of();
        }
        List<Path> all = partitionFolders(runFolder);
        List<Path> unneeded = all.stream()
                .filter(folder -> {
                    FolderPath partition = FolderPath.of(folder.toString());
                    return !kept.partitions().contains(partition) && !shown.contains(partition);
                })
                .toList();
        // Another table may need what the run wrote of that one. What is left may also be a manifest of other runs'
        // files.
        boolean isNeeded =
                Stream.concat(kept.partitions().stream(), shown.stream()).anyMatch(whole::contains);
        return all.isEmpty() || isNeeded ? unneeded : List.of(runFolder);
    }

    /** Those that hold files and no partitions of a further column. */
    private List<Path> partitionFolders(Path folder) {
        List<Path> found = new ArrayList<>();
        for (Path child : children(folder)) {
            if (child.getName().contains("=")) {
                List<Path> deeper = partitionFolders(child);
                found.addAll(deeper.isEmpty() ? List.of(child) : deeper);
            }
        }
        return found;
    }

    private RelataException busy() {
        return new RelataException(
                RelataException.Kind.TARGET_HELD,
                new Problem(
                        "Cannot tell what may be removed",
                        layout.target(),
                        "runs began or ended each time the catalog was asked",
                        "Run again when fewer runs are at work"));
    }

    private List<RunManifest> known() {
        return manifests.runs().stream()
                .flatMap(run -> manifests.find(run).stream())
                .toList();
    }

    private static Optional<RunManifest> manifest(List<RunManifest> known, RunId run) {
        return known.stream().filter(one -> one.run().equals(run)).findFirst();
    }

    private static boolean isShown(Path folder, Set<FolderPath> shown) {
        FolderPath path = FolderPath.of(folder.toString());
        return shown.stream().anyMatch(path::touches);
    }

    /**
     * The locations that readers see, of every table that a run of this target ever published and of the database; and
     * those that they will see again if a run that is being published is undone.
     */
    private Set<FolderPath> shown(List<RunManifest> known, Catalog catalog, String database) {
        Set<TableName> names = new TreeSet<>(Comparator.comparing(TableName::toString));
        names.addAll(catalog.tables(database));
        known.forEach(manifest -> manifest.tables().forEach(table -> names.add(table.name())));
        Set<FolderPath> locations = new HashSet<>();
        for (TableName name : names) {
            catalog.find(name)
                    .map(CatalogTable::definition)
                    .ifPresent(table -> locations.addAll(locations(table, partitions(table, catalog))));
        }
        known.stream()
                .filter(manifest -> manifest.state() == RunManifest.State.PUBLISHING)
                .flatMap(manifest -> manifest.tables().stream())
                .flatMap(table -> table.before().stream())
                .forEach(before -> locations.addAll(locations(before.table().definition(), before.partitions())));
        return locations;
    }

    private static List<Partition> partitions(TableDefinition table, Catalog catalog) {
        return table.partitionKeys().isEmpty() ? List.of() : catalog.partitions(table.name());
    }

    /** Where registered partitions are all that readers see, the folder they have in common hides nothing. */
    private Collection<FolderPath> locations(TableDefinition table, List<Partition> partitions) {
        if (table.format() == TableFormat.DELTA) {
            return deltaFolders(table.location());
        }
        return partitions.isEmpty()
                ? List.of(FolderPath.of(table.location()))
                : partitions.stream()
                        .map(partition -> FolderPath.of(partition.location()))
                        .toList();
    }

    /** A Delta table's own folder, and those of the files of earlier runs that its log names. */
    private Collection<FolderPath> deltaFolders(String location) {
        Set<FolderPath> folders = new HashSet<>();
        folders.add(FolderPath.of(location));
        try {
            DeltaLog.read(location, configuration()).ofEarlierRuns().forEach(file -> folders.add(file.folder()));
        } catch (FileNotFoundException e) {
            // Without a log nobody reads the table, nor what it named.
            return folders;
        } catch (IOException e) {
            throw unreadable("Cannot read a Delta log", new Path(location), e);
        }
        return folders;
    }

    private Optional<Removal.Reason> reason(RunId run, Optional<RunManifest> manifest, String job) {
        if (manifest.isEmpty() || manifest.get().state() == RunManifest.State.STAGED) {
            return isOld(run) ? Optional.of(Removal.Reason.NEVER_PUBLISHED) : Optional.empty();
        }
        return switch (manifest.get().state()) {
            case UNDONE -> Optional.of(Removal.Reason.UNDONE);
            case PUBLISHED ->
                manifest.get().job().equals(job) ? Optional.of(Removal.Reason.REPLACED) : Optional.empty();
            case STAGED, PUBLISHING -> Optional.empty();
        };
    }

    private boolean hasEnded(RunId run, List<RunManifest> known) {
        boolean ended = known.stream()
                .filter(manifest -> manifest.run().equals(run))
                .anyMatch(manifest -> manifest.state() == RunManifest.State.PUBLISHED
                        || manifest.state() == RunManifest.State.UNDONE);
        return ended || isOld(run);
    }

    private boolean isOld(RunId run) {
        return run.started().plusSeconds(LONGEST_RUN_HOURS * 3_600).isBefore(clock.instant());
    }

    private record RunFolder(Path path, RunId run) {}

    private List<RunFolder> runFolders() {
        return children(new Path(layout.target())).stream()
                .filter(table ->
                        !table.getName().startsWith("_") && !table.getName().startsWith("."))
                .flatMap(table -> runFolders(table).stream())
                .toList();
    }

    private List<RunFolder> runFolders(Path parent) {
        return children(parent).stream()
                .flatMap(folder -> RunId.parsed(folder.getName()).map(run -> new RunFolder(folder, run)).stream())
                .toList();
    }

    private List<Path> children(Path folder) {
        try {
            FileSystem files = folder.getFileSystem(configuration());
            if (!files.exists(folder)) {
                return List.of();
            }
            return Arrays.stream(files.listStatus(folder))
                    .filter(FileStatus::isDirectory)
                    .map(FileStatus::getPath)
                    .toList();
        } catch (IOException e) {
            throw unreadable("Cannot list the target", folder, e);
        }
    }

    private Removal removal(Path folder, RunId run, Removal.Reason reason) {
        try {
            ContentSummary summary = folder.getFileSystem(configuration()).getContentSummary(folder);
            return new Removal(folder.toString(), run, reason, summary.getFileCount(), summary.getLength());
        } catch (IOException e) {
            throw unreadable("Cannot list the target", folder, e);
        }
    }

    private Configuration configuration() {
        return manifests.configuration();
    }

    private static RelataException unreadable(String what, Path where, IOException cause) {
        return RelataException.failed(
                new Problem(
                        what,
                        where.toString(),
                        String.valueOf(cause.getMessage()),
                        "Check that the folder may be listed and its files deleted, then run again"),
                cause);
    }
}
