package io.relata.catalog.glue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.CharType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.VarcharType;

/**
 * The Hive type by which the Glue Data Catalog tells Redshift Spectrum, Athena and Spark what a column's files hold, and
 * which types have none that all three read.
 */
final class GlueTypes {

    private static final int LONGEST = 131_072;
    private static final int DEEPEST = 100;
    private static final int LONGEST_VARCHAR = 65_535;
    private static final int LONGEST_CHAR = 255;

    private static final Map<DataType, String> PLAIN = Map.ofEntries(
            Map.entry(DataTypes.BooleanType, "boolean"),
            Map.entry(DataTypes.ShortType, "smallint"),
            Map.entry(DataTypes.IntegerType, "int"),
            Map.entry(DataTypes.LongType, "bigint"),
            Map.entry(DataTypes.FloatType, "float"),
            Map.entry(DataTypes.DoubleType, "double"),
            Map.entry(DataTypes.BinaryType, "binary"),
            Map.entry(DataTypes.DateType, "date"),
            Map.entry(DataTypes.TimestampType, "timestamp"));

    /** Types with a near relative that has a Hive type. */
    private static final Map<DataType, String> CASTS = Map.of(
            DataTypes.ByteType, "SMALLINT",
            DataTypes.TimestampNTZType, "TIMESTAMP",
            DataTypes.NullType, "STRING");

    /** What Hive's and Spark's parsers of type texts both take as a name. */
    private static final Pattern FIELD_NAME = Pattern.compile("[A-Za-z0-9_]*[A-Za-z_][A-Za-z0-9_]*");

    private GlueTypes() {}

    /**
     * Why a type cannot be registered.
     *
     * @param why a phrase that follows the column's name
     * @param cast the type to cast it to, when there is one
     */
    record Refusal(String why, Optional<String> cast) {}

    /** The type as the catalog writes it. Ask {@link #refusal} first. */
    static String of(DataType type) {
        // In Spark 4 these two are kinds of StringType.
        if (type instanceof VarcharType varchar) {
            return "varchar(" + varchar.length() + ")";
        }
        if (type instanceof CharType text) {
            return "char(" + text.length() + ")";
        }
        if (type instanceof StringType) {
            return "string";
        }
        if (type instanceof DecimalType decimal) {
            return "decimal(" + decimal.precision() + "," + decimal.scale() + ")";
        }
        if (type instanceof ArrayType array) {
            return "array<" + of(array.elementType()) + ">";
        }
        if (type instanceof MapType map) {
            return "map<" + of(map.keyType()) + "," + of(map.valueType()) + ">";
        }
        if (type instanceof StructType struct) {
            List<String> fields = new ArrayList<>();
            for (StructField field : struct.fields()) {
                fields.add(field.name() + ":" + of(field.dataType()));
            }
            return "struct<" + String.join(",", fields) + ">";
        }
        String name = PLAIN.get(type);
        if (name == null) {
            throw new IllegalArgumentException("No Glue type for " + type.sql());
        }
        return name;
    }

    /** Empty when a column of a file can be of this type. */
    static Optional<Refusal> refusal(DataType type) {
        return refusal(type, 1)
                .or(() -> of(type).length() <= LONGEST
                        ? Optional.empty()
                        : refused("has a type of more than " + LONGEST + " characters"));
    }

    /** Empty when a partition column can be of this type. */
    static Optional<Refusal> partitionRefusal(DataType type) {
        if (isNested(type) || type instanceof BinaryType) {
            return refused("is a partition column of type " + type.sql() + ", and these hold single, readable values");
        }
        return refusal(type);
    }

    private static Optional<Refusal> refusal(DataType type, int depth) {
        if (depth > DEEPEST) {
            return refused("is nested more than " + DEEPEST + " levels deep");
        }
        if (type instanceof VarcharType varchar && varchar.length() > LONGEST_VARCHAR) {
            return castTo("STRING", "is " + type.sql() + ", and the longest is VARCHAR(" + LONGEST_VARCHAR + ")");
        }
        if (type instanceof CharType text && text.length() > LONGEST_CHAR) {
            return castTo("STRING", "is " + type.sql() + ", and the longest is CHAR(" + LONGEST_CHAR + ")");
        }
        if (type instanceof StringType
                || type instanceof VarcharType
                || type instanceof CharType
                || type instanceof DecimalType
                || PLAIN.containsKey(type)) {
            return Optional.empty();
        }
        if (type instanceof ArrayType array) {
            return refusal(array.elementType(), depth + 1);
        }
        if (type instanceof MapType map) {
            return isNested(map.keyType())
                    ? refused("has a map whose keys are not single values")
                    : refusal(map.keyType(), depth + 1).or(() -> refusal(map.valueType(), depth + 1));
        }
        if (type instanceof StructType struct) {
            return struct(struct, depth);
        }
        return Optional.of(new Refusal(
                "is of type " + type.sql() + ", which Redshift Spectrum and Athena have no type for",
                Optional.ofNullable(CASTS.get(type))));
    }

    private static Optional<Refusal> struct(StructType struct, int depth) {
        if (struct.isEmpty()) {
            return refused("has a struct without fields");
        }
        Set<String> names = new HashSet<>();
        for (StructField field : struct.fields()) {
            if (!FIELD_NAME.matcher(field.name()).matches()) {
                return refused("has a struct field \"" + field.name()
                        + "\", and such names have letters of English, digits and underscores");
            }
            if (!names.add(field.name().toLowerCase(Locale.ROOT))) {
                return refused("has two struct fields \"" + field.name() + "\" that differ in case at most");
            }
            Optional<Refusal> refusal = refusal(field.dataType(), depth + 1);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    private static boolean isNested(DataType type) {
        return type instanceof ArrayType || type instanceof MapType || type instanceof StructType;
    }

    private static Optional<Refusal> refused(String why) {
        return Optional.of(new Refusal(why, Optional.empty()));
    }

    private static Optional<Refusal> castTo(String type, String why) {
        return Optional.of(new Refusal(why, Optional.of(type)));
    }
}
