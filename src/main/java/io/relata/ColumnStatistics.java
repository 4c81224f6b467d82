package io.relata;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What the values of a column are like, for whoever plans queries over its table.
 *
 * @param column the column's name, as its table has it
 * @param nulls rows without a value
 */
public record ColumnStatistics(String column, long nulls, Values values) {

    public ColumnStatistics {
        requireNonNull(column, "column");
        requireNonNull(values, "values");
        if (nulls < 0) {
            throw new IllegalArgumentException(column + ": " + nulls + " nulls");
        }
    }

    /** What is known of the values that are there. Distinct ones may be estimated; lengths are in bytes. */
    public sealed interface Values {}

    /** Whole numbers; without a least and a greatest one where there are none. */
    public record Integers(OptionalLong least, OptionalLong greatest, long distinct) implements Values {}

    /** Floating-point numbers; without a least and a greatest one where there are none, or these are not finite. */
    public record Fractions(OptionalDouble least, OptionalDouble greatest, long distinct) implements Values {}

    /** Decimal numbers; without a least and a greatest one where there are none. */
    public record Decimals(Optional<BigDecimal> least, Optional<BigDecimal> greatest, long distinct)
            implements Values {}

    /** Days; without a least and a greatest one where there are none. */
    public record Dates(Optional<LocalDate> least, Optional<LocalDate> greatest, long distinct) implements Values {}

    /** Truth values. */
    public record Booleans(long trues, long falses) implements Values {}

    /** Texts, their lengths in UTF-8. */
    public record Texts(long longest, double averageLength, long distinct) implements Values {}

    /** Bytes. */
    public record Binaries(long longest, double averageLength) implements Values {}
}
