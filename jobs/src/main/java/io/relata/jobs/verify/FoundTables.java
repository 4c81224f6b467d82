package io.relata.jobs.verify;

import io.relata.Catalog;
import io.relata.CatalogTable;
import io.relata.RelataException;
import io.relata.TableFormat;
import io.relata.TableName;
import io.relata.jobs.publish.RunManifest;
import io.relata.jobs.publish.StagedTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tables that a job published, found in the catalog.
 *
 * @param tables those that both the manifests and the catalog have
 * @param missing what is wrong with the others
 */
record FoundTables(List<VerifiedTable> tables, List<Finding> missing) {

    FoundTables {
        tables = List.copyOf(tables);
        missing = List.copyOf(missing);
    }

    /** @param runs the published runs of the job, the latest first; at least one */
    static FoundTables of(List<RunManifest> runs, Catalog catalog) {
        List<VerifiedTable> tables = new ArrayList<>();
        List<Finding> missing = new ArrayList<>();
        written(runs).forEach((name, written) -> {
            Optional<CatalogTable> shown = found(name, catalog, missing);
            shown.ifPresent(
                    table -> tables.add(new VerifiedTable(written, table.definition(), catalog.partitions(name))));
        });
        return new FoundTables(tables, missing);
    }

    /** The latest word of the manifests on each table of the last run, and on those that stayed beside them. */
    private static Map<TableName, StagedTable> written(List<RunManifest> runs) {
        Map<TableName, StagedTable> written = new LinkedHashMap<>();
        runs.get(0).tables().forEach(table -> written.put(table.name(), table));
        List<TableName> kept = runs.get(0).notRefreshed();
        runs.stream()
                .skip(1)
                .flatMap(run -> run.tables().stream())
                .filter(table -> kept.contains(table.name()))
                .forEach(table -> written.putIfAbsent(table.name(), table));
        // It shows the files of the Delta table beside it once more.
        written.values().removeIf(table -> table.definition().format() == TableFormat.SYMLINK);
        return written;
    }

    private static Optional<CatalogTable> found(TableName name, Catalog catalog, List<Finding> missing) {
        try {
            Optional<CatalogTable> found = catalog.find(name);
            if (found.isEmpty()) {
                missing.add(Finding.differs("table " + name, "the catalog does not have it, and the manifest has"));
            }
            return found;
        } catch (RelataException e) {
            missing.add(Finding.differs("table " + name, "the catalog cannot tell it: " + e.getMessage()));
            return Optional.empty();
        }
    }

    Optional<VerifiedTable> find(String table) {
        return tables.stream()
                .filter(one -> one.shown().name().table().equals(table))
                .findFirst();
    }
}
