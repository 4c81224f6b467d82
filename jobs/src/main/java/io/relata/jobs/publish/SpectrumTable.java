package io.relata.jobs.publish;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.TableDefinition;
import io.relata.TableFormat;
import io.relata.TableName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
     * Writes the manifest of a Delta table, inside the table's folder.
     *
     * @param delta a table that publishing has not begun with
     * @return the second entry, to be published with the table
     * @throws RelataException when the log cannot be read or the manifest cannot be written
     */
    public static StagedTable beside(StagedTable delta, Configuration configuration) {
        TableDefinition table = delta.definition();
        SymlinkManifest manifest = SymlinkManifest.of(table.location());
        try {
            DataFile written = manifest.write(configuration);
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
            return StagedTable.of(second, List.of(written), List.of(), delta.loading());
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
}
