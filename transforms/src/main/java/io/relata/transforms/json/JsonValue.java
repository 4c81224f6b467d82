package io.relata.transforms.json;

import java.util.List;

/** A value of JSON, with all that lies in it. */
public sealed interface JsonValue {

    /** @param members each key once, where it first stood, with the value it had last */
    record ObjectValue(List<Member> members) implements JsonValue {

        public ObjectValue {
            members = List.copyOf(members);
        }
    }

    /** A key of an object and its value. */
    record Member(String key, JsonValue value) {}

    record ArrayValue(List<JsonValue> elements) implements JsonValue {

        public ArrayValue {
            elements = List.copyOf(elements);
        }
    }

    /** @param text encodable as UTF-8: a lone half of a surrogate pair is U+FFFD */
    record TextValue(String text) implements JsonValue {}

    /** @param literal as it was written, or {@code NaN}, {@code Infinity}, {@code -Infinity} */
    record NumberValue(String literal) implements JsonValue {}

    record BooleanValue(boolean value) implements JsonValue {}

    /** Null. */
    record NullValue() implements JsonValue {}
}
