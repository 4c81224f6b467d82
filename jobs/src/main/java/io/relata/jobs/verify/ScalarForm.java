package io.relata.jobs.verify;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegralType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampType;

/**
 * The one spelling of a scalar in a column: numbers as the column's type holds them, moments in UTC, and in a column of
 * text the very characters of a text or number.
 */
final class ScalarForm {

    private static final int LONGEST_EXPONENT = 10_000;
    private static final DateTimeFormatter MOMENT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter();

    private ScalarForm() {}

    /** Empty where none of the columns takes the value as it is. */
    static Optional<String> of(Json value, List<DataType> types) {
        Optional<String> best = types.stream()
                .filter(type -> isOfKind(value, type))
                .flatMap(type -> in(type, value).stream())
                .findFirst();
        return best.or(
                () -> types.stream().flatMap(type -> in(type, value).stream()).findFirst());
    }

    /** Of columns for several kinds of values, the one for this kind goes first. */
    private static boolean isOfKind(Json value, DataType type) {
        if (value instanceof Json.Truth) {
            return type instanceof BooleanType;
        }
        boolean isNumber = isInteger(type)
                || type instanceof DoubleType
                || type instanceof FloatType
                || type instanceof DecimalType;
        return value instanceof Json.Figure ? isNumber : !isNumber && !(type instanceof BooleanType);
    }

    private static Optional<String> in(DataType type, Json value) {
        String text = text(value);
        if (type instanceof StringType || type instanceof BinaryType) {
            return Optional.of(text);
        }
        if (type instanceof BooleanType) {
            return text.equals("true") || text.equals("false") ? Optional.of(text) : Optional.empty();
        }
        try {
            if (type instanceof TimestampType) {
                return Optional.of(moment(text).toString());
            }
            if (type instanceof DateType) {
                return Optional.of(LocalDate.parse(text).toString());
            }
            return number(type, text);
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String text(Json value) {
        if (value instanceof Json.Text text) {
            return text.value();
        }
        return value instanceof Json.Figure figure ? figure.written() : String.valueOf(((Json.Truth) value).value());
    }

    private static Instant moment(String text) {
        TemporalAccessor parsed = MOMENT.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
        return parsed instanceof OffsetDateTime offset
                ? offset.toInstant()
                : LocalDateTime.from(parsed).toInstant(ZoneOffset.UTC);
    }

    private static Optional<String> number(DataType type, String text) {
        if (type instanceof DoubleType) {
            return Optional.of(Double.toString(Double.parseDouble(text) + 0.0));
        }
        if (type instanceof FloatType) {
            return Optional.of(Float.toString(Float.parseFloat(text) + 0.0f));
        }
        BigDecimal number = new BigDecimal(text);
        // Written out, 1e1000000000 would fill the memory.
        if (Math.abs((long) number.scale()) > LONGEST_EXPONENT) {
            return Optional.empty();
        }
        BigDecimal plain = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        if (isInteger(type)) {
            return plain.scale() <= 0 ? Optional.of(plain.toPlainString()) : Optional.empty();
        }
        if (type instanceof DecimalType decimal) {
            boolean fits = plain.scale() <= decimal.scale()
                    && plain.precision() - plain.scale() <= decimal.precision() - decimal.scale();
            return fits ? Optional.of(plain.toPlainString()) : Optional.empty();
        }
        return Optional.empty();
    }

    private static boolean isInteger(DataType type) {
        return type instanceof IntegralType;
    }
}
