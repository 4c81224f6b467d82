package io.relata.jobs.sink;

import io.relata.NamedTable;
import io.relata.Sink;
import io.relata.TableDefinition;
import io.relata.TableName;
import org.apache.spark.sql.SparkSession;

/**
 * Writes tables as Delta: the files as {@link ParquetSink} writes them, then a log.
 *
 * @param parquet writes the files
 */
public record DeltaSink(ParquetSink parquet) implements Sink {

    @Override
    public TableDefinition write(NamedTable table) {
        SparkSession spark = table.rows().sparkSession();
        DeltaTables.checkSession(spark);
        DeltaTables.checkColumns(
                new TableName(parquet.database(), table.name()), table.rows().schema());
        TableDefinition written = parquet.write(table);
        try {
            return DeltaTables.withLog(spark, written);
        } catch (Exception e) {
            throw new SinkLocation(
                            written.name(),
                            written.location(),
                            spark.sparkContext().hadoopConfiguration())
                    .cleared(e);
        }
    }
}
