package io.relata.jobs.publish;

import io.relata.Partition;
import io.relata.RunId;
import io.relata.TableFormat;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a job's latest snapshots consist of, and those that are being published.
 *
 * @param runs whose folders they need, all or in part
 * @param partitions the locations that they need of tables with partitions
 * @param folders the folders that they need of Parquet tables without partitions, whatever run wrote them
 * @param deltas the locations of their Delta tables, whose logs name what else they need
 */
record KeptSnapshots(Set<RunId> runs, Set<FolderPath> partitions, Set<FolderPath> folders, Set<String> deltas) {

    KeptSnapshots {
        runs = Set.copyOf(runs);
        partitions = Set.copyOf(partitions);
        folders = Set.copyOf(folders);
        deltas = Set.copyOf(deltas);
    }

    /**
     * Finds them.
     *
     * @param known the target's manifests, the latest first
     * @param retain how many published snapshots of the job are kept
     * @param isOld whether a run that has no end is taken for dead
     */
    static KeptSnapshots of(List<RunManifest> known, String job, int retain, Predicate<RunId> isOld) {
        Set<RunId> runs = new HashSet<>();
        Set<FolderPath> partitions = new HashSet<>();
        Set<FolderPath> folders = new HashSet<>();
        Set<String> deltas = new HashSet<>();
        Set<RunId> snapshots = new HashSet<>();
        for (RunManifest manifest : known) {
            RunId snapshot = manifest.restores().orElse(manifest.run());
            boolean isKept = switch (manifest.state()) {
                case PUBLISHING -> true;
                case PUBLISHED -> manifest.job().equals(job) && snapshots.size() < retain;
                case STAGED -> manifest.restores().isPresent() && !isOld.test(manifest.run());
                case UNDONE -> false;
            };
            if (isKept) {
                if (manifest.state() == RunManifest.State.PUBLISHED) {
                    snapshots.add(snapshot);
                }
                runs.add(manifest.run());
                runs.add(snapshot);
                // What other runs wrote is in it too, where their rows stayed.
                for (StagedTable table : manifest.tables()) {
                    if (table.definition().format() == TableFormat.DELTA) {
                        deltas.add(table.definition().location());
                    } else if (table.definition().partitionKeys().isEmpty()) {
                        folders.add(FolderPath.of(table.folder()));
                    }
                    for (Partition partition : table.partitions()) {
                        runs.add(partition.run());
                        partitions.add(FolderPath.of(partition.location()));
                    }
                }
            }
        }
        return new KeptSnapshots(runs, partitions, folders, deltas);
    }
}
