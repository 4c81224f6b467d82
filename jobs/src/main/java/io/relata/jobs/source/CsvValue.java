package io.relata.jobs.source;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
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
import org.apache.spark.sql.types.TimestampType;

/** Reads the text of a cell as a value of its column's type, whole and exactly or not at all. */
@FunctionalInterface
interface CsvValue {

    /** The value; empty where the type cannot hold what the text says. */
    Optional<Object> of(String text);

    /** Empty where no cell of CSV is of the type. */
    static Optional<CsvValue> reader(DataType type, CsvFormat format) {
        if (type instanceof StringType) {
            return Optional.of(Optional::of);
        }
        if (type instanceof BooleanType) {
            return trimmed(CsvValue::truth);
        }
        if (type instanceof ByteType) {
            return number(Byte::valueOf);
        }
        if (type instanceof ShortType) {
            return number(Short::valueOf);
        }
        if (type instanceof IntegerType) {
            return number(Integer::valueOf);
        }
        if (type instanceof LongType) {
            return number(Long::valueOf);
        }
        if (type instanceof FloatType) {
            return number(text -> finite(Float.valueOf(FloatText.checked(text))));
        }
        if (type instanceof DoubleType) {
            return number(text -> finite(Double.valueOf(FloatText.checked(text))));
        }
        if (type instanceof DecimalType decimal) {
            return number(text -> exact(text, decimal));
        }
        if (type instanceof DateType) {
            CsvMoments days = CsvMoments.days(format.dateFormat());
            return trimmed(text -> days.day(text).map(day -> day));
        }
        if (type instanceof TimestampType) {
            CsvMoments moments = CsvMoments.moments(format.timestampFormat());
            return trimmed(text -> moments.moment(text).map(moment -> moment));
        }
        return Optional.empty();
    }

    private static Optional<CsvValue> trimmed(CsvValue reader) {
        return Optional.of(text -> reader.of(text.strip()));
    }

    private static Optional<CsvValue> number(Function<String, Object> parse) {
        return trimmed(text -> {
            try {
                return Optional.of(parse.apply(text));
            } catch (ArithmeticException | NumberFormatException none) {
                return Optional.empty();
            }
        });
    }

    private static Optional<Object> truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static <N extends Number> N finite(N number) {
        if (Double.isInfinite(number.doubleValue())) {
            throw new ArithmeticException("beyond the type");
        }
        return number;
    }

    private static BigDecimal exact(String text, DecimalType type) {
        // A hostile exponent would make a number of that many digits.
        if (!FloatText.PLAIN.matcher(text).matches()) {
            throw new NumberFormatException("no plain number");
        }
        BigDecimal value = new BigDecimal(text).setScale(type.scale());
        if (value.precision() > type.precision()) {
            throw new ArithmeticException("beyond the type");
        }
        return value;
    }

    /** Java takes 1d, 0x1p3 and blanks for numbers too. */
    final class FloatText {

        static final Pattern PLAIN =
                Pattern.compile("[+-]?(\\d{1,400}(\\.\\d{0,400})?|\\.\\d{1,400})([eE][+-]?\\d{1,3})?");

        private FloatText() {}

        static String checked(String text) {
            if (text.equals("NaN") || PLAIN.matcher(text).matches()) {
                return text;
            }
            throw new NumberFormatException("no number");
        }
    }
}
