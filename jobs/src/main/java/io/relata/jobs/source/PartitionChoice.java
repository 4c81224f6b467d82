package io.relata.jobs.source;

import static org.apache.spark.sql.functions.expr;

import io.relata.ColumnName;
import io.relata.Partition;
import io.relata.PartitionValues;
import io.relata.Problem;
import io.relata.RelataException;
import io.relata.TableDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Chooses partitions of a table by an SQL condition on its partition columns. */
final class PartitionChoice {

    /** No partition column can have this name: it is longer than a catalog takes. */
    private static final String LOCATION = "location".repeat(40);

    private final TableDefinition table;
    private final Optional<String> where;
    private final SparkSession session;

    PartitionChoice(TableDefinition table, Optional<String> where, SparkSession spark) {
        this.table = table;
        this.where = where;
        this.session = ReadingSession.beside(spark);
        session.conf().set("spark.sql.caseSensitive", false);
    }

    /**
     * The rows of a table that keeps its partitions itself.
     *
     * @throws RelataException when the condition is none on the partition columns
     */
    Dataset<Row> of(Dataset<Row> rows) {
        if (where.isEmpty()) {
            return rows;
        }
        chosen(session.createDataFrame(List.of(), table.partitionColumns()));
        return rows.where(expr(where.get()));
    }

    /**
     * The chosen partitions, by their folders.
     *
     * @throws RelataException when the condition is none on the partition columns, or a value is none of its column
     */
    FolderColumns among(List<Partition> partitions) {
        StructType columns = table.partitionColumns();
        Map<String, Row> chosen = new HashMap<>();
        for (Row row : chosen(typed(partitions)).collectAsList()) {
            List<Object> values = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                values.add(row.get(i));
            }
            String folder = qualified(row.getString(columns.size()));
            if (chosen.put(folder, RowFactory.create(values.toArray())) != null) {
                throw failed(folder, "two of its partitions lie in one folder", "Repair the table's partitions");
            }
        }
        return new FolderColumns(columns, chosen);
    }

    /** The partitions as rows: their values, then their folder. */
    private Dataset<Row> typed(List<Partition> partitions) {
        StructType texts = new StructType();
        List<Column> columns = new ArrayList<>();
        for (StructField column : table.partitionColumns().fields()) {
            texts = texts.add(column.name(), DataTypes.StringType);
            columns.add(ColumnName.column(column.name()).cast(column.dataType()).as(column.name()));
        }
        columns.add(ColumnName.column(LOCATION));
        List<Row> rows = new ArrayList<>();
        for (Partition partition : partitions) {
            List<Object> values = new ArrayList<>();
            for (String value : partition.values().values()) {
                values.add(value.equals(PartitionValues.NULL) ? null : value);
            }
            values.add(partition.location());
            rows.add(RowFactory.create(values.toArray()));
        }
        Dataset<Row> written = session.createDataFrame(rows, texts.add(LOCATION, DataTypes.StringType));
        Dataset<Row> typed = written.select(columns.toArray(Column[]::new));
        requireValues(written.collectAsList(), typed.collectAsList());
        return typed;
    }

    /** A text that is no value of its column would be null, and its rows would be others'. */
    private void requireValues(List<Row> written, List<Row> typed) {
        for (int i = 0; i < written.size(); i++) {
            for (int column = 0; column < table.partitionColumns().size(); column++) {
                if (typed.get(i).isNullAt(column) && !written.get(i).isNullAt(column)) {
                    throw failed(
                            written.get(i).getString(table.partitionColumns().size()),
                            "the partition's value of column "
                                    + table.partitionKeys().get(column) + " is no "
                                    + table.partitionColumns()
                                            .fields()[column]
                                            .dataType()
                                            .catalogString(),
                            "Repair the table's partitions");
                }
            }
        }
    }

    private Dataset<Row> chosen(Dataset<Row> partitions) {
        if (where.isEmpty()) {
            return partitions;
        }
        try {
            return partitions.where(expr(where.get()));
        } catch (Exception e) { // Spark's AnalysisException is a checked one that is not declared
            throw RelataException.failed(
                    new Problem(
                            "Cannot choose partitions of table " + table.name(),
                            "where",
                            QueryFailure.told(String.valueOf(e.getMessage())),
                            "Correct the condition; it sees the partition columns "
                                    + String.join(", ", table.partitionKeys())),
                    e);
        }
    }

    private String qualified(String location) {
        Path path = new Path(location);
        try {
            return path.getFileSystem(session.sparkContext().hadoopConfiguration())
                    .makeQualified(path)
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RelataException failed(String where, String why, String remedy) {
        return RelataException.failed(new Problem("Cannot read table " + table.name(), where, why, remedy));
    }
}
