package io.relata.jobs.verify;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One text for all spellings of a value of JSON. */
final class JsonText {

    private JsonText() {}

    static String of(Json value) {
        if (value instanceof Json.Members members) {
            return new TreeMap<>(members.values())
                    .entrySet().stream().map(JsonText::member).collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof Json.Elements elements) {
            return elements.values().stream().map(JsonText::of).collect(Collectors.joining(",", "[", "]"));
        }
        if (value instanceof Json.Text text) {
            return quoted(text.value());
        }
        if (value instanceof Json.Figure figure) {
            return figure.written();
        }
        return value instanceof Json.Truth truth ? String.valueOf(truth.value()) : "null";
    }

    private static String member(Map.Entry<String, Json> member) {
        return quoted(member.getKey()) + ":" + of(member.getValue());
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
