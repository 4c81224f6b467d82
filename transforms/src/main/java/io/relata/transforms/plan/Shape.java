package io.relata.transforms.plan;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** What is to become of a value, before columns and tables have numbers: the draft of a {@link Walk}. */
sealed interface Shape {

    record Scalar(DraftColumn column) implements Shape {}

    record Json(DraftColumn column) implements Shape {}

    record Struct(StructType type, List<Member> members, Optional<DraftColumn> presence) implements Shape {}

    record Member(int ordinal, Shape value) {}

    /** @param ordinals in order of precedence */
    record Twins(List<Integer> ordinals, Scalar value) implements Shape {}

    /** What arrays, maps and structs used as maps have in common. */
    record Child(DraftColumn key, Optional<DraftColumn> size, DraftTable table) {}

    record Array(Child child, Shape element) implements Shape {}

    record Entries(Child child, Shape entryKey, Shape entryValue) implements Shape {}

    /**
     * @param type of which the fields' values are
     * @param excluded the names of fields left out
     */
    record NamedEntries(Child child, DraftColumn entryKey, Shape value, DataType type, Set<String> excluded)
            implements Shape {}

    record Nothing() implements Shape {}
}
