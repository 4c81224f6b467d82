package io.relata.transforms.survey;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;

/** The narrowest type that holds every digit of the numbers of a place; text where none does. */
final class NumberTypes {

    private static final int MOST_DIGITS = 38;

    /** The digits that Spark gives a 64-bit integer as a decimal. */
    private static final int DIGITS_OF_LONG = 20;

    private NumberTypes() {}

    static DataType of(SurveyPlace place, SurveyOptions options) {
        KindCounts kinds = place.kinds();
        NumberExtents extents = place.numbers();
        if (kinds.fractions() == 0) {
            return kinds.bigIntegers() == 0 ? DataTypes.LongType : ofBigIntegers(extents, options);
        }
        boolean asText = kinds.bigIntegers() > 0 && options.bigIntegers() == SurveyOptions.BigIntegers.TEXT;
        if (asText || extents.beyondDouble() > 0) {
            return DataTypes.StringType;
        }
        boolean allAreDoubles = kinds.bigIntegers() == 0 && extents.inexactLongs() == 0;
        if (allAreDoubles) {
            return DataTypes.DoubleType;
        }
        int digits = Math.max(extents.wholeDigits(), extents.fractionWholeDigits()) + extents.fractionDigits();
        return extents.nonFinite() == 0 && digits <= MOST_DIGITS
                ? new DecimalType(digits, extents.fractionDigits())
                : DataTypes.StringType;
    }

    private static DataType ofBigIntegers(NumberExtents extents, SurveyOptions options) {
        int digits = Math.max(DIGITS_OF_LONG, extents.wholeDigits());
        return options.bigIntegers() == SurveyOptions.BigIntegers.DECIMAL && digits <= MOST_DIGITS
                ? new DecimalType(digits, 0)
                : DataTypes.StringType;
    }
}
