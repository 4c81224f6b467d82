package io.relata.transforms.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts a value together from a parser's tokens. Needs no stack, however deep the value is. */
final class WholeValueBuilder {

    private static final JsonValue NULL = new JsonValue.NullValue();
    private static final JsonValue TRUE = new JsonValue.BooleanValue(true);
    private static final JsonValue FALSE = new JsonValue.BooleanValue(false);

    private final Deque<Open> open = new ArrayDeque<>();
    private Optional<JsonValue> complete = Optional.empty();
    private int repeatedKeys;

    /** An object or list whose end was not met yet. */
    private static final class Open {

        private final boolean isObject;
        private final Map<String, JsonValue> members = new LinkedHashMap<>(4);
        private final List<JsonValue> elements = new ArrayList<>(2);
        private String key = "";

        private Open(boolean isObject) {
            this.isObject = isObject;
        }

        private JsonValue closed() {
            if (!isObject) {
                return new JsonValue.ArrayValue(elements);
            }
            List<JsonValue.Member> list = new ArrayList<>(members.size());
            members.forEach((name, value) -> list.add(new JsonValue.Member(name, value)));
            return new JsonValue.ObjectValue(list);
        }
    }

    void add(JsonToken token, JsonParser parser) throws IOException {
        switch (token) {
            case START_OBJECT -> open.push(new Open(true));
            case START_ARRAY -> open.push(new Open(false));
            case END_OBJECT, END_ARRAY -> take(open.pop().closed());
            case FIELD_NAME -> open.element().key = encodable(parser.getText());
            case VALUE_STRING -> take(new JsonValue.TextValue(encodable(parser.getText())));
            case VALUE_NUMBER_INT -> take(new JsonValue.NumberValue(parser.getText()));
            case VALUE_NUMBER_FLOAT -> take(new JsonValue.NumberValue(literal(parser.getText())));
            case VALUE_TRUE -> take(TRUE);
            case VALUE_FALSE -> take(FALSE);
            case VALUE_NULL -> take(NULL);
            case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> throw new IllegalStateException(token + " is not of text");
        }
    }

    private void take(JsonValue value) {
        Open into = open.peek();
        if (into == null) {
            complete = Optional.of(value);
        } else if (into.isObject) {
            if (into.members.put(into.key, value) != null) {
                repeatedKeys++;
            }
        } else {
            into.elements.add(value);
        }
    }

    /** How many objects and lists are open. */
    int depth() {
        return open.size();
    }

    boolean isComplete() {
        return complete.isPresent();
    }

    JsonValue value() {
        return complete.orElseThrow();
    }

    int repeatedKeys() {
        return repeatedKeys;
    }

    private static String literal(String text) {
        return switch (text) {
            case "INF", "+INF", "+Infinity" -> "Infinity";
            case "-INF" -> "-Infinity";
            default -> text;
        };
    }

    // UTF-8 has no lone surrogates: an encoder would turn each into "?", and two keys into one.
    private static String encodable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return withoutLoneSurrogates(text);
            }
        }
        return text;
    }

    private static String withoutLoneSurrogates(String text) {
        StringBuilder encodable = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? 0xFFFD : point)
                .forEach(encodable::appendCodePoint);
        return encodable.toString();
    }
}
