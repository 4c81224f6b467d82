package io.relata.transforms.shred;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/**
 * Turns a value as {@link ScalarValue} reads it into one that a column of another type holds. Never cuts, wraps or
 * rounds: what the column cannot hold exactly is no value of it. The exceptions are the ones whose loss is what the
 * cast is asked for: a number as float or double takes the nearest one, a timestamp as date drops the time of day.
 */
@FunctionalInterface
interface Cast {

    /** The value in the other type; empty when that type cannot hold it. */
    Optional<Object> apply(Object value);

    static Cast to(DataType type) {
        if (type instanceof StringType) {
            return value -> Optional.of(ScalarValue.textOf(value));
        }
        if (type instanceof BooleanType) {
            return Cast::toBoolean;
        }
        if (type instanceof ByteType) {
            return value -> toInteger(value, Byte.MIN_VALUE, Byte.MAX_VALUE);
        }
        if (type instanceof ShortType) {
            return value -> toInteger(value, Short.MIN_VALUE, Short.MAX_VALUE);
        }
        if (type instanceof IntegerType) {
            return value -> toInteger(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
        }
        if (type instanceof FloatType) {
            return value -> toNumber(value)
                    .filter(number -> number.isInfinite() || !Float.isInfinite(number.floatValue()))
                    .map(Double::floatValue);
        }
        if (type instanceof DoubleType) {
            return value -> toNumber(value).map(number -> number);
        }
        if (type instanceof DecimalType decimal) {
            return value -> toDecimal(value, decimal);
        }
        if (type instanceof DateType) {
            return Cast::toDate;
        }
        if (type instanceof TimestampType) {
            return Cast::toInstant;
        }
        if (type instanceof TimestampNTZType) {
            return value -> toInstant(value).map(instant -> LocalDateTime.ofInstant((Instant) instant, ZoneOffset.UTC));
        }
        if (type instanceof BinaryType) {
            return value -> Optional.of(
                    value instanceof byte[] ? value : ScalarValue.textOf(value).getBytes(UTF_8));
        }
        return value -> toInteger(value, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private static Optional<Object> toBoolean(Object value) {
        if (value instanceof Boolean) {
            return Optional.of(value);
        }
        return switch (ScalarValue.textOf(value).toLowerCase(Locale.ROOT)) {
            case "true", "1" -> Optional.of(true);
            case "false", "0" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Optional<Object> toInteger(Object value, long least, long greatest) {
        return toExact(value)
                .filter(number -> number.compareTo(BigDecimal.valueOf(least)) >= 0
                        && number.compareTo(BigDecimal.valueOf(greatest)) <= 0
                        && number.stripTrailingZeros().scale() <= 0)
                .map(BigDecimal::longValueExact);
    }

    private static Optional<Object> toDecimal(Object value, DecimalType type) {
        return toExact(value).flatMap(number -> {
            // a huge exponent would be spelled out by setScale: such a number has no place in any decimal
            if (Math.abs((long) number.precision() - number.scale()) > 100) {
                return number.signum() == 0 ? Optional.of(BigDecimal.ZERO.setScale(type.scale())) : Optional.empty();
            }
            BigDecimal stripped = number.stripTrailingZeros();
            if (stripped.scale() > type.scale()) {
                return Optional.empty();
            }
            BigDecimal scaled = stripped.setScale(type.scale(), RoundingMode.UNNECESSARY);
            return scaled.precision() <= type.precision() ? Optional.of(scaled) : Optional.empty();
        });
    }

    /** The number exactly; empty for what is no finite number. */
    private static Optional<BigDecimal> toExact(Object value) {
        if (value instanceof Boolean bool) {
            return Optional.of(bool ? BigDecimal.ONE : BigDecimal.ZERO);
        }
        String text = ScalarValue.textOf(value).strip();
        if (text.length() > 1_000) {
            return Optional.empty();
        }
        try {
            BigDecimal number = new BigDecimal(text);
            // keeps later arithmetic cheap: nothing that a column can hold lies beyond
            return Math.abs((long) number.scale()) > 1_000 && number.signum() != 0
                    ? Optional.empty()
                    : Optional.of(number);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The nearest floating-point number; text such as {@code NaN} and {@code Infinity} as Java spells them. */
    private static Optional<Double> toNumber(Object value) {
        if (value instanceof Double number) {
            return Optional.of(number);
        }
        if (value instanceof Boolean bool) {
            return Optional.of(bool ? 1.0 : 0.0);
        }
        String text = ScalarValue.textOf(value).strip();
        boolean looksLikeNumber = !text.isEmpty() && text.length() <= 1_000 && !text.matches(".*[dDfFxX]|.*[xX].*");
        try {
            return looksLikeNumber
                    ? Optional.of(Double.valueOf(text))
                            .filter(number -> !number.isInfinite() || text.endsWith("Infinity"))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Object> toDate(Object value) {
        if (value instanceof Instant instant) {
            return Optional.of(LocalDate.ofInstant(instant, ZoneOffset.UTC));
        }
        if (value instanceof LocalDateTime dateTime) {
            return Optional.of(dateTime.toLocalDate());
        }
        try {
            return Optional.of(LocalDate.parse(ScalarValue.textOf(value).strip()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** {@code 2026-11-21T10:00:00}, with a space for the T, a fraction, an offset or Z; without one it is UTC. */
    private static Optional<Object> toInstant(Object value) {
        if (value instanceof LocalDate date) {
            return Optional.of(date.atStartOfDay().toInstant(ZoneOffset.UTC));
        }
        if (value instanceof LocalDateTime dateTime) {
            return Optional.of(dateTime.toInstant(ZoneOffset.UTC));
        }
        if (value instanceof Instant) {
            return Optional.of(value);
        }
        try {
            String text = ScalarValue.textOf(value).strip();
            String joined = text.length() > 10 && text.charAt(10) == ' ' ? text.replaceFirst(" ", "T") : text;
            TemporalAccessor parsed = Timestamps.FORM.parseBest(joined, OffsetDateTime::from, LocalDateTime::from);
            Instant instant = parsed instanceof OffsetDateTime offset
                    ? offset.toInstant()
                    : ((LocalDateTime) parsed).toInstant(ZoneOffset.UTC);
            return instant.equals(instant.truncatedTo(ChronoUnit.MICROS)) ? Optional.of(instant) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Holds the form of timestamps in text. */
    final class Timestamps {

        private static final DateTimeFormatter FORM = new DateTimeFormatterBuilder()
                .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
                .appendPattern("[XXX][XX][X]")
                .toFormatter(Locale.ROOT);

        private Timestamps() {}
    }
}
