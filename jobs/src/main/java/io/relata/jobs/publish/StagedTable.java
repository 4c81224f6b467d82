package io.relata.jobs.publish;

import static java.util.Objects.requireNonNull;

import io.relata.CatalogTable;
import io.relata.CatalogVersion;
import io.relata.Partition;
import io.relata.PartitionChanges;
import io.relata.PartitionValues;
import io.relata.RelataException;
import io.relata.TableDefinition;
import io.relata.TableName;
import io.relata.TableStatistics;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A table that a run wrote, and what the catalog showed in its place when publishing began.
 *
 * @param definition what the run publishes; before publishing begins, what it wrote
 * @param folder the folder of {@code files}
 * @param files the data files that the run wrote of it
 * @param loading what its rows are to those before
 * @param written the partitions that the run wrote, by the columns that its job partitions by; none where it does not
 * @param partitions all that are registered once it is published; none before publishing begins, and of a table without
 * @param before what the catalog showed when publishing began; empty when there was none, or publishing has not begun
 */
public record StagedTable(
        TableDefinition definition,
        String folder,
        List<DataFile> files,
        Loading loading,
        List<Partition> written,
        List<Partition> partitions,
        Optional<Shown> before) {

    public StagedTable {
        requireNonNull(definition, "definition");
        requireNonNull(folder, "folder");
        requireNonNull(loading, "loading");
        requireNonNull(before, "before");
        files = List.copyOf(files);
        written = List.copyOf(written);
        partitions = List.copyOf(partitions);
    }

    /** A table that publishing has not begun with, whose rows take the place of all others. */
    public static StagedTable of(TableDefinition definition, List<DataFile> files) {
        return of(definition, files, List.of(), new Loading.Replace());
    }

    /** A table that publishing has not begun with. */
    public static StagedTable of(
            TableDefinition definition, List<DataFile> files, List<Partition> written, Loading loading) {
        return new StagedTable(definition, definition.location(), files, loading, written, List.of(), Optional.empty());
    }

    public TableName name() {
        return definition.name();
    }

    /** The same rows, of which it is known which ids they carry. */
    public StagedTable withLastId(OptionalLong lastId) {
        return new StagedTable(definition.withLastId(lastId), folder, files, loading, written, partitions, before);
    }

    /** The same rows, and the counts of all that the table holds. */
    StagedTable withStatistics(TableStatistics statistics) {
        return new StagedTable(
                definition.withStatistics(statistics), folder, files, loading, written, partitions, before);
    }

    /** The same rows, to be shown again. */
    StagedTable restored() {
        return new StagedTable(definition, folder, files, new Loading.Restore(), written, partitions, Optional.empty());
    }

    /**
     * The table as publishing begins.
     *
     * @throws RelataException of kind {@link RelataException.Kind#TARGET_HELD} when the table is not the one that these
     *     rows follow
     */
    StagedTable replacing(Optional<Shown> found) {
        if (loading instanceof Loading.Restore) {
            return new StagedTable(definition, folder, files, loading, written, partitions, found);
        }
        WholeTable whole = WholeTable.of(this, found);
        return new StagedTable(whole.definition(), folder, files, loading, written, whole.partitions(), found);
    }

    /** What publishing changes of the registered partitions. */
    PartitionChanges changes() {
        return between(partitionsBefore(), partitions);
    }

    /** What takes those changes back. */
    PartitionChanges changesBack() {
        return between(partitions, partitionsBefore());
    }

    private List<Partition> partitionsBefore() {
        return before.map(Shown::partitions).orElse(List.of());
    }

    private static PartitionChanges between(List<Partition> from, List<Partition> to) {
        Set<Partition> there = new HashSet<>(from);
        Set<PartitionValues> kept = to.stream().map(Partition::values).collect(Collectors.toSet());
        return new PartitionChanges(
                to.stream().filter(partition -> !there.contains(partition)).toList(),
                from.stream()
                        .map(Partition::values)
                        .filter(values -> !kept.contains(values))
                        .toList());
    }

    /** The version that the catalog must still be in for this table to be moved. */
    CatalogVersion expected() {
        return before.map(shown -> shown.table().version()).orElse(CatalogVersion.ABSENT);
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
        return isSame(before.get().table().definition(), found.get().definition()) && !isShownBy(found.get());
    }

    private static boolean isSame(TableDefinition one, TableDefinition other) {
        return one.run().equals(other.run()) && one.location().equals(other.location());
    }
}
