package io.relata.transforms.shred;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
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
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/**
 * Reads a scalar of one Spark type as a plain Java value: Boolean, Long for every integer, Float, Double, BigDecimal,
 * String, byte[], LocalDate, Instant, LocalDateTime. For the paths that need not be fast: casts, JSON text, keys.
 */
@FunctionalInterface
interface ScalarValue {

    /** The value, which is not null. */
    Object read(SpecializedGetters values, int ordinal);

    static ScalarValue of(DataType type) {
        if (type instanceof BooleanType) {
            return SpecializedGetters::getBoolean;
        }
        if (type instanceof ByteType) {
            return (values, ordinal) -> (long) values.getByte(ordinal);
        }
        if (type instanceof ShortType) {
            return (values, ordinal) -> (long) values.getShort(ordinal);
        }
        if (type instanceof IntegerType) {
            return (values, ordinal) -> (long) values.getInt(ordinal);
        }
        if (type instanceof LongType) {
            return SpecializedGetters::getLong;
        }
        if (type instanceof FloatType) {
            return SpecializedGetters::getFloat;
        }
        if (type instanceof DoubleType) {
            return SpecializedGetters::getDouble;
        }
        if (type instanceof DecimalType decimal) {
            int precision = decimal.precision();
            int scale = decimal.scale();
            return (values, ordinal) ->
                    values.getDecimal(ordinal, precision, scale).toJavaBigDecimal();
        }
        if (type instanceof BinaryType) {
            return SpecializedGetters::getBinary;
        }
        if (type instanceof DateType) {
            return (values, ordinal) -> LocalDate.ofEpochDay(values.getInt(ordinal));
        }
        if (type instanceof TimestampType) {
            return (values, ordinal) -> Instant.EPOCH.plus(values.getLong(ordinal), ChronoUnit.MICROS);
        }
        if (type instanceof TimestampNTZType) {
            return (values, ordinal) ->
                    LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC).plus(values.getLong(ordinal), ChronoUnit.MICROS);
        }
        return (values, ordinal) -> values.getUTF8String(ordinal).toString();
    }

    /** The value's one text form: plain decimals, ISO 8601 for times with UTC as {@code Z}, base64 for bytes. */
    default String text(SpecializedGetters values, int ordinal) {
        return textOf(read(values, ordinal));
    }

    static String textOf(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        if (value instanceof byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }
        return value.toString();
    }
}
