package io.relata.jobs.optimize;

import io.relata.NamedTable;
import io.relata.Partition;
import io.relata.PartitionValues;
import io.relata.Problem;
import io.relata.RelataException;
import io.relata.TableDefinition;
import io.relata.TableFormat;
import io.relata.TableStatistics;
import io.relata.jobs.publish.EarlierFiles;
import io.relata.jobs.publish.EarlierRows;
import io.relata.jobs.publish.Loading;
import io.relata.jobs.publish.StagedTable;
import io.relata.jobs.sink.DeltaSink;
import io.relata.jobs.sink.ParquetSink;
import io.relata.jobs.sink.RewriteSite;
import io.relata.jobs.sink.WrittenFiles;
import io.relata.jobs.sink.WrittenTable;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Writes a table's joined files to the run's folder. A table of which nothing is joined becomes one of the run's all the
 * same, over the files that it has, so that what the run shows is whole and can be rolled back to.
 */
public final class TableJoin {

    private static final TableStatistics NOTHING = new TableStatistics(0, 0, 0);

    private final RewriteSite site;

    public TableJoin(RewriteSite site) {
        this.site = site;
    }

    /**
     * Writes the table.
     *
     * @param sort the columns that the rows which are written are sorted by; none for no order
     * @return the table with all of its rows
     * @throws RelataException when the files cannot be read or written, or the rows written are not as many as those read
     */
    public StagedTable write(TablePlan plan, List<String> sort) {
        return plan.shown().format() == TableFormat.DELTA ? delta(plan, sort) : parquet(plan, sort);
    }

    private StagedTable delta(TablePlan plan, List<String> sort) {
        TableDefinition shown = plan.shown();
        EarlierFiles all = EarlierFiles.of(shown, site.layout().location(shown.name()), site.configuration());
        Set<String> joined =
                plan.joins().stream().flatMap(join -> join.files().stream()).collect(Collectors.toSet());
        DeltaSink sink = new DeltaSink(sink(plan));
        NamedTable rows = rows(plan, sort);
        boolean isWhole = shown.partitionKeys().isEmpty();
        WrittenTable written = isWhole ? sink.writeTogether(rows) : sink.writeFiles(rows);
        requireAllRows(plan, written.definition());
        // Of no rows there may be a file all the same, which the log leaves out.
        TableStatistics counts = plan.joinsFiles() ? written.definition().statistics() : NOTHING;
        StagedTable alone = staged(
                shown,
                written.definition().withStatistics(counts),
                written.files(),
                isWhole ? List.of() : written.partitions());
        return EarlierRows.with(alone, all.without(joined), site.now(), site.configuration());
    }

    private StagedTable parquet(TablePlan plan, List<String> sort) {
        TableDefinition shown = plan.shown();
        boolean isWhole = shown.partitionKeys().isEmpty();
        if (!plan.joinsFiles()) {
            // Registered partitions stay as they are; a table without is what lies in its folder.
            return isWhole
                    ? staged(shown, shown, WrittenFiles.at(shown.location(), site.configuration()), List.of())
                    : partitioned(shown, new WrittenFiles(List.of()), List.of());
        }
        WrittenTable written = sink(plan).writeFiles(rows(plan, sort));
        requireAllRows(plan, written.definition());
        if (isWhole) {
            return staged(shown, written.definition(), written.files(), List.of());
        }
        requireSamePartitions(plan, written);
        return partitioned(shown, written.files(), written.partitions());
    }

    /** @param rows where its files lie, and their counts */
    private StagedTable staged(
            TableDefinition shown, TableDefinition rows, WrittenFiles files, List<Partition> written) {
        return StagedTable.of(
                definition(shown, rows.location(), rows.statistics()),
                files.files(),
                written,
                new Loading.Rewrite(shown.run()));
    }

    /** Where partitions are registered, the table lies at a folder that no run has for itself. */
    private StagedTable partitioned(TableDefinition shown, WrittenFiles files, List<Partition> written) {
        return new StagedTable(
                definition(shown, shown.location(), shown.statistics()),
                site.layout().location(shown.name()),
                files.files(),
                new Loading.Rewrite(shown.run()),
                written,
                List.of(),
                Optional.empty());
    }

    private TableDefinition definition(TableDefinition shown, String location, TableStatistics statistics) {
        return new TableDefinition(
                shown.name(),
                shown.columns(),
                shown.partitionColumns(),
                location,
                shown.format(),
                shown.parent(),
                site.layout().run(),
                statistics,
                shown.lastId());
    }

    private NamedTable rows(TablePlan plan, List<String> sort) {
        TableDefinition shown = plan.shown();
        Dataset<Row> rows = new JoinedRows(shown, sort, site).of(plan.joins());
        return new NamedTable(shown.name().table(), rows, shown.parent());
    }

    /** Each task has the rows of one file, whatever its partition is, so none are to be shared out once more. */
    private ParquetSink sink(TablePlan plan) {
        List<String> keys = plan.shown().partitionKeys();
        int files = Math.max(1, plan.joins().stream().mapToInt(Join::count).sum());
        return new ParquetSink(
                plan.shown().name().database(),
                site.layout(),
                table -> keys.isEmpty() ? OptionalInt.empty() : OptionalInt.of(files),
                keys);
    }

    private static void requireAllRows(TablePlan plan, TableDefinition written) {
        if (written.statistics().rows() != plan.rows()) {
            throw refused(
                    plan,
                    written.location(),
                    "the files to be joined have " + plan.rows() + " rows, and "
                            + written.statistics().rows() + " were written");
        }
    }

    private static void requireSamePartitions(TablePlan plan, WrittenTable written) {
        Set<PartitionValues> expected =
                plan.joins().stream().map(Join::partition).collect(Collectors.toSet());
        Set<PartitionValues> found =
                written.partitions().stream().map(Partition::values).collect(Collectors.toCollection(TreeSet::new));
        if (!expected.equals(found)) {
            throw refused(
                    plan,
                    written.definition().location(),
                    "its rows were written to other partitions than they are of");
        }
    }

    private static RelataException refused(TablePlan plan, String where, String why) {
        return RelataException.failed(new Problem(
                "Cannot optimize table " + plan.shown().name(),
                where,
                why,
                "Nothing of this run is shown. Run again; if it stays so, report it with this message"));
    }
}
