package io.relata.jobs;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;

/** Which types hold all values of others, so that a column may go from one to the other. */
final class TypeChange {

    private static final int DIGITS_OF_INT = 10;
    private static final int DIGITS_OF_LONG = 19;

    private TypeChange() {}

    /**
     * Whether {@code to} is wider than {@code from}: int to bigint to decimal, float to double, date to timestamp, and
     * whole numbers to double, which a survey chooses only where every number of the data is exactly one.
     */
    static boolean widens(DataType from, DataType to) {
        if (to instanceof DecimalType decimal) {
            return widens(from, decimal);
        }
        if (from.equals(DataTypes.IntegerType)) {
            return to.equals(DataTypes.LongType) || to.equals(DataTypes.DoubleType);
        }
        return (from.equals(DataTypes.LongType) && to.equals(DataTypes.DoubleType))
                || (from.equals(DataTypes.FloatType) && to.equals(DataTypes.DoubleType))
                || (from.equals(DataTypes.DateType) && to.equals(DataTypes.TimestampType));
    }

    private static boolean widens(DataType from, DecimalType to) {
        int whole = to.precision() - to.scale();
        if (from instanceof DecimalType decimal) {
            return whole >= decimal.precision() - decimal.scale() && to.scale() >= decimal.scale();
        }
        return (from.equals(DataTypes.IntegerType) && whole >= DIGITS_OF_INT)
                || (from.equals(DataTypes.LongType) && whole >= DIGITS_OF_LONG);
    }
}
