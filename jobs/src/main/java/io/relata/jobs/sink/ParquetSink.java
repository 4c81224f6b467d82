package io.relata.jobs.sink;

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
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Writes tables as Parquet files with Spark's own writer: pages compressed by Snappy, timestamps as INT64 microseconds
 * in UTC, columns of type void as text.
 *
 * <p>While it writes it changes settings of the session that the rows belong to; a session is for one thread at a time.
 *
 * @param database the database that the tables are named in
 * @param layout where each table's files go
 * @param files by table name how many files there may be at most; empty for one per partition of the rows
 */
public record ParquetSink(String database, TargetLayout layout, Function<String, OptionalInt> files) implements Sink {

    private static final Duration STRAGGLING = Duration.ofSeconds(10);

    /** A sink that writes as many files as the rows have partitions. */
    public ParquetSink(String database, TargetLayout layout) {
        this(database, layout, table -> OptionalInt.empty());
    }

    @Override
    public TableDefinition write(NamedTable table) {
        TableName name = new TableName(database, table.name());
        SparkSession spark = table.rows().sparkSession();
        Configuration configuration = spark.sparkContext().hadoopConfiguration();
        SinkLocation location = new SinkLocation(name, layout.location(name), configuration);
        location.requireEmpty();
        try (RunningTasks tasks = new RunningTasks(spark.sparkContext())) {
            try {
                return write(table, location);
            } catch (Exception e) {
                if (!(e instanceof AnalysisException)) {
                    tasks.awaitEnd(STRAGGLING);
                }
                throw location.cleared(e);
            }
        }
    }

    private TableDefinition write(NamedTable table, SinkLocation location) {
        Dataset<Row> rows = VoidColumns.asText(table);
        OptionalInt most = files.apply(table.name());
        Dataset<Row> grouped = most.isPresent() ? rows.coalesce(most.getAsInt()) : rows;
        ParquetSettings.during(
                rows.sparkSession(),
                () -> grouped.write()
                        .mode(SaveMode.Append)
                        .option("compression", "snappy")
                        .parquet(location.location()));
        return definition(table, rows.schema(), location);
    }

    private TableDefinition definition(NamedTable table, StructType columns, SinkLocation location) {
        return new TableDefinition(
                location.table(),
                columns,
                List.of(),
                location.location(),
                TableFormat.PARQUET,
                table.parent(),
                layout.run(),
                WrittenFiles.at(location.location(), location.configuration()).statistics());
    }
}
