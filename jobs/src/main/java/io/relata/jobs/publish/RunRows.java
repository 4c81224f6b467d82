package io.relata.jobs.publish;

import io.relata.Catalog;
import io.relata.CatalogTable;
import io.relata.RunId;
import io.relata.TableDefinition;
import io.relata.TableFormat;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** Tells whether readers still see what a run wrote of a table. */
public final class RunRows {

    private RunRows() {}

    /**
     * The run that the table shows, where all that this run wrote of it is among its rows. Empty where later runs replaced
     * any of it, also by the same rows in other files.
     *
     * @throws io.relata.RelataException when the table's Delta log cannot be read
     */
    public static Optional<RunId> shownBy(StagedTable written, Catalog catalog, Configuration configuration) {
        return catalog.find(written.name())
                .map(CatalogTable::definition)
                .filter(shown -> areShown(written, shown, catalog, configuration))
                .map(TableDefinition::run);
    }

    private static boolean areShown(
            StagedTable written, TableDefinition shown, Catalog catalog, Configuration configuration) {
        RunId run = written.definition().run();
        if (shown.format() == TableFormat.DELTA) {
            long live = EarlierFiles.of(shown, written.folder(), configuration)
                    .where(file -> isOf(run, file))
                    .files()
                    .size();
            return live > 0 && live == written.files().size();
        }
        return LoadColumn.isIn(shown)
                ? catalog.partitions(written.name()).stream()
                        .anyMatch(partition -> isOf(run, partition.values().values()))
                : shown.run().equals(run);
    }

    /** Whether a partition is what this run loaded. */
    static boolean isOf(RunId run, List<String> values) {
        return values.get(values.size() - 1).equals(run.value());
    }

    /** Whether this run wrote a file of a table without partitions. */
    static boolean isOf(RunId run, DeltaLog.LiveFile file) {
        String folder = file.location().substring(0, file.location().lastIndexOf('/'));
        return folder.endsWith("/" + run);
    }
}
