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
        return writeFiles(table).definition();
    }

    /** {@link #write}, telling the files too. */
    public WrittenTable writeFiles(NamedTable table) {
        SparkSession spark = table.rows().sparkSession();
        DeltaTables.checkSession(spark);
        DeltaTables.checkColumns(
                new TableName(parquet.database(), table.name()), table.rows().schema());
        WrittenTable written = parquet.writeFiles(table);
        try {
            return new WrittenTable(DeltaTables.withLog(spark, written), written.files());
        } catch (Exception e) {
            throw new SinkLocation(
                            written.definition().name(),
                            written.definition().location(),
                            spark.sparkContext().hadoopConfiguration())
                    .cleared(e);
        }
    }
}
