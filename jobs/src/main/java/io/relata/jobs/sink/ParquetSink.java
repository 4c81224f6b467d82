package io.relata.jobs.sink;

import io.relata.ColumnName;
import io.relata.NamedTable;
import io.relata.Sink;
import io.relata.TableDefinition;
import io.relata.TableFormat;
import io.relata.TableName;
import io.relata.jobs.publish.TargetLayout;
import io.relata.transforms.shred.RunningTasks;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Writes tables as Parquet files with Spark's own writer: pages compressed by Snappy, timestamps as INT64 microseconds
 * in UTC, columns of type void as text.
 *
 * <p>While it writes it changes settings of the session that the rows belong to; a session is for one thread at a time.
 *
 * @param database the database that the tables are named in
 * @param layout where each table's files go
 * @param files by table name how many files there may be at most, in each partition where there are any; empty for one
 *     per partition of the rows
 * @param partitionBy the columns that become folders, outermost first
 */
public record ParquetSink(
        String database, TargetLayout layout, Function<String, OptionalInt> files, List<String> partitionBy)
        implements Sink {

    private static final Duration STRAGGLING = Duration.ofSeconds(10);

    /** A sink that writes as many files as the rows have partitions. */
    public ParquetSink(String database, TargetLayout layout) {
        this(database, layout, table -> OptionalInt.empty(), List.of());
    }

    public ParquetSink {
        partitionBy = List.copyOf(partitionBy);
    }

    @Override
    public TableDefinition write(NamedTable table) {
        return writeFiles(table).definition();
    }

    /** {@link #write}, telling the files too. */
    public WrittenTable writeFiles(NamedTable table) {
        return writeFiles(table, DataFrameWriter::parquet);
    }

    /** @param writing writes rows to a location */
    WrittenTable writeFiles(NamedTable table, BiConsumer<DataFrameWriter<Row>, String> writing) {
        TableName name = new TableName(database, table.name());
        SparkSession spark = table.rows().sparkSession();
        Configuration configuration = spark.sparkContext().hadoopConfiguration();
        SinkLocation location = new SinkLocation(name, layout.location(name), configuration);
        location.requireEmpty();
        try (RunningTasks tasks = new RunningTasks(spark.sparkContext())) {
            try {
                return writeFiles(table, location, writing);
            } catch (Exception e) {
                if (!(e instanceof AnalysisException)) {
                    tasks.awaitEnd(STRAGGLING);
                }
                throw location.cleared(e);
            }
        }
    }

    private WrittenTable writeFiles(
            NamedTable table, SinkLocation location, BiConsumer<DataFrameWriter<Row>, String> writing) {
        Dataset<Row> rows = VoidColumns.asText(table);
        OptionalInt most = files.apply(table.name());
        Dataset<Row> grouped = most.isPresent() ? rows.coalesce(most.getAsInt()) : together(rows);
        ParquetSettings.during(
                rows.sparkSession(),
                () -> writing.accept(
                        grouped.write()
                                .mode(SaveMode.Append)
                                .option("compression", "snappy")
                                .partitionBy(partitionBy.toArray(String[]::new)),
                        location.location()));
        WrittenFiles written = WrittenFiles.at(location.location(), location.configuration());
        return new WrittenTable(definition(table, rows.schema(), location, written), written);
    }

    /**
     * Else each task would write a file for each partition that it has a row of. Of what does that, only the hint splits
     * a partition that is too large for one task.
     */
    private Dataset<Row> together(Dataset<Row> rows) {
        if (partitionBy.isEmpty()) {
            return rows;
        }
        String view = "relata_" + layout.run().value().replace('-', '_');
        String columns = partitionBy.stream().map(ColumnName::quoted).collect(Collectors.joining(", "));
        rows.createOrReplaceTempView(view);
        try {
            return rows.sparkSession().sql("SELECT /*+ REBALANCE(" + columns + ") */ * FROM " + view);
        } finally {
            rows.sparkSession().catalog().dropTempView(view);
        }
    }

    private TableDefinition definition(
            NamedTable table, StructType columns, SinkLocation location, WrittenFiles written) {
        return new TableDefinition(
                location.table(),
                without(columns),
                partitionColumns(columns),
                location.location(),
                TableFormat.PARQUET,
                table.parent(),
                layout.run(),
                written.statistics());
    }

    private StructType without(StructType columns) {
        StructType kept = new StructType();
        for (StructField column : columns.fields()) {
            kept = partitionBy.contains(column.name()) ? kept : kept.add(column);
        }
        return kept;
    }

    private StructType partitionColumns(StructType columns) {
        StructType keys = new StructType();
        for (String column : partitionBy) {
            keys = keys.add(columns.apply(column));
        }
        return keys;
    }
}
