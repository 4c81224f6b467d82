package io.relata.transforms.shred;

import io.relata.transforms.json.JsonValue;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
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
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/**
 * Reads a JSON value as one of a Spark type, in the form that {@link ScalarValue} gives. A type takes values of its own
 * kind only, and only those it holds exactly, but for text, which takes every value as it is written, and for floating
 * point, which takes the nearest number.
 */
@FunctionalInterface
interface JsonScalars {

    /** Every integer up to here is a double. */
    long EXACT_IN_DOUBLE = 1L << 53;

    /** The value; empty when the type does not take it. */
    Optional<Object> read(JsonValue value);

    static JsonScalars of(DataType type) {
        if (type instanceof BooleanType) {
            return value -> value instanceof JsonValue.BooleanValue flag ? Optional.of(flag.value()) : Optional.empty();
        }
        if (type instanceof ByteType || type instanceof ShortType || type instanceof IntegerType) {
            return whole(type);
        }
        if (type instanceof LongType) {
            return whole(type);
        }
        if (type instanceof DoubleType) {
            return value -> nearest(value).map(number -> number);
        }
        if (type instanceof FloatType) {
            return value -> nearest(value)
                    .filter(number -> !Double.isFinite(number) || Float.isFinite(number.floatValue()))
                    .map(Double::floatValue);
        }
        if (type instanceof DecimalType) {
            Cast cast = Cast.to(type);
            return value ->
                    value instanceof JsonValue.NumberValue number ? cast.apply(number.literal()) : Optional.empty();
        }
        if (type instanceof DateType || type instanceof TimestampType || type instanceof TimestampNTZType) {
            Cast cast = Cast.to(type);
            return value -> value instanceof JsonValue.TextValue text ? cast.apply(text.text()) : Optional.empty();
        }
        if (type instanceof BinaryType) {
            return JsonScalars::bytes;
        }
        return value -> Optional.of(text(value));
    }

    /** Without values of other kinds in text, and without integers beyond those that floating point holds exactly. */
    static JsonScalars asSampled(DataType type, JsonScalars any) {
        if (type instanceof StringType) {
            return value -> value instanceof JsonValue.TextValue ? any.read(value) : Optional.empty();
        }
        if (type instanceof DoubleType) {
            return value -> any.read(value).filter(number -> isExact(value, (Double) number));
        }
        return any;
    }

    private static boolean isExact(JsonValue value, double number) {
        return !(value instanceof JsonValue.NumberValue written)
                || !Forms.WHOLE.matcher(written.literal()).matches()
                || Math.abs(number) < EXACT_IN_DOUBLE
                || new BigDecimal(written.literal()).abs().compareTo(BigDecimal.valueOf(EXACT_IN_DOUBLE)) <= 0;
    }

    private static JsonScalars whole(DataType type) {
        Cast cast = Cast.to(type);
        return value -> value instanceof JsonValue.NumberValue number
                        && Forms.WHOLE.matcher(number.literal()).matches()
                ? cast.apply(number.literal())
                : Optional.empty();
    }

    private static Optional<Double> nearest(JsonValue value) {
        if (!(value instanceof JsonValue.NumberValue number)) {
            return Optional.empty();
        }
        double nearest = Double.parseDouble(number.literal());
        boolean isDigits = Forms.DIGIT.matcher(number.literal()).find();
        return isDigits && Double.isInfinite(nearest) ? Optional.empty() : Optional.of(nearest);
    }

    private static Optional<Object> bytes(JsonValue value) {
        if (!(value instanceof JsonValue.TextValue text)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getDecoder().decode(text.text()));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // not base64, so no value of a binary column
        }
    }

    /** A value as text: a text itself, anything else as JSON. */
    static String text(JsonValue value) {
        return value instanceof JsonValue.TextValue text ? text.text() : JsonRendering.of(value);
    }

    /** The scalar that a JSON literal other than text stands for. */
    static JsonValue literal(String literal) {
        return switch (literal) {
            case "true" -> new JsonValue.BooleanValue(true);
            case "false" -> new JsonValue.BooleanValue(false);
            default -> new JsonValue.NumberValue(literal);
        };
    }

    /** What a value is before any column has a say: for casts. Containers are JSON text. */
    static Object natural(JsonValue value) {
        return value instanceof JsonValue.BooleanValue flag ? (Object) flag.value() : text(value);
    }

    /** Forms of numbers. */
    final class Forms {

        private static final Pattern WHOLE = Pattern.compile("-?[0-9]+");
        private static final Pattern DIGIT = Pattern.compile("[0-9]");

        private Forms() {}
    }
}
