package io.relata.transforms.shred;

import io.relata.transforms.json.JsonValue;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StringType;

/**
 * A JSON scalar's way into a column: read as the source's type, then cast to the column's.
 *
 * @param from the source's type
 * @param reading as the source's type
 * @param casting to the column's type
 */
record ScalarConversion(DataType from, JsonScalars reading, Cast casting) {

    static ScalarConversion of(DataType from, DataType to) {
        return new ScalarConversion(from, JsonScalars.of(from), from.equals(to) ? Optional::of : Cast.to(to));
    }

    /**
     * The same for a type that a sample shows: text takes no value but text, and floating point no integer but those it
     * holds exactly.
     */
    static ScalarConversion ofSampled(DataType from, DataType to) {
        ScalarConversion any = of(from, to);
        return new ScalarConversion(from, JsonScalars.asSampled(from, any.reading), any.casting);
    }

    /** Whether the source's type is text, which takes any value. */
    boolean takesText() {
        return from instanceof StringType;
    }

    /** The column's value; empty when either step does not take the value. */
    Optional<Object> apply(JsonValue value) {
        return reading.read(value).flatMap(casting::apply);
    }
}
