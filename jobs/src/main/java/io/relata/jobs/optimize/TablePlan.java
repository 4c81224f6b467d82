package io.relata.jobs.optimize;

import static java.util.Objects.requireNonNull;

import io.relata.Partition;
import io.relata.PartitionValues;
import io.relata.Problem;
import io.relata.RelataException;
import io.relata.TableDefinition;
import io.relata.TableFormat;
import io.relata.TableStatistics;
import io.relata.jobs.publish.DataFile;
import io.relata.jobs.publish.EarlierFiles;
import io.relata.jobs.sink.RewriteSite;
import io.relata.jobs.sink.WrittenFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which files of a published table are joined. Of a Delta table small files alone; of Parquet, whose partitions are what
 * lies in a folder, all files of a partition in which small ones are, or of a table without partitions.
 *
 * @param shown the table as readers see it
 * @param before its counts; the rows are those that the catalog tells
 * @param joins what is done; nothing where nothing is to be gained
 */
public record TablePlan(TableDefinition shown, TableStatistics before, List<Join> joins) {

    public TablePlan {
        requireNonNull(shown, "shown");
        requireNonNull(before, "before");
        joins = List.copyOf(joins);
    }

    /**
     * Looks at a table's files.
     *
     * @param shown a table at the site's target
     * @param partitions those that are registered
     * @throws RelataException when the files, or the log that names them, cannot be read
     */
    public static TablePlan of(TableDefinition shown, List<Partition> partitions, RewriteSite site) {
        try {
            return shown.format() == TableFormat.DELTA ? delta(shown, site) : parquet(shown, partitions, site);
        } catch (IOException | UncheckedIOException e) {
            throw RelataException.failed(
                    new Problem(
                            "Cannot optimize table " + shown.name(),
                            shown.location(),
                            "its files cannot be read: " + e.getMessage(),
                            "Check that the target can be read; the table is as it was"),
                    e);
        }
    }

    private static TablePlan delta(TableDefinition shown, RewriteSite site) throws IOException {
        SmallFiles rule = new SmallFiles(site.fileSize());
        EarlierFiles all = EarlierFiles.of(shown, site.layout().location(shown.name()), site.configuration());
        List<Join> joins = new ArrayList<>();
        for (EarlierFiles partition : all.smallerThan(rule.limit()).byPartition()) {
            int count = rule.joined(partition.sizes());
            if (count < partition.sizes().size()) {
                TableStatistics counts = partition.statistics(site.configuration());
                joins.add(new Join(partition.partition(), partition.locations(), counts, count));
            }
        }
        long bytes = all.sizes().stream().mapToLong(Long::longValue).sum();
        return new TablePlan(
                shown,
                new TableStatistics(shown.statistics().rows(), all.sizes().size(), bytes),
                joins);
    }

    private static TablePlan parquet(TableDefinition shown, List<Partition> partitions, RewriteSite site) {
        List<Join> joins = new ArrayList<>();
        if (shown.partitionKeys().isEmpty()) {
            join(shown, Join.WHOLE, shown.location(), site).ifPresent(joins::add);
        }
        for (Partition partition : partitions) {
            if (partition.statistics().files() > 1) { // which spares listing all others
                join(shown, partition.values(), partition.location(), site).ifPresent(joins::add);
            }
        }
        return new TablePlan(shown, shown.statistics(), joins);
    }

    private static Optional<Join> join(
            TableDefinition shown, PartitionValues values, String location, RewriteSite site) {
        if (!site.layout().holds(shown.name(), location)) { // a partition that somebody else keeps
            return Optional.empty();
        }
        WrittenFiles files = WrittenFiles.at(location, site.configuration());
        int count = new SmallFiles(site.fileSize())
                .joined(files.files().stream().map(DataFile::bytes).toList());
        // A partition without rows would not be written at all.
        return count < files.files().size() && files.statistics().rows() > 0
                ? Optional.of(new Join(
                        values,
                        files.files().stream()
                                .map(file -> location + "/" + file.name())
                                .toList(),
                        files.statistics(),
                        count))
                : Optional.empty();
    }

    /** Whether there is anything to be gained. */
    public boolean joinsFiles() {
        return !joins.isEmpty();
    }

    /** How many files there are to be. */
    public long filesAfter() {
        return before.files()
                - joins.stream()
                        .mapToLong(join -> join.before().files() - join.count())
                        .sum();
    }

    /** How many rows are written again. */
    long rows() {
        return joins.stream().mapToLong(join -> join.before().rows()).sum();
    }
}
