package io.relata.jobs.merge;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The columns that say when a version of a document holds: from one value of the order on and before another. */
public final class Validity {

    /** The first value at which the version holds. */
    public static final String FROM = "valid_from";

    /** The first value at which it does not hold any more; null while it does. */
    public static final String TO = "valid_to";

    /** Whether nothing has ended the version. */
    public static final String CURRENT = "is_current";

    private Validity() {}

    /** Columns of a table with these behind them. */
    public static StructType behind(StructType columns, DataType order) {
        return columns.add(FROM, order).add(TO, order).add(CURRENT, DataTypes.BooleanType);
    }

    /** The columns that have one of these names, in whatever case. */
    public static List<String> among(StructType columns) {
        return Arrays.stream(columns.fieldNames())
                .filter(name -> List.of(FROM, TO, CURRENT).stream().anyMatch(name::equalsIgnoreCase))
                .toList();
    }

    /** Whether a table has them all. */
    public static boolean isOf(StructType columns) {
        return List.of(columns.fieldNames()).containsAll(List.of(FROM, TO, CURRENT));
    }
}
