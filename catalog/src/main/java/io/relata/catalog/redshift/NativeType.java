package io.relata.catalog.redshift;

import static io.relata.catalog.redshift.RedshiftType.Plain.BIGINT;
import static io.relata.catalog.redshift.RedshiftType.Plain.BOOLEAN;
import static io.relata.catalog.redshift.RedshiftType.Plain.DATE;
import static io.relata.catalog.redshift.RedshiftType.Plain.DOUBLE;
import static io.relata.catalog.redshift.RedshiftType.Plain.INTEGER;
import static io.relata.catalog.redshift.RedshiftType.Plain.REAL;
import static io.relata.catalog.redshift.RedshiftType.Plain.SMALLINT;
import static io.relata.catalog.redshift.RedshiftType.Plain.SUPER;
import static io.relata.catalog.redshift.RedshiftType.Plain.TIMESTAMP;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.CharType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.VarcharType;

/** The type of a column of a table that Redshift keeps itself, for a column of files that it loads. */
public final class NativeType {

    private static final int SHORTEST = 16;

    /** Redshift's own, for a VARCHAR without a length. */
    private static final int UNKNOWN = 256;

    private static final Map<DataType, RedshiftType> PLAIN = Map.ofEntries(
            Map.entry(DataTypes.BooleanType, BOOLEAN),
            Map.entry(DataTypes.ByteType, SMALLINT),
            Map.entry(DataTypes.ShortType, SMALLINT),
            Map.entry(DataTypes.IntegerType, INTEGER),
            Map.entry(DataTypes.LongType, BIGINT),
            Map.entry(DataTypes.FloatType, REAL),
            Map.entry(DataTypes.DoubleType, DOUBLE),
            Map.entry(DataTypes.DateType, DATE),
            Map.entry(DataTypes.TimestampType, TIMESTAMP),
            Map.entry(DataTypes.TimestampNTZType, TIMESTAMP));

    private NativeType() {}

    /**
     * The type.
     *
     * @param type of the files' column
     * @param longest the bytes of the longest text or binary value that was seen; empty when nobody counted them
     * @return empty for a type that Redshift has none for, and for texts that are longer than any of its types
     */
    public static Optional<RedshiftType> of(DataType type, OptionalInt longest) {
        // In Spark 4 the first two are kinds of StringType.
        if (type instanceof VarcharType varchar) {
            return text(4L * varchar.length());
        }
        if (type instanceof CharType text) {
            return text(4L * text.length());
        }
        if (type instanceof StringType) {
            return longest.isPresent() ? text(roomy(longest.getAsInt())) : text(UNKNOWN);
        }
        if (type instanceof BinaryType) {
            long bytes = longest.isPresent() ? roomy(longest.getAsInt()) : UNKNOWN;
            return bytes > RedshiftType.Varbyte.LONGEST
                    ? Optional.empty()
                    : Optional.of(new RedshiftType.Varbyte((int) bytes));
        }
        if (type instanceof DecimalType decimal) {
            return Optional.of(new RedshiftType.Decimal(decimal.precision(), decimal.scale()));
        }
        if (type instanceof ArrayType || type instanceof MapType || type instanceof StructType) {
            return Optional.of(SUPER);
        }
        return Optional.ofNullable(PLAIN.get(type));
    }

    /** Twice as long, up to the next multiple of 16: the next load brings longer ones, and what is too long fails it. */
    private static long roomy(int longest) {
        long doubled = Math.max(SHORTEST, (2L * longest + 15) / 16 * 16);
        return longest <= RedshiftType.Varchar.LONGEST ? Math.min(doubled, RedshiftType.Varchar.LONGEST) : longest;
    }

    private static Optional<RedshiftType> text(long bytes) {
        return bytes > RedshiftType.Varchar.LONGEST
                ? Optional.empty()
                : Optional.of(new RedshiftType.Varchar((int) Math.max(1, bytes)));
    }
}
