package io.relata.jobs.source.jdbc;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.LongFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** Conversions of values that drivers give as they are. */
final class Conversions {

    /** A getter of a result, or what is made of its value. */
    private interface Getter extends java.io.Serializable {
        Object get(ResultSet row, int number) throws SQLException;
    }

    /** Whole numbers of one width. */
    private interface Narrowed extends LongFunction<Object>, java.io.Serializable {}

    private record Plain(DataType carried, Getter getter) implements Conversion {
        private static final long serialVersionUID = 1L;

        @Override
        public Optional<Object> read(ResultSet row, int number) throws SQLException {
            // The getters of numbers give 0 for null.
            Object value = getter.get(row, number);
            return row.wasNull() ? Optional.empty() : Optional.ofNullable(value);
        }
    }

    private record Whole(DataType carried, Narrowed narrowed) implements Conversion {
        private static final long serialVersionUID = 1L;

        @Override
        public Optional<Object> read(ResultSet row, int number) throws SQLException {
            long value = row.getLong(number);
            return row.wasNull() ? Optional.empty() : Optional.of(narrowed.apply(value));
        }

        @Override
        public PartitionAxis axis() {
            return PartitionAxis.NUMBERS;
        }
    }

    private record Exact(int precision, int scale) implements Conversion {
        private static final long serialVersionUID = 1L;

        @Override
        public Optional<Object> read(ResultSet row, int number) throws SQLException, Unfit {
            Optional<String> text = Optional.ofNullable(row.getString(number));
            return text.isEmpty() ? Optional.empty() : Optional.of(exact(text.get(), precision, scale));
        }

        @Override
        public DataType carried() {
            return DataTypes.createDecimalType(precision, scale);
        }

        @Override
        public PartitionAxis axis() {
            return PartitionAxis.NUMBERS;
        }
    }

    static final Conversion TEXT = new Plain(DataTypes.StringType, ResultSet::getString);
    static final Conversion BYTES = new Plain(DataTypes.BinaryType, ResultSet::getBytes);
    static final Conversion TRUTH = new Plain(DataTypes.BooleanType, ResultSet::getBoolean);
    static final Conversion DOUBLE = new Plain(DataTypes.DoubleType, ResultSet::getDouble);
    static final Conversion FLOAT = new Plain(DataTypes.FloatType, (row, number) -> (float) row.getDouble(number));
    static final Conversion BIT = new Plain(DataTypes.BooleanType, (row, number) -> row.getLong(number) != 0);
    static final Conversion BYTE = new Whole(DataTypes.ByteType, value -> (byte) value);
    static final Conversion SHORT = new Whole(DataTypes.ShortType, value -> (short) value);
    static final Conversion INTEGER = new Whole(DataTypes.IntegerType, value -> (int) value);
    static final Conversion LONG = new Whole(DataTypes.LongType, value -> value);

    private Conversions() {}

    static Conversion decimal(int precision, int scale) {
        return new Exact(precision, scale);
    }

    static BigDecimal exact(String text, int precision, int scale) throws Unfit {
        BigDecimal value;
        try {
            value = new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw Unfit.forType("is NaN or infinite, which no decimal is");
        }
        if (value.scale() > scale || value.precision() - value.scale() > precision - scale) {
            throw Unfit.forType("has more digits than its decimal(" + precision + "," + scale + ")");
        }
        return value;
    }
}
