package io.relata.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.relata.Problem;
import io.relata.RelataException;
import java.util.Map;

/**
 * Writes real records as they are, over and over. From the second time on the record's key ends in a hyphen and the
 * number of the repetition, which is all that differs.
 */
final class RepeatedRecords {

    private final RealRecords real;
    private final String root;
    private final String key;

    /**
     * @param root the root table's name
     * @param key the path of the key: names of fields with dots between
     */
    RepeatedRecords(RealRecords real, String root, String key) {
        this.real = real;
        this.root = root;
        this.key = key;
    }

    long origin() {
        return real.origin();
    }

    void write(long number, NdjsonWriter out) {
        int size = real.records().size();
        long repetition = number / size;
        String suffix = repetition == 0 ? "" : "-" + repetition;
        out.beginRecord();
        fields(real.records().get((int) (number % size)), "", suffix, out);
        out.endRecord();
    }

    private void fields(JsonNode object, String prefix, String suffix, NdjsonWriter out) {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            String path = prefix + field.getKey();
            out.field(field.getKey());
            if (path.equals(key)) {
                out.asciiText(field.getValue().asText() + suffix);
            } else {
                value(field.getValue(), path, suffix, out);
            }
        }
    }

    private void value(JsonNode value, String path, String suffix, NdjsonWriter out) {
        if (value.isObject()) {
            out.beginObject();
            fields(value, path + ".", suffix, out);
            out.endObject();
        } else if (value.isArray()) {
            out.beginArray(root + "_" + path);
            for (JsonNode element : value) {
                out.element();
                value(element, path + "." + FlatColumn.ELEMENT, suffix, out);
            }
            out.endArray();
        } else if (value.isTextual()) {
            out.asciiText(value.textValue());
        } else if (value.isBoolean()) {
            out.bool(value.booleanValue());
        } else if (value.isNull()) {
            out.nothing();
        } else if (value.canConvertToLong() && value.isIntegralNumber()) {
            out.number(value.longValue());
        } else {
            throw RelataException.failed(new Problem(
                    "Cannot repeat real records",
                    path,
                    "it holds the number " + value.asText(),
                    "Teach RepeatedRecords to write it as it is"));
        }
    }
}
