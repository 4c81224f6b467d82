package io.relata.jobs.merge;

import static org.apache.spark.sql.functions.lit;

import io.relata.ColumnName;
import io.relata.NamedTable;
import io.relata.ParentLink;
import io.relata.TableDefinition;
import io.relata.jobs.publish.EarlierFiles;
import io.relata.jobs.publish.EarlierRows;
import io.relata.jobs.publish.Loading;
import io.relata.jobs.publish.StagedTable;
import io.relata.jobs.report.Balance;
import io.relata.jobs.sink.DeltaSink;
import io.relata.jobs.sink.ParquetSink;
import io.relata.jobs.sink.RewriteSite;
import io.relata.jobs.sink.WrittenTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Merges a run's rows into one table. Files in which rows lie that change are written again with what becomes of them, as
 * files of the run and together with the run's rows; all other files stay where they are and are named in the log of the
 * run's table.
 */
final class TableMerge {

    /** Of less, one task more costs more than it saves. */
    private static final long SMALLEST_FILE = 32L << 20;

    private final RewriteSite site;
    private final RowChanges changes;

    /**
     * A table as it is after the merge.
     *
     * @param staged with the rows of earlier runs that stay
     * @param written what the run itself wrote of it
     * @param balance the rows written against those that were to be
     */
    record Result(StagedTable staged, TableDefinition written, Balance balance) {}

    TableMerge(RewriteSite site, RowChanges changes) {
        this.site = site;
        this.changes = changes;
    }

    /**
     * Writes the table.
     *
     * @param files how many files there may be at most
     * @throws io.relata.RelataException when a file cannot be read or written
     */
    Result merge(MergedTable table, Optional<ParentLink> parent, NewRows added, OptionalInt files) {
        Optional<EarlierFiles> before = table.published();
        TouchedFiles touched =
                before.map(all -> TouchedFiles.find(table, all, changes, site)).orElse(TouchedFiles.NONE);
        Dataset<Row> rows =
                added.rows().select(planned(table.columns(), added.rows().schema()));
        if (!touched.locations().isEmpty()) {
            rows = rows.union(staying(table, before.orElseThrow(), touched));
        }
        long bytes = added.bytes()
                + before.map(all -> all.bytes(touched.locations())).orElse(0L);
        int count = count(bytes, files);
        WrittenTable written = write(table, parent, clustered(rows, table, count), count);
        Balance balance = new Balance(
                "rows of rewritten files - rows replaced + rows of the run = rows written of "
                        + table.name().table(),
                touched.rows() - touched.gone() + added.count(),
                written.definition().statistics().rows());
        StagedTable alone = StagedTable.of(
                written.definition(),
                written.files().files(),
                written.partitions(),
                new Loading.Merge(before.map(all -> all.shown().run())));
        StagedTable whole = before.map(all ->
                        EarlierRows.with(alone, all.without(touched.locations()), site.now(), site.configuration()))
                .orElse(alone);
        return new Result(whole, written.definition(), balance);
    }

    private Dataset<Row> staying(MergedTable table, EarlierFiles files, TouchedFiles touched) {
        StructType columns = files.shown().allColumns();
        return changes.appliedTo(MergedTable.read(files, touched.locations(), columns, site), table.key())
                .select(planned(table.columns(), columns));
    }

    /** The columns that the table has, out of those that rows have. */
    private static Column[] planned(StructType columns, StructType found) {
        List<String> known = List.of(found.fieldNames());
        List<Column> planned = new ArrayList<>();
        for (StructField column : columns.fields()) {
            Column value = known.contains(column.name()) ? ColumnName.column(column.name()) : lit(null);
            planned.add(value.cast(column.dataType()).as(column.name(), column.metadata()));
        }
        return planned.toArray(Column[]::new);
    }

    private int count(long bytes, OptionalInt most) {
        int parallelism = site.spark().sparkContext().defaultParallelism();
        long size = Math.min(site.fileSize(), Math.max(SMALLEST_FILE, bytes / parallelism));
        return (int) Math.min(most.orElse(Integer.MAX_VALUE), Math.max(1, (bytes + size - 1) / size));
    }

    /**
     * In the order of partition and key, from file to file too: what lies close together is found by the ends of few
     * files. Versions that have ended lie apart from those that later runs will end.
     */
    private static Dataset<Row> clustered(Dataset<Row> rows, MergedTable table, int count) {
        Stream<String> current = table.keepsVersions() ? Stream.of(Validity.CURRENT) : Stream.of();
        Column[] order = Stream.of(table.partitionBy().stream(), current, table.key().stream())
                .flatMap(names -> names)
                .distinct()
                .map(ColumnName::column)
                .toArray(Column[]::new);
        Dataset<Row> parts = count == 1 ? rows.coalesce(1) : rows.repartitionByRange(count, order);
        return parts.sortWithinPartitions(order);
    }

    private WrittenTable write(MergedTable table, Optional<ParentLink> parent, Dataset<Row> rows, int count) {
        ParquetSink parquet = new ParquetSink(
                table.name().database(), site.layout(), name -> OptionalInt.of(count), table.partitionBy());
        return new DeltaSink(parquet).writeTogether(new NamedTable(table.name().table(), rows, parent));
    }
}
