package io.relata.jobs.publish;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The types that have a Hive type which Spectrum, Athena and Spark read alike. */
final class CatalogTypes {

    private static final Set<DataType> PLAIN = Set.of(
            DataTypes.StringType,
            DataTypes.BooleanType,
            DataTypes.ByteType,
            DataTypes.ShortType,
            DataTypes.IntegerType,
            DataTypes.LongType,
            DataTypes.FloatType,
            DataTypes.DoubleType,
            DataTypes.DateType,
            DataTypes.TimestampType,
            DataTypes.BinaryType);

    private CatalogTypes() {}

    /** The first type in {@code type}, itself included, that no catalog table can hold. */
    static Optional<String> refused(DataType type) {
        if (PLAIN.contains(type) || type instanceof DecimalType) {
            return Optional.empty();
        }
        if (type instanceof ArrayType array) {
            return refused(array.elementType());
        }
        if (type instanceof MapType map) {
            return Stream.of(map.keyType(), map.valueType())
                    .flatMap(part -> refused(part).stream())
                    .findFirst();
        }
        if (type instanceof StructType struct) {
            return Arrays.stream(struct.fields())
                    .map(StructField::dataType)
                    .flatMap(part -> refused(part).stream())
                    .findFirst();
        }
        return Optional.of(type.catalogString());
    }
}
