package io.relata.transforms.survey;

import java.io.Serializable;
import org.apache.spark.sql.types.DataType;

/** What becomes of the values of one place in a record when they are of more than one kind. */
public sealed interface ConflictPolicy extends Serializable {

    /** The policies that say all by their name. */
    enum Named implements ConflictPolicy {
        /** A column for each kind: {@code a_long}, {@code a_string}; objects and arrays keep the name. */
        MAKE_COLS,
        /** As a struct with a member for each kind: {@code a.long}, {@code a.string}. */
        MAKE_STRUCT,
        /** A value where others are arrays is an array of that one value. */
        AS_ARRAY,
        /** One text column that holds every value as JSON. */
        JSON,
        /** The most frequent kind keeps the column; other values go to the text column {@code _rescued} of the root. */
        RESCUE,
        /** The most frequent kind keeps the column; a record with another value is rejected. */
        REJECT,
        /** The run fails. */
        FAIL
    }

    /** One column of this type; what cannot be cast to it exactly is null. */
    record Cast(DataType type) implements ConflictPolicy {}

    /** One column of this type; values of any other kind are null. */
    record Project(DataType type) implements ConflictPolicy {}
}
