package io.relata.catalog.duckdb;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.CharType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.VarcharType;

/** The DuckDB type in which a catalog column is shown. */
final class ColumnType {

    private static final Map<DataType, String> PLAIN = Map.ofEntries(
            Map.entry(DataTypes.BooleanType, "BOOLEAN"),
            Map.entry(DataTypes.ByteType, "TINYINT"),
            Map.entry(DataTypes.ShortType, "SMALLINT"),
            Map.entry(DataTypes.IntegerType, "INTEGER"),
            Map.entry(DataTypes.LongType, "BIGINT"),
            Map.entry(DataTypes.FloatType, "FLOAT"),
            Map.entry(DataTypes.DoubleType, "DOUBLE"),
            Map.entry(DataTypes.BinaryType, "BLOB"),
            Map.entry(DataTypes.DateType, "DATE"),
            // Redshift has no external TIMESTAMPTZ: both come out as TIMESTAMP, the first in UTC.
            Map.entry(DataTypes.TimestampType, "TIMESTAMP"),
            Map.entry(DataTypes.TimestampNTZType, "TIMESTAMP"));

    private ColumnType() {}

    /** Empty for a type that no external table can have. */
    static Optional<String> of(DataType type) {
        if (type instanceof StringType || type instanceof VarcharType || type instanceof CharType) {
            return Optional.of("VARCHAR");
        }
        if (type instanceof DecimalType decimal) {
            return Optional.of("DECIMAL(" + decimal.precision() + "," + decimal.scale() + ")");
        }
        if (type instanceof ArrayType array) {
            return of(array.elementType()).map(element -> element + "[]");
        }
        if (type instanceof MapType map) {
            return of(map.keyType())
                    .flatMap(key -> of(map.valueType()).map(value -> "MAP(" + key + ", " + value + ")"));
        }
        if (type instanceof StructType struct) {
            return struct(struct);
        }
        return Optional.ofNullable(PLAIN.get(type));
    }

    /** Whether a value of this type is one value, so that DuckDB names the type as this class does. */
    static boolean isScalar(DataType type) {
        return !(type instanceof ArrayType || type instanceof MapType || type instanceof StructType);
    }

    private static Optional<String> struct(StructType struct) {
        if (Arrays.stream(struct.fields())
                .anyMatch(field -> of(field.dataType()).isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(struct.fields())
                .map(field -> Sql.identifier(field.name()) + " "
                        + of(field.dataType()).orElseThrow())
                .collect(Collectors.joining(", ", "STRUCT(", ")")));
    }
}
