package io.relata.transforms.survey;

import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * How a schema says that one place of a record holds values of several kinds: by a struct whose every field is marked
 * as one of these kinds, and named {@code long}, {@code double}, {@code decimal}, {@code boolean}, {@code string},
 * {@code struct} or {@code array}. No such struct is in the data; a value goes to the field that takes its kind.
 */
public final class Variants {

    /** Marks such a field in its metadata; the value says how columns are named. */
    public static final String MARK = "relata.variant";

    /** The value of {@link #MARK} for columns named {@code a_long}; a struct or array keeps the name {@code a}. */
    public static final String COLUMNS = "columns";

    /** The value of {@link #MARK} for columns named {@code a.long}. */
    public static final String STRUCT = "struct";

    /** Marks, by the value {@code true}, the root's column for values that found no other. */
    public static final String RESCUED_MARK = "relata.rescued";

    /** The name of that column. */
    public static final String RESCUED = "_rescued";

    private Variants() {}

    /** Whether this struct stands for kinds of one value. */
    public static boolean are(StructType struct) {
        return !struct.isEmpty() && struct.fields()[0].metadata().contains(MARK);
    }

    /** Whether this is the column for values that found no other. */
    public static boolean isRescued(StructField field) {
        return field.metadata().contains(RESCUED_MARK);
    }

    /** @param naming {@link #COLUMNS} or {@link #STRUCT} */
    public static Metadata marked(String naming) {
        return new MetadataBuilder().putString(MARK, naming).build();
    }

    /** The mark of the column for values that found no other. */
    public static Metadata rescued() {
        return new MetadataBuilder().putBoolean(RESCUED_MARK, true).build();
    }
}
