package io.relata.jobs.publish;

import io.relata.Partition;
import io.relata.PartitionValues;
import io.relata.Problem;
import io.relata.RelataException;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;

/**
 * Compares what a Delta table's readers go by with the files that are there: the log, and the manifest for Redshift
 * Spectrum. A file that only one of them has is a row that one reader sees and another does not.
 */
final class DeltaCheck {

    private final Configuration configuration;

    DeltaCheck(Configuration configuration) {
        this.configuration = configuration;
    }

    /** @throws RelataException when the log does not name exactly the files with rows that the run wrote */
    void log(StagedTable table) {
        String location = table.definition().location();
        try {
            DeltaLog log = DeltaLog.read(location, configuration);
            log.demand().ifPresent(demand -> {
                throw refused(
                        table,
                        location,
                        "its Delta log asks readers for " + demand
                                + ", and Redshift Spectrum reads the files without the log");
            });
            TableFolder folder = new TableFolder(location, configuration);
            NavigableSet<String> found = folder.names();
            NavigableSet<String> written =
                    table.files().stream().map(DataFile::name).collect(Collectors.toCollection(TreeSet::new));
            requireAll(table, location, found, "the folder", written, "the run");
            requireAll(table, location, written, "the run", found, "the folder");
            requireAll(table, location, log.files(), "the Delta log", found, "the folder");
            NavigableSet<String> withRows = new TreeSet<>(log.files());
            for (String name : found) {
                // Delta leaves files without rows out of its log.
                if (!log.files().contains(name) && folder.rows(name) > 0) {
                    withRows.add(name);
                }
            }
            requireAll(table, location, withRows, "the folder", log.files(), "the Delta log");
        } catch (IOException e) {
            throw unreadable(table, location, e);
        }
    }

    /** @throws RelataException when a manifest does not name the files that it has to */
    void manifests(StagedTable table) {
        SymlinkManifest whole = new SymlinkManifest(table.definition().location());
        try {
            DeltaLog log = DeltaLog.read(whole.location(), configuration);
            if (table.definition().partitionKeys().isEmpty()) {
                manifest(table, whole, SymlinkManifest.lines(log, new TableFolder(whole.location(), configuration)));
            }
            Map<PartitionValues, List<DeltaLog.LiveFile>> files = log.byPartition();
            for (Partition partition : table.written()) {
                manifest(
                        table,
                        new SymlinkManifest(partition.location()),
                        SymlinkManifest.lines(files.getOrDefault(partition.values(), List.of())));
            }
        } catch (IOException e) {
            throw unreadable(table, whole.folder(), e);
        }
    }

    private void manifest(StagedTable table, SymlinkManifest manifest, List<String> needed) throws IOException {
        List<String> named = manifest.read(configuration);
        requireAll(table, manifest.folder(), named, "the manifest", needed, "the Delta log");
        requireAll(table, manifest.folder(), needed, "the Delta log", named, "the manifest");
    }

    private static void requireAll(
            StagedTable table,
            String where,
            Collection<String> present,
            String here,
            Collection<String> known,
            String there) {
        NavigableSet<String> only = new TreeSet<>(present);
        only.removeAll(Set.copyOf(known));
        if (!only.isEmpty()) {
            throw refused(
                    table,
                    where,
                    here + " has " + only.size() + " of its files that " + there + " has not, " + only.first()
                            + " among them");
        }
    }

    private static RelataException refused(StagedTable table, String where, String why) {
        return RelataException.failed(new Problem(
                "Cannot publish table " + table.name(),
                where,
                why,
                "Nothing of this run is shown. Run again; if it stays so, report it with this message"));
    }

    private static RelataException unreadable(StagedTable table, String where, IOException cause) {
        return RelataException.failed(
                new Problem(
                        "Cannot publish table " + table.name(),
                        where,
                        "what it consists of cannot be read: " + cause.getMessage(),
                        "Run again; nothing of this run is shown"),
                cause);
    }
}
