package io.relata.transforms.shred;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.relata.transforms.columns.BytesValues;
import io.relata.transforms.columns.NumberValues;
import io.relata.transforms.columns.TableBatch;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
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
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * How a scalar of one Spark type lies in Parquet. Timestamps are INT64 microseconds; decimals are the narrowest of
 * INT32, INT64 and fixed-length bytes: what Spark, Spectrum and Athena all read.
 *
 * @param type the Parquet type by name and repetition
 * @param rowCells sets cells of a column straight from a Spark row
 * @param javaCells sets cells of a column to values as {@link ScalarValue} gives them
 */
record ParquetColumn(TypeOf type, RowCells rowCells, JavaCells javaCells) {

    private static final int LONGEST_IN_INT = 9;
    private static final int LONGEST_IN_LONG = 18;

    /** Names a Parquet type. */
    @FunctionalInterface
    interface TypeOf {
        PrimitiveBuilder<PrimitiveType> builder(Repetition repetition);
    }

    /** Sets a cell to a value of a Spark row. */
    @FunctionalInterface
    interface RowCell {
        void set(SpecializedGetters values, int ordinal, int row);
    }

    /** Sets a cell to a plain Java value. */
    @FunctionalInterface
    interface JavaCell {
        void set(Object value, int row);
    }

    /** Binds to a column of a batch. */
    @FunctionalInterface
    interface RowCells {
        RowCell of(TableBatch batch, int column);
    }

    /** Binds to a column of a batch. */
    @FunctionalInterface
    interface JavaCells {
        JavaCell of(TableBatch batch, int column);
    }

    /** A value of a Spark row as a number that a {@link NumberValues} takes. */
    @FunctionalInterface
    private interface RowNumber {
        long of(SpecializedGetters values, int ordinal);
    }

    /** The field of a Parquet schema that holds this column. */
    static Type field(StructField column) {
        Repetition repetition = column.nullable() ? Repetition.OPTIONAL : Repetition.REQUIRED;
        return of(column.dataType()).type.builder(repetition).named(column.name());
    }

    static MessageType messageType(StructType schema) {
        Type[] types = Arrays.stream(schema.fields()).map(ParquetColumn::field).toArray(Type[]::new);
        return new MessageType("spark_schema", types);
    }

    static ParquetColumn of(DataType type) {
        if (type instanceof BooleanType) {
            return numbers(
                    plain(PrimitiveTypeName.BOOLEAN),
                    (values, ordinal) -> values.getBoolean(ordinal) ? 1 : 0,
                    value -> (Boolean) value ? 1 : 0);
        }
        if (type instanceof ByteType) {
            return numbers(
                    annotated(PrimitiveTypeName.INT32, LogicalTypeAnnotation.intType(8, true)),
                    SpecializedGetters::getByte,
                    value -> (Long) value);
        }
        if (type instanceof ShortType) {
            return numbers(
                    annotated(PrimitiveTypeName.INT32, LogicalTypeAnnotation.intType(16, true)),
                    SpecializedGetters::getShort,
                    value -> (Long) value);
        }
        if (type instanceof IntegerType) {
            return numbers(plain(PrimitiveTypeName.INT32), SpecializedGetters::getInt, value -> (Long) value);
        }
        if (type instanceof LongType) {
            return new ParquetColumn(
                    plain(PrimitiveTypeName.INT64),
                    (batch, column) -> {
                        NumberValues target = batch.numbers(column);
                        return (values, ordinal, row) -> target.set(row, values.getLong(ordinal));
                    },
                    javaNumbers(value -> (Long) value));
        }
        if (type instanceof FloatType) {
            return numbers(
                    plain(PrimitiveTypeName.FLOAT),
                    (values, ordinal) -> Float.floatToRawIntBits(values.getFloat(ordinal)),
                    value -> Float.floatToRawIntBits((Float) value));
        }
        if (type instanceof DoubleType) {
            return new ParquetColumn(
                    plain(PrimitiveTypeName.DOUBLE),
                    (batch, column) -> {
                        NumberValues target = batch.numbers(column);
                        return (values, ordinal, row) -> target.setDouble(row, values.getDouble(ordinal));
                    },
                    javaNumbers(value -> Double.doubleToRawLongBits((Double) value)));
        }
        if (type instanceof DecimalType decimal) {
            return decimal(decimal.precision(), decimal.scale());
        }
        if (type instanceof StringType) {
            return new ParquetColumn(
                    annotated(PrimitiveTypeName.BINARY, LogicalTypeAnnotation.stringType()),
                    ParquetColumn::texts,
                    javaBytes(value -> ((String) value).getBytes(UTF_8)));
        }
        if (type instanceof BinaryType) {
            return new ParquetColumn(
                    plain(PrimitiveTypeName.BINARY),
                    (batch, column) -> {
                        BytesValues target = batch.bytes(column);
                        return (values, ordinal, row) -> target.setCopy(row, values.getBinary(ordinal));
                    },
                    javaBytes(value -> (byte[]) value));
        }
        if (type instanceof DateType) {
            return numbers(
                    annotated(PrimitiveTypeName.INT32, LogicalTypeAnnotation.dateType()),
                    SpecializedGetters::getInt,
                    value -> ((LocalDate) value).toEpochDay());
        }
        if (type instanceof TimestampType) {
            return numbers(
                    annotated(PrimitiveTypeName.INT64, LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS)),
                    SpecializedGetters::getLong,
                    value -> micros((Instant) value));
        }
        if (type instanceof TimestampNTZType) {
            return numbers(
                    annotated(PrimitiveTypeName.INT64, LogicalTypeAnnotation.timestampType(false, TimeUnit.MICROS)),
                    SpecializedGetters::getLong,
                    value -> micros(((LocalDateTime) value).toInstant(ZoneOffset.UTC)));
        }
        throw new IllegalArgumentException("The plan let a column of type " + type.catalogString() + " through");
    }

    private static ParquetColumn numbers(TypeOf type, RowNumber ofRow, ToLongFunction<Object> ofJava) {
        return new ParquetColumn(
                type,
                (batch, column) -> {
                    NumberValues target = batch.numbers(column);
                    return (values, ordinal, row) -> target.set(row, ofRow.of(values, ordinal));
                },
                javaNumbers(ofJava));
    }

    private static JavaCells javaNumbers(ToLongFunction<Object> number) {
        return (batch, column) -> {
            NumberValues target = batch.numbers(column);
            return (value, row) -> target.set(row, number.applyAsLong(value));
        };
    }

    private static JavaCells javaBytes(Function<Object, byte[]> bytes) {
        return (batch, column) -> {
            BytesValues target = batch.bytes(column);
            return (value, row) -> target.setCopy(row, bytes.apply(value));
        };
    }

    private static RowCell texts(TableBatch batch, int column) {
        BytesValues target = batch.bytes(column);
        return (values, ordinal, row) -> {
            UTF8String text = values.getUTF8String(ordinal);
            if (text.getBaseObject() instanceof byte[] bytes) {
                // Spark's own copy costs a call of Unsafe each.
                int offset = (int) (text.getBaseOffset() - Platform.BYTE_ARRAY_OFFSET);
                target.setCopy(row, bytes, offset, text.numBytes());
                return;
            }
            int place = target.reserve(text.numBytes());
            text.writeToMemory(target.copies(), (long) Platform.BYTE_ARRAY_OFFSET + place);
            target.setReserved(row, text.numBytes());
        };
    }

    private static TypeOf plain(PrimitiveTypeName primitive) {
        return repetition -> Types.primitive(primitive, repetition);
    }

    private static TypeOf annotated(PrimitiveTypeName primitive, LogicalTypeAnnotation annotation) {
        return repetition -> Types.primitive(primitive, repetition).as(annotation);
    }

    private static ParquetColumn decimal(int precision, int scale) {
        LogicalTypeAnnotation annotation = LogicalTypeAnnotation.decimalType(scale, precision);
        if (precision <= LONGEST_IN_LONG) {
            return numbers(
                    annotated(
                            precision <= LONGEST_IN_INT ? PrimitiveTypeName.INT32 : PrimitiveTypeName.INT64,
                            annotation),
                    (values, ordinal) ->
                            values.getDecimal(ordinal, precision, scale).toUnscaledLong(),
                    value -> ((BigDecimal) value).unscaledValue().longValueExact());
        }
        int length = bytesFor(precision);
        return new ParquetColumn(
                repetition -> Types.primitive(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY, repetition)
                        .length(length)
                        .as(annotation),
                (batch, column) -> {
                    BytesValues target = batch.bytes(column);
                    return (values, ordinal, row) -> target.setCopy(
                            row,
                            fixed(
                                    values.getDecimal(ordinal, precision, scale)
                                            .toJavaBigDecimal()
                                            .unscaledValue(),
                                    length));
                },
                javaBytes(value -> fixed(((BigDecimal) value).unscaledValue(), length)));
    }

    /** The fewest bytes that hold every unscaled value of this many digits, sign included. */
    private static int bytesFor(int precision) {
        return BigInteger.TEN.pow(precision).subtract(BigInteger.ONE).bitLength() / Byte.SIZE + 1;
    }

    private static byte[] fixed(BigInteger unscaled, int length) {
        byte[] shortest = unscaled.toByteArray();
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, 0, length - shortest.length, (byte) (unscaled.signum() < 0 ? -1 : 0));
        System.arraycopy(shortest, 0, bytes, length - shortest.length, shortest.length);
        return bytes;
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
