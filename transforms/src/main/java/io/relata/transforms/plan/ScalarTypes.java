package io.relata.transforms.plan;

import io.relata.transforms.survey.Variants;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.CharType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.sql.types.VarcharType;

/**
 * The scalars that Parquet, the Glue Data Catalog and every reader can hold, and the casts between them. Type names are
 * read here and not by Spark's parser, whose answer for {@code timestamp} hangs on the session.
 */
final class ScalarTypes {

    static final String CASTABLE_TO = "boolean, tinyint, smallint, int, bigint, float, double, decimal(p,s), string, "
            + "binary, date, timestamp, timestamp_ntz";

    private static final Pattern DECIMAL =
            Pattern.compile("(?:decimal|dec|numeric)(?:\\(\\s*(\\d{1,2})\\s*(?:,\\s*(\\d{1,2})\\s*)?\\))?");
    private static final int DEFAULT_PRECISION = 10;

    private ScalarTypes() {}

    /** The type a scalar is written as: its own, or string for every kind of string; empty for all other types. */
    static Optional<DataType> written(DataType type) {
        if (type instanceof StringType || type instanceof CharType || type instanceof VarcharType) {
            return Optional.of(DataTypes.StringType);
        }
        boolean scalar = type instanceof NumericType
                || type instanceof BooleanType
                || type instanceof BinaryType
                || isMoment(type);
        return scalar ? Optional.of(type) : Optional.empty();
    }

    /** The first type within {@code type} that no column and no JSON text can hold. */
    static Optional<DataType> unsupported(DataType type) {
        if (type instanceof ArrayType array) {
            return unsupported(array.elementType());
        }
        if (type instanceof MapType map) {
            return unsupported(map.keyType()).or(() -> unsupported(map.valueType()));
        }
        if (type instanceof StructType struct) {
            for (var field : struct.fields()) {
                Optional<DataType> found = unsupported(field.dataType());
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        }
        boolean supported = type instanceof NullType || written(type).isPresent();
        return supported ? Optional.empty() : Optional.of(type);
    }

    /** The scalar type of this name, as Spark's DDL has it; empty when there is none. */
    static Optional<DataType> named(String text) {
        String name = text.strip().toLowerCase(Locale.ROOT);
        DataType type = switch (name) {
            case "boolean" -> DataTypes.BooleanType;
            case "tinyint", "byte" -> DataTypes.ByteType;
            case "smallint", "short" -> DataTypes.ShortType;
            case "int", "integer" -> DataTypes.IntegerType;
            case "bigint", "long" -> DataTypes.LongType;
            case "float", "real" -> DataTypes.FloatType;
            case "double" -> DataTypes.DoubleType;
            case "string" -> DataTypes.StringType;
            case "binary" -> DataTypes.BinaryType;
            case "date" -> DataTypes.DateType;
            case "timestamp", "timestamp_ltz" -> DataTypes.TimestampType;
            case "timestamp_ntz" -> DataTypes.TimestampNTZType;
            default -> DataTypes.NullType;
        };
        return type instanceof NullType ? decimal(name) : Optional.of(type);
    }

    private static Optional<DataType> decimal(String name) {
        Matcher parts = DECIMAL.matcher(name);
        if (!parts.matches()) {
            return Optional.empty();
        }
        int precision = parts.group(1) == null ? DEFAULT_PRECISION : Integer.parseInt(parts.group(1));
        int scale = parts.group(2) == null ? 0 : Integer.parseInt(parts.group(2));
        boolean possible = precision >= 1 && precision <= DecimalType.MAX_PRECISION() && scale <= precision;
        return possible ? Optional.of(DataTypes.createDecimalType(precision, scale)) : Optional.empty();
    }

    /** Whether values of one scalar type can sensibly become another. */
    static boolean castable(DataType from, DataType to) {
        return from.equals(to)
                || from instanceof NullType
                || from instanceof StringType
                || to instanceof StringType
                || (isNumberOrFlag(from) && isNumberOrFlag(to))
                || (isMoment(from) && isMoment(to));
    }

    /** The types that values of this one can become, for a message. */
    static String castableFrom(DataType from) {
        if (isNumberOrFlag(from)) {
            return "boolean, tinyint, smallint, int, bigint, float, double, decimal(p,s) or string";
        }
        if (isMoment(from)) {
            return "date, timestamp, timestamp_ntz or string";
        }
        return from instanceof BinaryType ? "string" : CASTABLE_TO;
    }

    /** Whether values of the type are numbers. */
    static boolean isNumber(DataType type) {
        return type instanceof NumericType;
    }

    private static boolean isNumberOrFlag(DataType type) {
        return type instanceof NumericType || type instanceof BooleanType;
    }

    private static boolean isMoment(DataType type) {
        return type instanceof DateType || type instanceof TimestampType || type instanceof TimestampNTZType;
    }

    /** The type in a person's words, whatever its size. */
    static String shown(DataType type) {
        if (type instanceof StructType struct && Variants.are(struct)) {
            return "of several kinds";
        }
        if (type instanceof StructType struct) {
            return "a struct of " + struct.size() + (struct.size() == 1 ? " field" : " fields");
        }
        if (type instanceof ArrayType) {
            return "an array";
        }
        if (type instanceof MapType) {
            return "a map";
        }
        return type.catalogString();
    }
}
