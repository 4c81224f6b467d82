package io.relata.jobs;

import io.relata.ColumnName;
import io.relata.transforms.shred.ShreddedTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What lies between shredding a table and writing it by partitions. */
final class Partitioning {

    private static final Logger LOG = LoggerFactory.getLogger(Partitioning.class);

    private Partitioning() {}

    /** The rows of a shredded table, its partition columns under the names that they have in the root. */
    static Dataset<Row> named(SparkSession spark, ShreddedTable table, PartitionPlan partitions) {
        Dataset<Row> rows = spark.read().schema(table.schema()).parquet(table.location());
        List<String> copies = partitions.in(table.name());
        List<Column> columns = new ArrayList<>();
        for (StructField field : table.schema().fields()) {
            int copy = copies.indexOf(field.name());
            String name = copy < 0 ? field.name() : partitions.names().get(copy);
            columns.add(rows.col(ColumnName.quoted(field.name())).as(name, field.metadata()));
        }
        return rows.select(columns.toArray(Column[]::new));
    }

    /** Removes what is not needed any more; what stays is removed by a vacuum. */
    static void remove(String folder, SparkSession spark) {
        Path path = new Path(folder);
        try {
            FileSystem files = path.getFileSystem(spark.sparkContext().hadoopConfiguration());
            files.delete(path, true);
        } catch (IOException e) {
            LOG.warn("Cannot remove {}: {}", folder, e.getMessage());
        }
    }
}
