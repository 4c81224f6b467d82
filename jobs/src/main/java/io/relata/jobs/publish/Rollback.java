package io.relata.jobs.publish;

import io.relata.Catalog;
import io.relata.Partition;
import io.relata.Problem;
import io.relata.RelataException;
import io.relata.RunId;
import io.relata.TableFormat;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * Points all tables of an earlier run back to what it wrote. That is publishing once more, under a run id of its own, and
 * as safe. Tables that the earlier run did not write stay as they are.
 */
public final class Rollback {

    private final RunManifests manifests;
    private final Publisher publisher;
    private final Clock clock;

    public Rollback(RunManifests manifests, Publisher publisher, Clock clock) {
        this.manifests = manifests;
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * Shows an earlier run again.
     *
     * @param earlier a run that was published, or a rollback to one
     * @param run the id under which that is done
     * @param catalogName the catalog as manifests name it
     * @throws RelataException of kind {@link RelataException.Kind#USAGE} when there is no such run, it was not published
     *     to this catalog, or its files are gone; of kind {@link RelataException.Kind#TARGET_HELD} when a vacuum is
     *     removing them; nothing is changed then. Otherwise as {@link Publisher#publish}
     */
    public Publication to(RunId earlier, RunId run, Catalog catalog, String catalogName) {
        RunManifest manifest =
                manifests.find(earlier).orElseThrow(() -> refused(earlier, "the target knows no run of this id"));
        if (manifest.state() != RunManifest.State.PUBLISHED) {
            throw refused(earlier, "it was never published: it is " + manifest.state());
        }
        if (!manifest.catalog().equals(catalogName)) {
            throw refused(earlier, "it was published to another catalog: " + manifest.catalog());
        }
        manifest.tables().forEach(table -> requireFiles(earlier, table));
        RunManifest restoring = manifests.create(RunManifest.restoring(manifest, run, clock.instant()));
        try {
            // Only now: a vacuum that has not seen this manifest is seen here, or has removed the files by now.
            manifests.vacuums().all().forEach(mark -> requireUnmarked(earlier, manifest, mark));
            manifest.tables().forEach(table -> requireFiles(earlier, table));
        } catch (RelataException e) {
            manifests.end(restoring.to(RunManifest.State.UNDONE, clock.instant()));
            throw e;
        }
        return publisher.publish(restoring, catalog);
    }

    private void requireUnmarked(RunId earlier, RunManifest manifest, VacuumMarks.Mark mark) {
        for (StagedTable table : manifest.tables()) {
            if (mark.names(table.folder())
                    || table.partitions().stream().anyMatch(partition -> mark.names(partition.location()))
                    || earlierFolders(earlier, table).anyMatch(mark::names)) {
                throw new RelataException(
                        RelataException.Kind.TARGET_HELD,
                        new Problem(
                                "Cannot roll back to run " + earlier,
                                "table " + table.name(),
                                "vacuum " + mark.vacuum() + " is removing files that it would show",
                                "Run again when that vacuum has ended; if it died, run vacuum again, which ends it"));
            }
        }
    }

    private Stream<String> earlierFolders(RunId earlier, StagedTable table) {
        return table.definition().format() == TableFormat.DELTA
                ? log(earlier, table).ofEarlierRuns().stream()
                        .map(file -> file.folder().path())
                        .distinct()
                : Stream.of();
    }

    private void requireFiles(RunId earlier, StagedTable table) {
        Set<String> missing = new HashSet<>();
        table.files().forEach(file -> missing.add(table.folder() + "/" + file.name()));
        if (table.definition().format() == TableFormat.DELTA) {
            missing.add(DeltaLog.firstCommit(table.folder()));
        }
        if (!missing.isEmpty()) { // A run that wrote nothing of the table has no folder.
            missing.removeAll(files(earlier, table, table.folder()));
        }
        if (!missing.isEmpty()) {
            throw refused(
                    earlier,
                    missing.size() + " of the files of table " + table.name() + " were removed, "
                            + missing.stream()
                                    .sorted()
                                    .findFirst()
                                    .orElseThrow()
                                    .substring(table.folder().length() + 1)
                            + " among them");
        }
        requireOtherRuns(earlier, table);
        if (table.definition().format() == TableFormat.DELTA) {
            requireEarlierFiles(earlier, table);
        }
    }

    /** Of the partitions that runs before it wrote, the manifest knows how many files they have. */
    private void requireOtherRuns(RunId earlier, StagedTable table) {
        Map<String, Map<String, Long>> found = new HashMap<>();
        for (Partition partition : table.partitions()) {
            String run = partition.run().value();
            if (!partition.run().equals(table.definition().run())
                    && partition.location().contains(run)) {
                String location = partition.location();
                String folder = location.substring(0, location.indexOf(run) + run.length());
                long files = found.computeIfAbsent(folder, one -> filesByFolder(files(earlier, table, one)))
                        .getOrDefault(location, 0L);
                // Of a partition's files, the second entry of a Delta table has a manifest.
                boolean isManifest = table.definition().format() == TableFormat.SYMLINK;
                if (files < (isManifest ? 1 : partition.statistics().files())) {
                    throw refused(
                            earlier,
                            "of the " + partition.statistics().files() + " files of table " + table.name()
                                    + " in partition " + partition.values() + ", which run " + run + " wrote, "
                                    + files + " are left");
                }
            }
        }
    }

    private void requireEarlierFiles(RunId earlier, StagedTable table) {
        Set<String> missing = new HashSet<>();
        Set<String> folders = new HashSet<>();
        String runs = TargetLayout.runs(table.folder());
        for (DeltaLog.LiveFile file : log(earlier, table).ofEarlierRuns()) {
            missing.add(file.location());
            folders.add(file.runFolder(runs));
        }
        folders.forEach(folder -> missing.removeAll(files(earlier, table, folder)));
        if (!missing.isEmpty()) {
            throw refused(
                    earlier,
                    missing.size() + " of the files that table " + table.name()
                            + " has of runs before it were removed, "
                            + missing.stream().sorted().findFirst().orElseThrow() + " among them");
        }
    }

    private DeltaLog log(RunId earlier, StagedTable table) {
        try {
            return DeltaLog.read(table.folder(), manifests.configuration());
        } catch (IOException e) {
            throw unreadable(earlier, table.folder(), e);
        }
    }

    private static RelataException unreadable(RunId earlier, String where, IOException cause) {
        return RelataException.failed(
                new Problem(
                        "Cannot roll back to run " + earlier,
                        where,
                        String.valueOf(cause.getMessage()),
                        "Check that the folder may be listed, then run again"),
                cause);
    }

    private static Map<String, Long> filesByFolder(Set<String> files) {
        return files.stream()
                .filter(file -> DataFile.isDataName(new Path(file).getName()))
                .collect(
                        Collectors.groupingBy(file -> file.substring(0, file.lastIndexOf('/')), Collectors.counting()));
    }

    /** Their paths, written as that of the folder is. */
    private Set<String> files(RunId earlier, StagedTable table, String location) {
        Set<String> paths = new HashSet<>();
        try {
            Path folder = new Path(location);
            FileSystem files = folder.getFileSystem(manifests.configuration());
            String base = files.makeQualified(folder).toString() + "/";
            RemoteIterator<LocatedFileStatus> found = files.listFiles(folder, true);
            while (found.hasNext()) {
                String path = found.next().getPath().toString();
                paths.add(path.startsWith(base) ? location + "/" + path.substring(base.length()) : path);
            }
        } catch (FileNotFoundException e) {
            throw refused(earlier, "the files of table " + table.name() + " were removed");
        } catch (IOException e) {
            throw unreadable(earlier, location, e);
        }
        return paths;
    }

    private RelataException refused(RunId earlier, String why) {
        return RelataException.usage(
                new Problem(
                        "Cannot roll back to run " + earlier,
                        manifests.layout(earlier).manifest(),
                        why,
                        "Choose a run whose manifest says PUBLISHED and whose files are kept; target.retain says how many are"));
    }
}
