package io.relata.jobs.publish;

import io.relata.Partition;
import io.relata.PartitionValues;
import io.relata.Problem;
import io.relata.RelataException;
import io.relata.RunId;
import io.relata.TableDefinition;
import io.relata.TableFormat;
import io.relata.TableName;
import io.relata.TableStatistics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;

/**
 * The second entry of a Delta table in the AWS Glue Data Catalog. Redshift Spectrum reads Delta tables by a manifest
 * alone, and Spark cannot read a table over one, so each Delta table has an entry of both kinds.
 */
public final class SpectrumTable {

    private static final String SUFFIX = "_spectrum";

    /** In bytes; of a longer name Redshift takes the beginning. */
    private static final int LONGEST = 127;

    private SpectrumTable() {}

    /** The name of the second entry. */
    public static TableName name(TableName delta) {
        return new TableName(delta.database(), delta.table() + SUFFIX);
    }

    /**
     * Refuses tables whose second entries cannot be told from another table, or from each other by Redshift.
     *
     * @param names those of all tables of a run
     * @throws RelataException that names every such table
     */
    public static void check(String database, Collection<String> names) {
        Map<TableName, String> tables = new LinkedHashMap<>();
        names.forEach(name -> tables.put(new TableName(database, name), name));
        List<String> taken = new ArrayList<>();
        List<String> tooLong = new ArrayList<>();
        tables.forEach((table, name) -> {
            int bytes = (table.table() + SUFFIX).getBytes(StandardCharsets.UTF_8).length;
            if (bytes > LONGEST) {
                tooLong.add("\"" + name + "\" with " + bytes + " bytes");
            } else if (tables.containsKey(name(table))) {
                taken.add("\"" + tables.get(name(table)) + "\" is a table too");
            }
        });
        if (!taken.isEmpty()) {
            throw refused(database, "the name must be free: " + String.join("; ", taken));
        }
        if (!tooLong.isEmpty()) {
            throw refused(database, "Redshift takes names of 127 bytes: " + String.join("; ", tooLong));
        }
    }

    private static RelataException refused(String database, String why) {
        return RelataException.usage(new Problem(
                "Cannot register Delta tables for Redshift Spectrum",
                "database " + database,
                "each has a second entry, named by its own name and " + SUFFIX + ", and " + why,
                "Give these tables other names under tables in the job file, or set target.format: parquet"));
    }

    /**
     * Writes the manifest of a Delta table, inside the table's folder; where it has partitions, one for each that the run
     * wrote to. Those of the others stay where earlier runs wrote them, if the second entry has them.
     *
     * @param delta a table that publishing has not begun with
     * @param shown the run that the second entry shows; empty when there is none
     * @return the second entry, to be published with the table
     * @throws RelataException when the log cannot be read or a manifest cannot be written
     */
    public static StagedTable beside(StagedTable delta, Optional<RunId> shown, Configuration configuration) {
        TableDefinition table = delta.definition();
        SymlinkManifest manifest = SymlinkManifest.of(table.location());
        try {
            DeltaLog log = DeltaLog.read(table.location(), configuration);
            List<DataFile> files = new ArrayList<>();
            List<Partition> partitions = new ArrayList<>();
            Loading loading = new Loading.Replace();
            if (table.partitionKeys().isEmpty()) {
                TableFolder folder = new TableFolder(table.location(), configuration);
                files.add(manifest.write(SymlinkManifest.lines(log, folder), configuration));
            } else {
                loading = ofPartitions(delta, shown);
                Map<PartitionValues, List<DeltaLog.LiveFile>> changed = log.byPartition();
                if (loading instanceof Loading.ReplacePartitions replacing) {
                    changed.keySet().retainAll(replacing.replaced());
                }
                for (Map.Entry<PartitionValues, List<DeltaLog.LiveFile>> one : changed.entrySet()) {
                    String folder = one.getValue().get(0).partitionFolder(TargetLayout.runs(table.location()));
                    SymlinkManifest ofPartition = SymlinkManifest.of(table.location(), folder);
                    DataFile file = ofPartition.write(SymlinkManifest.lines(one.getValue()), configuration);
                    files.add(new DataFile(folder + "/" + file.name(), file.bytes(), file.rows()));
                    partitions.add(
                            new Partition(one.getKey(), ofPartition.folder(), table.run(), statistics(one.getValue())));
                }
            }
            TableDefinition second = new TableDefinition(
                    name(table.name()),
                    table.columns(),
                    table.partitionColumns(),
                    manifest.folder(),
                    TableFormat.SYMLINK,
                    table.parent(),
                    table.run(),
                    table.statistics(),
                    table.lastId());
            return StagedTable.of(second, files, partitions, loading);
        } catch (IOException e) {
            throw RelataException.failed(
                    new Problem(
                            "Cannot write the manifest of table " + table.name(),
                            manifest.folder(),
                            String.valueOf(e.getMessage()),
                            "Run again; nothing of this run is shown"),
                    e);
        }
    }

    /** A manifest names all files of its partition, whatever run wrote them. */
    private static Loading ofPartitions(StagedTable delta, Optional<RunId> shown) {
        Loading loading = delta.loading();
        if (loading instanceof Loading.Append append) {
            Set<PartitionValues> written =
                    delta.written().stream().map(Partition::values).collect(Collectors.toSet());
            loading = new Loading.ReplacePartitions(append.follows(), written);
        }
        boolean hasTheOthers = loading instanceof Loading.ReplacePartitions replacing
                && replacing.follows().equals(shown);
        return hasTheOthers ? loading : new Loading.Replace();
    }

    private static TableStatistics statistics(List<DeltaLog.LiveFile> files) {
        return new TableStatistics(
                files.stream().mapToLong(file -> file.rows().orElse(0)).sum(),
                files.size(),
                files.stream().mapToLong(DeltaLog.LiveFile::bytes).sum());
    }
}
