package io.relata.transforms.shred;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;
import org.apache.parquet.schema.Types.PrimitiveBuilder;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
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
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/**
 * How a scalar of one Spark type lies in Parquet. Timestamps are INT64 microseconds; decimals are the narrowest of
 * INT32, INT64 and fixed-length bytes: what Spark, Spectrum and Athena all read.
 *
 * @param type the Parquet type by name and repetition
 * @param rowValue adds a value straight from a Spark row
 * @param javaValue adds a value as {@link ScalarValue} gives it
 */
record ParquetColumn(TypeOf type, RowValue rowValue, JavaValue javaValue) {

    private static final int LONGEST_IN_INT = 9;
    private static final int LONGEST_IN_LONG = 18;

    /** Names a Parquet type. */
    @FunctionalInterface
    interface TypeOf {
        PrimitiveBuilder<PrimitiveType> builder(Repetition repetition);
    }

    /** Adds a value of a Spark row. */
    @FunctionalInterface
    interface RowValue {
        void add(SpecializedGetters values, int ordinal, RecordConsumer consumer);
    }

    /** Adds a plain Java value. */
    @FunctionalInterface
    interface JavaValue {
        void add(Object value, RecordConsumer consumer);
    }

    /** The field of a Parquet schema that holds this column. */
    static Type field(StructField column) {
        Repetition repetition = column.nullable() ? Repetition.OPTIONAL : Repetition.REQUIRED;
        return of(column.dataType()).type.builder(repetition).named(column.name());
    }

    static ParquetColumn of(DataType type) {
        if (type instanceof BooleanType) {
            return new ParquetColumn(
                    plain(PrimitiveTypeName.BOOLEAN),
                    (values, ordinal, consumer) -> consumer.addBoolean(values.getBoolean(ordinal)),
                    (value, consumer) -> consumer.addBoolean((Boolean) value));
        }
        if (type instanceof ByteType) {
            return integer(
                    annotated(PrimitiveTypeName.INT32, LogicalTypeAnnotation.intType(8, true)),
                    (values, ordinal, consumer) -> consumer.addInteger(values.getByte(ordinal)));
        }
        if (type instanceof ShortType) {
            return integer(
                    annotated(PrimitiveTypeName.INT32, LogicalTypeAnnotation.intType(16, true)),
                    (values, ordinal, consumer) -> consumer.addInteger(values.getShort(ordinal)));
        }
        if (type instanceof IntegerType) {
            return integer(
                    plain(PrimitiveTypeName.INT32),
                    (values, ordinal, consumer) -> consumer.addInteger(values.getInt(ordinal)));
        }
        if (type instanceof LongType) {
            return new ParquetColumn(
                    plain(PrimitiveTypeName.INT64),
                    (values, ordinal, consumer) -> consumer.addLong(values.getLong(ordinal)),
                    (value, consumer) -> consumer.addLong((Long) value));
        }
        if (type instanceof FloatType) {
            return new ParquetColumn(
                    plain(PrimitiveTypeName.FLOAT),
                    (values, ordinal, consumer) -> consumer.addFloat(values.getFloat(ordinal)),
                    (value, consumer) -> consumer.addFloat((Float) value));
        }
        if (type instanceof DoubleType) {
            return new ParquetColumn(
                    plain(PrimitiveTypeName.DOUBLE),
                    (values, ordinal, consumer) -> consumer.addDouble(values.getDouble(ordinal)),
                    (value, consumer) -> consumer.addDouble((Double) value));
        }
        if (type instanceof DecimalType decimal) {
            return decimal(decimal.precision(), decimal.scale());
        }
        if (type instanceof StringType) {
            return new ParquetColumn(
                    annotated(PrimitiveTypeName.BINARY, LogicalTypeAnnotation.stringType()),
                    (values, ordinal, consumer) -> consumer.addBinary(Binary.fromReusedByteArray(
                            values.getUTF8String(ordinal).getBytes())),
                    (value, consumer) -> consumer.addBinary(Binary.fromString((String) value)));
        }
        if (type instanceof BinaryType) {
            return new ParquetColumn(
                    plain(PrimitiveTypeName.BINARY),
                    (values, ordinal, consumer) ->
                            consumer.addBinary(Binary.fromReusedByteArray(values.getBinary(ordinal))),
                    (value, consumer) -> consumer.addBinary(Binary.fromReusedByteArray((byte[]) value)));
        }
        if (type instanceof DateType) {
            return new ParquetColumn(
                    annotated(PrimitiveTypeName.INT32, LogicalTypeAnnotation.dateType()),
                    (values, ordinal, consumer) -> consumer.addInteger(values.getInt(ordinal)),
                    (value, consumer) -> consumer.addInteger((int) ((LocalDate) value).toEpochDay()));
        }
        if (type instanceof TimestampType) {
            return new ParquetColumn(
                    annotated(PrimitiveTypeName.INT64, LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS)),
                    (values, ordinal, consumer) -> consumer.addLong(values.getLong(ordinal)),
                    (value, consumer) -> consumer.addLong(micros((Instant) value)));
        }
        if (type instanceof TimestampNTZType) {
            return new ParquetColumn(
                    annotated(PrimitiveTypeName.INT64, LogicalTypeAnnotation.timestampType(false, TimeUnit.MICROS)),
                    (values, ordinal, consumer) -> consumer.addLong(values.getLong(ordinal)),
                    (value, consumer) -> consumer.addLong(micros(((LocalDateTime) value).toInstant(ZoneOffset.UTC))));
        }
        throw new IllegalArgumentException("The plan let a column of type " + type.catalogString() + " through");
    }

    private static TypeOf plain(PrimitiveTypeName primitive) {
        return repetition -> Types.primitive(primitive, repetition);
    }

    private static TypeOf annotated(PrimitiveTypeName primitive, LogicalTypeAnnotation annotation) {
        return repetition -> Types.primitive(primitive, repetition).as(annotation);
    }

    private static ParquetColumn integer(TypeOf type, RowValue rowValue) {
        return new ParquetColumn(
                type, rowValue, (value, consumer) -> consumer.addInteger(Math.toIntExact((Long) value)));
    }

    private static ParquetColumn decimal(int precision, int scale) {
        LogicalTypeAnnotation annotation = LogicalTypeAnnotation.decimalType(scale, precision);
        if (precision <= LONGEST_IN_INT) {
            return new ParquetColumn(
                    annotated(PrimitiveTypeName.INT32, annotation),
                    (values, ordinal, consumer) -> consumer.addInteger(
                            (int) values.getDecimal(ordinal, precision, scale).toUnscaledLong()),
                    (value, consumer) -> consumer.addInteger(
                            ((BigDecimal) value).unscaledValue().intValueExact()));
        }
        if (precision <= LONGEST_IN_LONG) {
            return new ParquetColumn(
                    annotated(PrimitiveTypeName.INT64, annotation),
                    (values, ordinal, consumer) -> consumer.addLong(
                            values.getDecimal(ordinal, precision, scale).toUnscaledLong()),
                    (value, consumer) -> consumer.addLong(
                            ((BigDecimal) value).unscaledValue().longValueExact()));
        }
        int length = bytesFor(precision);
        return new ParquetColumn(
                repetition -> Types.primitive(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY, repetition)
                        .length(length)
                        .as(annotation),
                (values, ordinal, consumer) -> consumer.addBinary(fixed(
                        values.getDecimal(ordinal, precision, scale)
                                .toJavaBigDecimal()
                                .unscaledValue(),
                        length)),
                (value, consumer) -> consumer.addBinary(fixed(((BigDecimal) value).unscaledValue(), length)));
    }

    /** The fewest bytes that hold every unscaled value of this many digits, sign included. */
    private static int bytesFor(int precision) {
        return BigInteger.TEN.pow(precision).subtract(BigInteger.ONE).bitLength() / Byte.SIZE + 1;
    }

    private static Binary fixed(BigInteger unscaled, int length) {
        byte[] shortest = unscaled.toByteArray();
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, 0, length - shortest.length, (byte) (unscaled.signum() < 0 ? -1 : 0));
        System.arraycopy(shortest, 0, bytes, length - shortest.length, shortest.length);
        return Binary.fromConstantByteArray(bytes);
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
