package io.relata.jobs.sink;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.TableDefinition;
import io.relata.TableFormat;
import io.relata.TableName;
import io.relata.jobs.publish.DataFile;
import io.relata.jobs.publish.FirstCommit;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
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

    /** Beside decimals, those that every reader knows; void becomes text when it is written. */
    private static final Set<DataType> KNOWN_TYPES = Set.of(
            DataTypes.NullType,
            DataTypes.BooleanType,
            DataTypes.ByteType,
            DataTypes.ShortType,
            DataTypes.IntegerType,
            DataTypes.LongType,
            DataTypes.FloatType,
            DataTypes.DoubleType,
            DataTypes.StringType,
            DataTypes.BinaryType,
            DataTypes.DateType,
            DataTypes.TimestampType);

    private DeltaTables() {}

    /**
     * Makes a Delta table of Parquet files that lie at the table's location.
     *
     * @param files all of them
     * @return the same table in the Delta format
     * @throws RelataException when the session cannot read Delta, Delta cannot hold a column, a footer cannot be read, or
     *     there is a log already
     */
    public static TableDefinition convert(SparkSession spark, TableDefinition parquet, List<DataFile> files) {
        checkSession(spark);
        checkColumns(parquet.name(), parquet.columns());
        try {
            return withLog(spark, parquet, files);
        } catch (IOException e) {
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
    static TableDefinition withLog(SparkSession spark, TableDefinition parquet, List<DataFile> files)
            throws IOException {
        FirstCommit.write(parquet, files, Instant.now(), spark.sparkContext().hadoopConfiguration());
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
        List<Place> places = new ArrayList<>();
        collect(new Place(table.toString(), columns, false), places);
        List<String> refused =
                places.stream().filter(Place::isMisnamed).map(Place::path).toList();
        if (!refused.isEmpty()) {
            throw RelataException.usage(new Problem(
                    "Cannot write table " + table + " as Delta",
                    String.join("; ", refused),
                    "a column's name must hold none of the characters space , ; { } ( ) line break, tab and =, and"
                            + " differ from the others in more than case",
                    "Set naming: athena, rename these columns under tables in the job file, or set target.format:"
                            + " parquet"));
        }
        List<String> unknown = places.stream()
                .filter(Place::isOfUnknownType)
                .map(place -> place.path() + " of type " + place.type().catalogString())
                .toList();
        if (!unknown.isEmpty()) {
            throw RelataException.usage(new Problem(
                    "Cannot write table " + table + " as Delta",
                    String.join("; ", unknown),
                    "only readers of later versions know the type, and Redshift Spectrum is none of them",
                    "Cast the column to another type, or set target.format: parquet"));
        }
    }

    /**
     * A table, a column of it, or what a column consists of.
     *
     * @param isMisnamed whether Delta refuses its name
     */
    private record Place(String path, DataType type, boolean isMisnamed) {

        boolean isOfUnknownType() {
            boolean isOfOthers = type instanceof ArrayType || type instanceof MapType || type instanceof StructType;
            return !isOfOthers && !(type instanceof DecimalType) && !KNOWN_TYPES.contains(type);
        }
    }

    private static void collect(Place place, List<Place> places) {
        places.add(place);
        if (place.type() instanceof ArrayType array) {
            collect(new Place(place.path() + "[]", array.elementType(), false), places);
        } else if (place.type() instanceof MapType map) {
            collect(new Place(place.path() + ".key", map.keyType(), false), places);
            collect(new Place(place.path() + ".value", map.valueType(), false), places);
        } else if (place.type() instanceof StructType struct) {
            Set<String> names = new HashSet<>();
            for (StructField field : struct.fields()) {
                String name = field.name();
                boolean hasTwin = !names.add(name.toLowerCase(Locale.ROOT));
                boolean isMisnamed = hasTwin || name.isEmpty() || name.chars().anyMatch(c -> REFUSED.indexOf(c) >= 0);
                collect(new Place(place.path() + "." + name, field.dataType(), isMisnamed), places);
            }
        }
    }
}
