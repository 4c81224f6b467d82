package io.relata.jobs.publish;

import java.util.Locale;
import java.util.Optional;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampType;

/**
 * Compares the columns of a Parquet file with those that a catalog is to show, as Redshift Spectrum does: it refuses a
 * file whose integer width, decimal precision or text annotation is not what the table says.
 */
final class FooterColumns {

    private FooterColumns() {}

    /**
     * The first column in which they differ; empty when they agree in names, letter by letter, in order and in types.
     *
     * @param found the file's schema
     */
    static Optional<Mismatch> mismatch(StructType expected, GroupType found) {
        return mismatch("", expected, found);
    }

    /**
     * A column that a reader would be refused.
     *
     * @param column its path, with dots
     * @param inFile what the file has there
     * @param inCatalog what the catalog would say
     */
    record Mismatch(String column, String inFile, String inCatalog) {}

    private static Optional<Mismatch> mismatch(String path, StructType expected, GroupType found) {
        StructField[] fields = expected.fields();
        for (int i = 0; i < Math.max(fields.length, found.getFieldCount()); i++) {
            if (i >= fields.length) {
                Type extra = found.getType(i);
                return Optional.of(new Mismatch(path + extra.getName(), shown(extra), "no such column"));
            }
            String column = path + fields[i].name();
            String type = fields[i].dataType().catalogString();
            if (i >= found.getFieldCount()) {
                return Optional.of(new Mismatch(column, "no such column", type));
            }
            Type there = found.getType(i);
            if (!there.getName().equals(fields[i].name())) {
                return Optional.of(new Mismatch(column, "the column " + there.getName() + " in its place", type));
            }
            Optional<Mismatch> deeper = mismatch(column, fields[i].dataType(), there);
            if (deeper.isPresent()) {
                return deeper;
            }
        }
        return Optional.empty();
    }

    private static Optional<Mismatch> mismatch(String column, DataType expected, Type found) {
        if (found.isRepetition(Type.Repetition.REPEATED)) {
            return differ(column, expected, found);
        }
        if (!found.isPrimitive()) {
            return group(column, expected, found.asGroupType());
        }
        return holds(expected, found.asPrimitiveType()) ? Optional.empty() : differ(column, expected, found);
    }

    private static Optional<Mismatch> differ(String column, DataType expected, Type found) {
        return Optional.of(new Mismatch(column, shown(found), expected.catalogString()));
    }

    private static Optional<Mismatch> group(String column, DataType expected, GroupType found) {
        LogicalTypeAnnotation annotation = found.getLogicalTypeAnnotation();
        if (expected instanceof StructType struct && annotation == null) {
            return mismatch(column + ".", struct, found);
        }
        boolean isArray = expected instanceof ArrayType && annotation instanceof ListLogicalTypeAnnotation;
        boolean isMap = expected instanceof MapType && annotation instanceof MapLogicalTypeAnnotation;
        int parts = isArray ? 1 : 2;
        if ((!isArray && !isMap)
                || found.getFieldCount() != 1
                || found.getType(0).isPrimitive()
                || found.getType(0).asGroupType().getFieldCount() != parts) {
            return differ(column, expected, found);
        }
        GroupType repeated = found.getType(0).asGroupType();
        if (expected instanceof ArrayType array) {
            return mismatch(column + "[]", array.elementType(), repeated.getType(0));
        }
        MapType map = (MapType) expected;
        return mismatch(column + ".key", map.keyType(), repeated.getType(0))
                .or(() -> mismatch(column + ".value", map.valueType(), repeated.getType(1)));
    }

    private static boolean holds(DataType expected, PrimitiveType found) {
        PrimitiveTypeName physical = found.getPrimitiveTypeName();
        LogicalTypeAnnotation annotation = found.getLogicalTypeAnnotation();
        if (expected instanceof DecimalType decimal) {
            return annotation instanceof DecimalLogicalTypeAnnotation written
                    && written.getPrecision() == decimal.precision()
                    && written.getScale() == decimal.scale();
        }
        if (expected instanceof TimestampType) {
            return physical == PrimitiveTypeName.INT96
                    || (annotation instanceof TimestampLogicalTypeAnnotation written
                            && written.isAdjustedToUTC()
                            && written.getUnit() != TimeUnit.NANOS);
        }
        if (expected instanceof StringType) {
            return physical == PrimitiveTypeName.BINARY && annotation instanceof StringLogicalTypeAnnotation;
        }
        if (expected instanceof DateType) {
            return annotation instanceof DateLogicalTypeAnnotation;
        }
        if (expected instanceof ByteType || expected instanceof ShortType) {
            return isInteger(annotation, expected instanceof ByteType ? Byte.SIZE : Short.SIZE);
        }
        if (expected instanceof IntegerType) {
            return physical == PrimitiveTypeName.INT32 && (annotation == null || isInteger(annotation, Integer.SIZE));
        }
        if (expected instanceof LongType) {
            return physical == PrimitiveTypeName.INT64 && (annotation == null || isInteger(annotation, Long.SIZE));
        }
        return annotation == null && physical == plain(expected);
    }

    private static boolean isInteger(LogicalTypeAnnotation annotation, int bits) {
        return annotation instanceof IntLogicalTypeAnnotation written
                && written.isSigned()
                && written.getBitWidth() == bits;
    }

    /** What holds a type that has no annotation; INT96, which holds none of them, for any other type. */
    private static PrimitiveTypeName plain(DataType type) {
        if (type instanceof BooleanType) {
            return PrimitiveTypeName.BOOLEAN;
        }
        if (type instanceof FloatType) {
            return PrimitiveTypeName.FLOAT;
        }
        if (type instanceof DoubleType) {
            return PrimitiveTypeName.DOUBLE;
        }
        return type instanceof BinaryType ? PrimitiveTypeName.BINARY : PrimitiveTypeName.INT96;
    }

    private static String shown(Type type) {
        if (!type.isPrimitive()) {
            LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
            return annotation == null ? "a group" : "a group (" + annotation + ")";
        }
        PrimitiveType primitive = type.asPrimitiveType();
        String physical = primitive.getPrimitiveTypeName().name().toLowerCase(Locale.ROOT);
        LogicalTypeAnnotation annotation = primitive.getLogicalTypeAnnotation();
        String repeated = type.isRepetition(Type.Repetition.REPEATED) ? "repeated " : "";
        return repeated + (annotation == null ? physical : physical + " (" + annotation + ")");
    }
}
