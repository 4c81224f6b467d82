package io.relata.jobs.sink;

import io.relata.ColumnName;
import io.relata.Problem;
import io.relata.RelataException;
import io.relata.TableDefinition;
import io.relata.TableFormat;
import io.relata.TableName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Makes Delta tables of Parquet files where they lie: a log is added, and no file is written again or moved. Deletion
 * vectors and column mapping are off.
 */
public final class DeltaTables {

    private static final String EXTENSION = "io.delta.sql.DeltaSparkSessionExtension";
    private static final String CATALOG = "org.apache.spark.sql.delta.catalog.DeltaCatalog";

    /** What Spectrum, which reads the files and not the log, would read wrongly; a session may have it on for all. */
    private static final Map<String, String> PLAIN = Map.of(
            "spark.databricks.delta.properties.defaults.enableDeletionVectors", "false",
            "spark.databricks.delta.properties.defaults.columnMapping.mode", "none");

    private static final String REFUSED = " ,;{}()\n\t=";

    private DeltaTables() {}

    /**
     * Makes a Delta table of the Parquet files at a table's location. Safe to repeat.
     *
     * @param parquet a table without partition keys
     * @return the same table in the Delta format
     * @throws RelataException when the session cannot write Delta, Delta cannot hold a column, or the files cannot be
     *     read
     */
    public static TableDefinition convert(SparkSession spark, TableDefinition parquet) {
        checkSession(spark);
        checkColumns(parquet.name(), parquet.columns());
        try {
            return withLog(spark, parquet);
        } catch (Exception e) {
            throw RelataException.failed(
                    new Problem(
                            "Cannot make table " + parquet.name() + " a Delta table",
                            parquet.location(),
                            WriteFailure.why(e),
                            "Its Parquet files are as they were; the whole cause is in the log"),
                    e);
        }
    }

    /** The written files as a Delta table, partitioned as their folders are. */
    static TableDefinition withLog(SparkSession spark, WrittenTable written) {
        TableDefinition table = written.definition();
        // A table without files has nothing that could be converted.
        return written.files().files().isEmpty() ? withoutRows(spark, table) : withLog(spark, table);
    }

    private static TableDefinition withLog(SparkSession spark, TableDefinition parquet) {
        String partitions = Arrays.stream(parquet.partitionColumns().fields())
                .map(column -> ColumnName.quoted(column.name()) + " "
                        + column.dataType().sql())
                .collect(Collectors.joining(", "));
        String convert = "CONVERT TO DELTA parquet." + ColumnName.quoted(parquet.location())
                + (partitions.isEmpty() ? "" : " PARTITIONED BY (" + partitions + ")");
        SessionSettings.during(spark, PLAIN, () -> spark.sql(convert));
        return delta(parquet);
    }

    private static TableDefinition withoutRows(SparkSession spark, TableDefinition parquet) {
        DataFrameWriter<Row> none = spark.createDataFrame(List.of(), parquet.allColumns())
                .write()
                .format("delta")
                .partitionBy(parquet.partitionKeys().toArray(String[]::new));
        SessionSettings.during(spark, PLAIN, () -> none.save(parquet.location()));
        return delta(parquet);
    }

    /** Writes rows to a location where nothing is, as a table without deletion vectors and column mapping. */
    static BiConsumer<DataFrameWriter<Row>, String> writing(SparkSession spark) {
        return (rows, location) ->
                SessionSettings.during(spark, PLAIN, () -> rows.format("delta").save(location));
    }

    /** The same table in the Delta format. */
    static TableDefinition delta(TableDefinition parquet) {
        return new TableDefinition(
                parquet.name(),
                parquet.columns(),
                parquet.partitionColumns(),
                parquet.location(),
                TableFormat.DELTA,
                parquet.parent(),
                parquet.run(),
                parquet.statistics(),
                parquet.lastId());
    }

    /** @throws RelataException when Delta is not set up in this session; nothing is written then */
    public static void checkSession(SparkSession spark) {
        checkSettings(
                spark.conf().get("spark.sql.extensions", ""), spark.conf().get("spark.sql.catalog.spark_catalog", ""));
    }

    static void checkSettings(String extensions, String catalog) {
        List<String> missing = new ArrayList<>();
        if (!List.of(extensions.split("\\s*,\\s*", -1)).contains(EXTENSION)) {
            missing.add("spark.sql.extensions=" + EXTENSION);
        }
        if (!catalog.equals(CATALOG)) {
            missing.add("spark.sql.catalog.spark_catalog=" + CATALOG);
        }
        if (!missing.isEmpty()) {
            throw RelataException.usage(new Problem(
                    "Cannot write Delta tables",
                    "in the Spark session",
                    "it was started without " + String.join(" and ", missing),
                    "Start the job with these settings, in AWS Glue also with --datalake-formats delta, or set"
                            + " target.format: parquet"));
        }
    }

    /**
     * Refuses columns that Delta cannot hold; for use before anything is written.
     *
     * @throws RelataException that names every such column
     */
    public static void checkColumns(TableName table, StructType columns) {
        List<String> refused = new ArrayList<>();
        collectRefused(table.toString(), columns, refused);
        if (!refused.isEmpty()) {
            throw RelataException.usage(new Problem(
                    "Cannot write table " + table + " as Delta",
                    String.join("; ", refused),
                    "a column's name must hold none of the characters space , ; { } ( ) line break, tab and =, and"
                            + " differ from the others in more than case",
                    "Set naming: athena, rename these columns under tables in the job file, or set target.format:"
                            + " parquet"));
        }
    }

    private static void collectRefused(String path, DataType type, List<String> refused) {
        if (type instanceof ArrayType array) {
            collectRefused(path + "[]", array.elementType(), refused);
        } else if (type instanceof MapType map) {
            collectRefused(path + ".key", map.keyType(), refused);
            collectRefused(path + ".value", map.valueType(), refused);
        } else if (type instanceof StructType struct) {
            Set<String> names = new HashSet<>();
            for (StructField field : struct.fields()) {
                String column = path + "." + field.name();
                boolean hasTwin = !names.add(field.name().toLowerCase(Locale.ROOT));
                if (hasTwin || field.name().isEmpty() || field.name().chars().anyMatch(c -> REFUSED.indexOf(c) >= 0)) {
                    refused.add(column);
                }
                collectRefused(column, field.dataType(), refused);
            }
        }
    }
}
