package io.relata.transforms.shred;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Renders a value as JSON text. Fields that are null are left out, since a row does not tell null from missing; null
 * elements stay, or positions would shift. Not safe for use by several threads.
 */
final class JsonText {

    private final JsonFactory factory = new JsonFactory();
    private final Part root;

    JsonText(DataType type) {
        this.root = part(type);
    }

    /** The JSON text of a value that is not null. */
    String of(SpecializedGetters values, int ordinal) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = factory.createGenerator(text)) {
            root.write(values, ordinal, json);
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed", e);
        }
        return text.toString();
    }

    private interface Part {
        void write(SpecializedGetters values, int ordinal, JsonGenerator json) throws IOException;
    }

    private static Part part(DataType type) {
        if (type instanceof StructType struct) {
            return struct(struct);
        }
        if (type instanceof ArrayType array) {
            Part element = part(array.elementType());
            return (values, ordinal, json) -> elements(values.getArray(ordinal), element, json);
        }
        if (type instanceof MapType map) {
            return map(map);
        }
        if (type instanceof NullType) {
            return (values, ordinal, json) -> json.writeNull();
        }
        ScalarValue scalar = ScalarValue.of(type);
        return (values, ordinal, json) -> scalar(scalar.read(values, ordinal), json);
    }

    private static Part struct(StructType type) {
        StructField[] fields = type.fields();
        Part[] parts = new Part[fields.length];
        for (int i = 0; i < fields.length; i++) {
            parts[i] = part(fields[i].dataType());
        }
        return (values, ordinal, json) -> {
            SpecializedGetters struct = values.getStruct(ordinal, fields.length);
            json.writeStartObject();
            for (int i = 0; i < fields.length; i++) {
                if (!struct.isNullAt(i)) {
                    json.writeFieldName(fields[i].name());
                    parts[i].write(struct, i, json);
                }
            }
            json.writeEndObject();
        };
    }

    private static Part map(MapType type) {
        ScalarValue key = ScalarValue.of(type.keyType());
        Part value = part(type.valueType());
        return (values, ordinal, json) -> {
            MapData map = values.getMap(ordinal);
            json.writeStartObject();
            for (int i = 0; i < map.numElements(); i++) {
                json.writeFieldName(key.text(map.keyArray(), i));
                orNull(map.valueArray(), i, value, json);
            }
            json.writeEndObject();
        };
    }

    private static void elements(ArrayData array, Part element, JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (int i = 0; i < array.numElements(); i++) {
            orNull(array, i, element, json);
        }
        json.writeEndArray();
    }

    private static void orNull(ArrayData array, int index, Part part, JsonGenerator json) throws IOException {
        if (array.isNullAt(index)) {
            json.writeNull();
        } else {
            part.write(array, index, json);
        }
    }

    private static void scalar(Object value, JsonGenerator json) throws IOException {
        if (value instanceof Boolean bool) {
            json.writeBoolean(bool);
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Double number) {
            json.writeNumber(number);
        } else if (value instanceof Float number) {
            json.writeNumber(number);
        } else if (value instanceof BigDecimal number) {
            json.writeNumber(number.toPlainString());
        } else {
            json.writeString(ScalarValue.textOf(value));
        }
    }
}
