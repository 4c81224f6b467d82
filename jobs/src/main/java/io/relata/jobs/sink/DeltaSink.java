package io.relata.jobs.sink;

import io.relata.NamedTable;
import io.relata.Sink;
import io.relata.TableDefinition;
import io.relata.TableName;
import java.util.Arrays;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Writes tables as Delta: the files as {@link ParquetSink} writes them, then a log.
 *
 * @param parquet writes the files
 */
public record DeltaSink(ParquetSink parquet) implements Sink {

    @Override
    public TableDefinition write(NamedTable table) {
        return writeFiles(table).definition();
    }

    /**
     * Writes files and log at once, as Delta does it, which asks less of Spark.
     *
     * @param table whose columns may all hold null: Delta would keep for ever what one run's rows say of that
     */
    public WrittenTable writeTogether(NamedTable table) {
        SparkSession spark = table.rows().sparkSession();
        StructType columns = table.rows().schema();
        if (Arrays.stream(columns.fields()).anyMatch(column -> !column.nullable())) {
            throw new IllegalArgumentException(
                    "Not all columns of " + table.name() + " may hold null: " + columns.toDDL());
        }
        DeltaTables.checkSession(spark);
        DeltaTables.checkColumns(new TableName(parquet.database(), table.name()), columns);
        WrittenTable written = parquet.writeFiles(table, DeltaTables.writing(spark));
        return new WrittenTable(DeltaTables.delta(written.definition()), written.files());
    }

    /** {@link #write}, telling the files too. */
    public WrittenTable writeFiles(NamedTable table) {
        SparkSession spark = table.rows().sparkSession();
        DeltaTables.checkSession(spark);
        DeltaTables.checkColumns(
                new TableName(parquet.database(), table.name()), table.rows().schema());
        WrittenTable written = parquet.writeFiles(table);
        try {
            return new WrittenTable(
                    DeltaTables.withLog(
                            spark, written.definition(), written.files().files()),
                    written.files());
        } catch (Exception e) {
            throw new SinkLocation(
                            written.definition().name(),
                            written.definition().location(),
                            spark.sparkContext().hadoopConfiguration())
                    .cleared(e);
        }
    }
}
