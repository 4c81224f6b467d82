package io.relata.transforms.shred;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.relata.transforms.json.JsonValue;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Writes a JSON value as JSON text, without white space and with numbers as they were written. */
final class JsonRendering {

    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonRendering() {}

    static String of(JsonValue value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            write(value, json);
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed", e);
        }
        return text.toString();
    }

    private static void write(JsonValue value, JsonGenerator json) throws IOException {
        if (value instanceof JsonValue.ObjectValue object) {
            json.writeStartObject();
            for (JsonValue.Member member : object.members()) {
                json.writeFieldName(member.key());
                write(member.value(), json);
            }
            json.writeEndObject();
        } else if (value instanceof JsonValue.ArrayValue array) {
            json.writeStartArray();
            for (JsonValue element : array.elements()) {
                write(element, json);
            }
            json.writeEndArray();
        } else if (value instanceof JsonValue.TextValue text) {
            json.writeString(text.text());
        } else if (value instanceof JsonValue.NumberValue number) {
            json.writeNumber(number.literal());
        } else if (value instanceof JsonValue.BooleanValue flag) {
            json.writeBoolean(flag.value());
        } else {
            json.writeNull();
        }
    }
}
