package io.relata.transforms.plan;

import io.relata.Problem;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Refuses schemas that nothing could walk: every later step may recurse once it has passed. */
final class SchemaGuard {

    private static final int DEEPEST = 500;
    private static final int MOST_VALUES = 1_000_000;

    private record Place(DataType type, SourcePath path) {}

    private SchemaGuard() {}

    /** @throws PlanException when the schema is nested too deep or too large */
    static void check(StructType source) {
        Deque<Place> open = new ArrayDeque<>();
        open.push(new Place(source, SourcePath.RECORD));
        long values = 0;
        while (!open.isEmpty()) {
            Place place = open.pop();
            if (place.path().length() > DEEPEST) {
                throw refused("it is nested more than " + DEEPEST + " levels deep", place.path());
            }
            if (values++ > MOST_VALUES) {
                throw refused("it has more than " + MOST_VALUES + " fields", SourcePath.RECORD);
            }
            if (place.type() instanceof StructType struct) {
                for (StructField field : struct.fields()) {
                    open.push(new Place(field.dataType(), place.path().field(field.name())));
                }
            } else if (place.type() instanceof ArrayType array) {
                open.push(new Place(array.elementType(), place.path().element()));
            } else if (place.type() instanceof MapType map) {
                open.push(new Place(map.keyType(), place.path().entryKey()));
                open.push(new Place(map.valueType(), place.path().entryValue()));
            }
        }
    }

    private static PlanException refused(String why, SourcePath path) {
        return new PlanException(List.of(new Problem(
                "Cannot plan a schema",
                path.jsonPath(),
                why,
                "Declare a schema that gives the type string where the nesting has no end")));
    }
}
