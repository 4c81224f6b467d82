package io.relata.jobs.verify;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of JSON that keeps how its scalars are written. Of a repeated name the last value counts. */
sealed interface Json {

    /** Beyond it nothing was loaded, and reading it would take all of a thread's stack. */
    int DEEPEST = 500;

    /** An object. */
    record Members(Map<String, Json> values) implements Json {}

    /** An array. */
    record Elements(List<Json> values) implements Json {}

    /** A text, by its characters. */
    record Text(String value) implements Json {}

    /** A number, as it is written. */
    record Figure(String written) implements Json {}

    /** A truth value. */
    record Truth(boolean value) implements Json {}

    /** The null. */
    enum Nothing implements Json {
        NULL
    }

    /** The value that begins at the parser's token. */
    static Json read(JsonParser parser) throws IOException {
        if (parser.getParsingContext().getNestingDepth() > DEEPEST) {
            throw new JsonParseException(parser, "deeper than " + DEEPEST + " levels");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> members(parser);
            case START_ARRAY -> elements(parser);
            case VALUE_STRING -> new Text(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Figure(parser.getText());
            case VALUE_TRUE -> new Truth(true);
            case VALUE_FALSE -> new Truth(false);
            default -> Nothing.NULL;
        };
    }

    private static Json members(JsonParser parser) throws IOException {
        Map<String, Json> values = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            values.put(name, read(parser));
        }
        return new Members(values);
    }

    private static Json elements(JsonParser parser) throws IOException {
        List<Json> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(read(parser));
        }
        return new Elements(values);
    }
}
