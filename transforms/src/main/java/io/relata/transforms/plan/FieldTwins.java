package io.relata.transforms.plan;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StructType;

/**
 * Fields of one struct that differ in case alone.
 *
 * @param ordinals their positions, in order of precedence
 */
record FieldTwins(StructType type, List<Integer> ordinals, SchemaPlace struct) {

    /** The positions of those that may have a value. */
    List<Integer> filled() {
        return ordinals.stream()
                .filter(ordinal -> !(typeOf(ordinal) instanceof NullType))
                .toList();
    }

    /** The one whose spelling names the column. */
    SchemaPlace winner() {
        return struct.member(type, ordinals.get(0));
    }

    /** The one scalar type of all that may have a value; empty when they have not one. */
    Optional<DataType> sharedScalar() {
        Set<Optional<DataType>> written = filled().stream()
                .map(ordinal -> ScalarTypes.written(typeOf(ordinal)))
                .collect(Collectors.toSet());
        return written.size() == 1 ? written.iterator().next() : Optional.empty();
    }

    String paths() {
        return ordinals.stream()
                .map(ordinal -> struct.member(type, ordinal).path().jsonPath())
                .collect(Collectors.joining(" and "));
    }

    String types() {
        return filled().stream()
                .map(ordinal -> ScalarTypes.shown(typeOf(ordinal)))
                .collect(Collectors.joining(" and "));
    }

    private DataType typeOf(int ordinal) {
        return type.fields()[ordinal].dataType();
    }
}
