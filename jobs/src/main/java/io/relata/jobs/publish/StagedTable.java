package io.relata.jobs.publish;

import static java.util.Objects.requireNonNull;

import io.relata.CatalogTable;
import io.relata.CatalogVersion;
import io.relata.Partition;
import io.relata.PartitionChanges;
import io.relata.PartitionValues;
import io.relata.Problem;
import io.relata.RelataException;
import io.relata.RunId;
import io.relata.TableDefinition;
import io.relata.TableName;
import io.relata.TableStatistics;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A table that a run wrote, and what the catalog showed in its place when publishing began.
 *
 * @param definition what the run publishes; before publishing begins, what it wrote
 * @param files the data files that the run wrote of it
 * @param loading what its rows are to those before
 * @param partitions all that are registered once it is published; none before publishing begins, and of a table without
 * @param before what the catalog showed when publishing began; empty when there was none, or publishing has not begun
 */
public record StagedTable(
        TableDefinition definition,
        List<DataFile> files,
        Loading loading,
        List<Partition> partitions,
        Optional<Shown> before) {

    public StagedTable {
        requireNonNull(definition, "definition");
        requireNonNull(loading, "loading");
        requireNonNull(before, "before");
        files = List.copyOf(files);
        partitions = List.copyOf(partitions);
    }

    /** A table that publishing has not begun with, whose rows take the place of all others. */
    public static StagedTable of(TableDefinition definition, List<DataFile> files) {
        return of(definition, files, new Loading.Replace());
    }

    /** A table that publishing has not begun with. */
    public static StagedTable of(TableDefinition definition, List<DataFile> files, Loading loading) {
        return new StagedTable(definition, files, loading, List.of(), Optional.empty());
    }

    public TableName name() {
        return definition.name();
    }

    /** The folder of {@link #files}. */
    public String folder() {
        return partitions.stream()
                .filter(partition -> partition.run().equals(definition.run()))
                .map(Partition::location)
                .findFirst()
                .orElse(definition.location());
    }

    /** The same rows, to be shown again. */
    StagedTable restored() {
        return new StagedTable(definition, files, new Loading.Restore(), partitions, Optional.empty());
    }

    /**
     * The table as publishing begins.
     *
     * @throws RelataException of kind {@link RelataException.Kind#TARGET_HELD} when the table is not the one that these
     *     rows follow
     */
    StagedTable replacing(Optional<Shown> found) {
        if (loading instanceof Loading.Restore) {
            return new StagedTable(definition, files, loading, partitions, found);
        }
        boolean isLoads = found.filter(shown -> LoadColumn.isIn(shown.table().definition()))
                .isPresent();
        if (loading instanceof Loading.Append append) {
            requireFollowing(append, found);
        } else if (!isLoads) {
            return new StagedTable(definition, files, loading, List.of(), found);
        }
        Partition loaded = LoadColumn.partition(definition);
        TableDefinition whole = LoadColumn.whole(definition);
        if (loading instanceof Loading.Replace || found.isEmpty()) {
            return new StagedTable(whole, files, loading, List.of(loaded), found);
        }
        Shown shown = found.get();
        TableStatistics sum = sum(shown.table().definition().statistics(), definition.statistics());
        List<Partition> all = new PartitionChanges(List.of(loaded), List.of()).appliedTo(shown.partitions());
        return new StagedTable(with(whole, sum), files, loading, all, found);
    }

    private void requireFollowing(Loading.Append append, Optional<Shown> found) {
        Optional<RunId> shown = found.map(one -> one.table().definition().run());
        if (!shown.equals(append.follows())) {
            throw new RelataException(
                    RelataException.Kind.TARGET_HELD,
                    new Problem(
                            "Cannot append to table " + name(),
                            "run " + definition.run(),
                            shown.map(run -> "run " + run + " published it while this one was at work")
                                    .orElse("it was dropped while this one was at work"),
                            "Run again: ids go on after what is published then"));
        }
    }

    private static TableStatistics sum(TableStatistics one, TableStatistics other) {
        return new TableStatistics(one.rows() + other.rows(), one.files() + other.files(), one.bytes() + other.bytes());
    }

    private static TableDefinition with(TableDefinition table, TableStatistics statistics) {
        return new TableDefinition(
                table.name(),
                table.columns(),
                table.partitionColumns(),
                table.location(),
                table.format(),
                table.parent(),
                table.run(),
                statistics,
                table.lastId());
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
