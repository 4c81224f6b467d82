package io.relata.transforms.survey;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** Finds the narrowest type that holds every number of a place exactly, or as the nearest double where all are exact. */
final class NumberType {

    private static final int MOST_DIGITS = 38;

    /** What every integer beyond 64 bits has at least room for. */
    private static final int DIGITS_BEYOND_LONG = 20;

    private NumberType() {}

    /** The type; text, for the digits as they are written, when no number type holds them all. */
    static DataType of(KindCounts kinds, NumberExtents numbers, SurveyOptions.BigIntegers bigIntegers) {
        boolean asText = kinds.bigIntegers() > 0 && bigIntegers == SurveyOptions.BigIntegers.TEXT;
        if (asText || numbers.beyondDouble() > 0) {
            return DataTypes.StringType;
        }
        boolean hasFractions = kinds.fractions() > 0;
        if (kinds.bigIntegers() == 0 && !hasFractions) {
            return DataTypes.LongType;
        }
        if (kinds.bigIntegers() == 0 && numbers.inexactLongs() == 0) {
            return DataTypes.DoubleType;
        }
        if (numbers.nonFinite() > 0) {
            return DataTypes.StringType;
        }
        return hasFractions ? decimal(numbers) : bigInteger(numbers);
    }

    private static DataType bigInteger(NumberExtents numbers) {
        return numbers.wholeDigits() > MOST_DIGITS
                ? DataTypes.StringType
                : DataTypes.createDecimalType(Math.max(DIGITS_BEYOND_LONG, numbers.wholeDigits()), 0);
    }

    private static DataType decimal(NumberExtents numbers) {
        int whole = Math.max(numbers.wholeDigits(), numbers.fractionWholeDigits());
        int digits = whole + numbers.fractionDigits();
        return digits > MOST_DIGITS
                ? DataTypes.StringType
                : DataTypes.createDecimalType(digits, numbers.fractionDigits());
    }
}
