package io.relata.jobs.publish;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** An object of a JSON document, and where it stands in it. What is missing or of another type is told with its path. */
record JsonFields(JsonNode node, String path) {

    JsonFields {
        if (!node.isObject()) {
            throw new IllegalArgumentException((path.isEmpty() ? "the document" : path) + " is not an object");
        }
    }

    String text(String field) {
        JsonNode value = value(field);
        if (!value.isTextual()) {
            throw wrong(field, "a text");
        }
        return value.textValue();
    }

    long count(String field) {
        JsonNode value = value(field);
        if (!value.canConvertToExactIntegral() || !value.canConvertToLong() || value.longValue() < 0) {
            throw wrong(field, "a count");
        }
        return value.longValue();
    }

    JsonFields object(String field) {
        return new JsonFields(value(field), at(field));
    }

    Optional<JsonFields> optionalObject(String field) {
        return has(field) ? Optional.of(object(field)) : Optional.empty();
    }

    boolean has(String field) {
        return node.hasNonNull(field);
    }

    List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : list(field)) {
            if (!element.isTextual()) {
                throw wrong(field, "a list of texts");
            }
            texts.add(element.textValue());
        }
        return texts;
    }

    <T> List<T> objects(String field, Function<JsonFields, T> read) {
        List<T> objects = new ArrayList<>();
        for (JsonNode element : list(field)) {
            objects.add(read.apply(new JsonFields(element, at(field) + "[" + objects.size() + "]")));
        }
        return objects;
    }

    /** What {@code parse} makes of a text; its complaint is told with the field's path. */
    <T> T parsed(String field, Function<String, T> parse) {
        String text = text(field);
        try {
            return parse.apply(text);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(at(field) + ": " + e.getMessage(), e);
        }
    }

    JsonNode value(String field) {
        JsonNode value = node.get(field);
        if (value == null || value.isNull()) {
            throw new IllegalArgumentException(at(field) + " is missing");
        }
        return value;
    }

    private JsonNode list(String field) {
        JsonNode value = value(field);
        if (!value.isArray()) {
            throw wrong(field, "a list");
        }
        return value;
    }

    private IllegalArgumentException wrong(String field, String expected) {
        return new IllegalArgumentException(at(field) + " is not " + expected);
    }

    String at(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }
}
