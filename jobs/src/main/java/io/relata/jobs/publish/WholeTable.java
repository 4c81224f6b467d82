package io.relata.jobs.publish;

import io.relata.Partition;
import io.relata.PartitionChanges;
import io.relata.PartitionValues;
import io.relata.Problem;
import io.relata.RelataException;
import io.relata.RunId;
import io.relata.TableDefinition;
import io.relata.TableFormat;
import io.relata.TableStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A table with a run's rows in it, beside or in place of those that it has.
 *
 * @param partitions all of them; none of a table that is not partitioned
 */
record WholeTable(TableDefinition definition, List<Partition> partitions) {

    /**
     * Adds a run's rows to a table.
     *
     * @param staged the run's rows
     * @param found the table; empty when there is none
     * @throws RelataException of kind {@link RelataException.Kind#TARGET_HELD} when the table is not the one that the rows
     *     follow
     */
    static WholeTable of(StagedTable staged, Optional<Shown> found) {
        TableDefinition rows = staged.definition();
        Loading loading = staged.loading();
        if (loading instanceof Loading.Append append) {
            requireBeside(staged, append.follows(), found, "Cannot append to table ");
        } else if (loading instanceof Loading.Replay replay) {
            requireBeside(staged, replay.follows(), found, "Cannot take up rejected records again in table ");
        } else if (loading instanceof Loading.ReplacePartitions replacing) {
            requireBeside(staged, replacing.follows(), found, "Cannot replace partitions of table ");
        } else if (loading instanceof Loading.Merge merge) {
            requireBeside(staged, merge.follows(), found, "Cannot merge into table ");
        } else if (loading instanceof Loading.Rewrite rewrite) {
            requireBeside(staged, Optional.of(rewrite.follows()), found, "Cannot optimize table ");
            return rewritten(staged, found);
        }
        if (rows.format() == TableFormat.DELTA) {
            // Its log names the rows that stay too.
            return new WholeTable(rows, List.of());
        }
        boolean ofLoads = loading instanceof Loading.Append
                || loading instanceof Loading.Replay
                || found.filter(shown -> LoadColumn.isIn(shown.table().definition()))
                        .isPresent();
        boolean ofColumns = !rows.partitionKeys().isEmpty();
        if (!ofLoads && !ofColumns) {
            return new WholeTable(rows, List.of());
        }
        List<Partition> added = added(staged, ofLoads, ofColumns);
        List<Partition> all = new PartitionChanges(added, List.of()).appliedTo(kept(staged, found));
        StructType columns = ofLoads ? LoadColumn.after(rows.partitionColumns()) : rows.partitionColumns();
        return new WholeTable(definition(rows, columns, all), all);
    }

    /** All that makes the table what it is stays, but for where some of its files lie. */
    private static WholeTable rewritten(StagedTable staged, Optional<Shown> found) {
        TableDefinition rows = staged.definition();
        if (rows.format() == TableFormat.DELTA || rows.partitionKeys().isEmpty()) {
            return new WholeTable(rows, List.of());
        }
        List<Partition> there = found.map(Shown::partitions).orElse(List.of());
        List<Partition> all = new PartitionChanges(staged.written(), List.of()).appliedTo(there);
        return new WholeTable(rows.withStatistics(sum(all)), all);
    }

    private static void requireBeside(StagedTable staged, Optional<RunId> follows, Optional<Shown> found, String what) {
        Optional<RunId> shown = found.map(one -> one.table().definition().run());
        if (!shown.equals(follows)) {
            throw new RelataException(
                    RelataException.Kind.TARGET_HELD,
                    new Problem(
                            what + staged.name(),
                            "run " + staged.definition().run(),
                            shown.map(run -> "run " + run + " published it while this one was at work")
                                    .orElse("it was dropped while this one was at work"),
                            "Run again: it goes on from what is published then"));
        }
        found.ifPresent(one -> requireSameTypes(staged.definition(), one.table().definition()));
    }

    /** The values of partitions that stay are texts, which only their own type is sure to read. */
    private static void requireSameTypes(TableDefinition rows, TableDefinition shown) {
        Map<String, StructField> before = new HashMap<>();
        for (StructField column : shown.partitionColumns().fields()) {
            before.put(column.name(), column);
        }
        for (StructField column : rows.partitionColumns().fields()) {
            StructField was = before.getOrDefault(column.name(), column);
            if (!was.dataType().equals(column.dataType())) {
                throw RelataException.usage(new Problem(
                        "Cannot load table " + rows.name() + " beside what it has",
                        "partition column " + column.name(),
                        "it is of type " + was.dataType().catalogString() + ", and this run wrote it as "
                                + column.dataType().catalogString(),
                        "Cast it under tables in the job file, or write mode: replace"));
            }
        }
    }

    private static List<Partition> added(StagedTable staged, boolean ofLoads, boolean ofColumns) {
        if (staged.loading() instanceof Loading.Replay
                && staged.definition().statistics().rows() == 0) {
            return List.of();
        }
        if (!ofColumns) {
            return List.of(LoadColumn.partition(staged.definition()));
        }
        return ofLoads ? staged.written().stream().map(LoadColumn::partition).toList() : staged.written();
    }

    private static List<Partition> kept(StagedTable staged, Optional<Shown> found) {
        List<Partition> there = found.map(Shown::partitions).orElse(List.of());
        if (staged.loading() instanceof Loading.Append) {
            return there;
        }
        if (staged.loading() instanceof Loading.Replay replay) {
            return there.stream()
                    .filter(partition ->
                            !RunRows.isOf(replay.replayed(), partition.values().values()))
                    .toList();
        }
        int columns = staged.definition().partitionKeys().size();
        return staged.loading() instanceof Loading.ReplacePartitions replacing
                ? there.stream()
                        .filter(partition -> !replacing.replaced().contains(byColumns(partition, columns)))
                        .toList()
                : List.of();
    }

    /** In a table that runs are appended to, there is a partition for each of the loads behind the job's columns. */
    private static PartitionValues byColumns(Partition partition, int columns) {
        return new PartitionValues(partition.values().values().subList(0, columns));
    }

    /** Where partitions are registered, their table lies at the folder that holds those of all runs. */
    private static TableDefinition definition(TableDefinition rows, StructType columns, List<Partition> partitions) {
        return new TableDefinition(
                rows.name(),
                rows.columns(),
                columns,
                partitions.isEmpty() ? rows.location() : TargetLayout.runs(rows.location()),
                rows.format(),
                rows.parent(),
                rows.run(),
                sum(partitions),
                rows.lastId());
    }

    private static TableStatistics sum(List<Partition> partitions) {
        long rows = 0;
        long files = 0;
        long bytes = 0;
        for (Partition partition : partitions) {
            rows += partition.statistics().rows();
            files += partition.statistics().files();
            bytes += partition.statistics().bytes();
        }
        return new TableStatistics(rows, files, bytes);
    }
}
