package io.relata.jobs.publish;

import static java.util.Objects.requireNonNull;

import io.relata.CatalogTable;
import io.relata.CatalogVersion;
import io.relata.TableDefinition;
import io.relata.TableName;
import java.util.List;
import java.util.Optional;

/**
 * A table that a run wrote, and what the catalog showed in its place when publishing began.
 *
 * @param definition what the run publishes
 * @param files the data files at its location
 * @param before the catalog's entry when publishing began; empty when there was none, or publishing has not begun
 */
public record StagedTable(TableDefinition definition, List<DataFile> files, Optional<CatalogTable> before) {

    public StagedTable {
        requireNonNull(definition, "definition");
        requireNonNull(before, "before");
        files = List.copyOf(files);
    }

    /** A table that publishing has not begun with. */
    public static StagedTable of(TableDefinition definition, List<DataFile> files) {
        return new StagedTable(definition, files, Optional.empty());
    }

    public TableName name() {
        return definition.name();
    }

    StagedTable replacing(Optional<CatalogTable> found) {
        return new StagedTable(definition, files, found);
    }

    /** The version that the catalog must still be in for this table to be moved. */
    CatalogVersion expected() {
        return before.map(CatalogTable::version).orElse(CatalogVersion.ABSENT);
    }

    /** Whether a catalog entry is the one that this run makes. */
    boolean isShownBy(CatalogTable entry) {
        return isSame(definition, entry.definition());
    }

    /** Whether the catalog shows again what it showed before, and not what this run makes. */
    boolean isTakenBack(Optional<CatalogTable> found) {
        if (found.isEmpty() || before.isEmpty()) {
            return found.isEmpty() && before.isEmpty();
        }
        return isSame(before.get().definition(), found.get().definition()) && !isShownBy(found.get());
    }

    private static boolean isSame(TableDefinition one, TableDefinition other) {
        return one.run().equals(other.run()) && one.location().equals(other.location());
    }
}
