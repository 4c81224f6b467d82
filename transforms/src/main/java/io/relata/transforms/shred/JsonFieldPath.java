package io.relata.transforms.shred;

import io.relata.transforms.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The way from a parsed record through its objects to one value. */
final class JsonFieldPath {

    private final List<String> keys = new ArrayList<>();

    /** @param ordinals field positions in the planned schema, one per struct */
    JsonFieldPath(StructType schema, List<Integer> ordinals) {
        StructType struct = schema;
        for (int ordinal : ordinals) {
            StructField field = struct.fields()[ordinal];
            keys.add(field.name());
            if (field.dataType() instanceof StructType inner) {
                struct = inner;
            }
        }
    }

    List<String> keys() {
        return List.copyOf(keys);
    }

    /** The value, if it is there and not null. */
    Optional<JsonValue> find(JsonValue.ObjectValue record) {
        JsonValue at = record;
        for (String key : keys) {
            if (!(at instanceof JsonValue.ObjectValue object)) {
                return Optional.empty();
            }
            Optional<JsonValue> member = object.members().stream()
                    .filter(candidate -> candidate.key().equals(key))
                    .map(JsonValue.Member::value)
                    .findFirst();
            if (member.isEmpty()) {
                return Optional.empty();
            }
            at = member.get();
        }
        return at instanceof JsonValue.NullValue ? Optional.empty() : Optional.of(at);
    }
}
