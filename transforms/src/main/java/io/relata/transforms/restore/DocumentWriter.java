package io.relata.transforms.restore;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.relata.transforms.plan.PlannedColumn.Role;
import java.io.IOException;
import java.io.Serializable;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.TimestampType;

/** Writes one row of a root, with the rows that hang from it, as JSON. */
final class DocumentWriter implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final JsonFactory JSON = new JsonFactory();

    private final DocumentShape shape;

    DocumentWriter(DocumentShape shape) {
        this.shape = shape;
    }

    /** A field that is null is left out; an element is not. */
    String document(Row row) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            object(shape, row, json);
        }
        return text.toString();
    }

    private static void object(DocumentShape shape, Row row, JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, DocumentShape> member : shape.members().entrySet()) {
            if (isThere(member.getValue(), row)) {
                json.writeFieldName(member.getKey());
                value(member.getValue(), row, json);
            }
        }
        json.writeEndObject();
    }

    private static boolean isThere(DocumentShape shape, Row row) {
        return shape.columns().stream().anyMatch(column -> !row.isNullAt(row.fieldIndex(column.place())))
                || shape.members().values().stream().anyMatch(member -> isThere(member, row));
    }

    private static void value(DocumentShape shape, Row row, JsonGenerator json) throws IOException {
        for (ShapeColumn column : shape.columns()) {
            Object value = row.get(row.fieldIndex(column.place()));
            if (value != null) {
                if (column.role() == Role.KEY) {
                    rows(shape, rows(column, row), json);
                } else {
                    scalar(value, column.type(), json);
                }
                return;
            }
        }
        if (isThere(shape, row)) {
            object(shape, row, json);
        } else {
            json.writeNull();
        }
    }

    private static List<Row> rows(ShapeColumn key, Row row) {
        String name = ShapeColumn.rows(key.rows());
        if (!Arrays.asList(row.schema().fieldNames()).contains(name)) {
            return List.of();
        }
        int at = row.fieldIndex(name);
        return row.isNullAt(at) ? List.of() : row.getList(at);
    }

    private static void rows(DocumentShape shape, List<Row> rows, JsonGenerator json) throws IOException {
        if (shape.entryKey().isPresent()) {
            json.writeStartObject();
            for (Row row : rows) {
                ShapeColumn key = shape.entryKey().get().columns().get(0);
                json.writeFieldName(String.valueOf(row.get(row.fieldIndex(key.place()))));
                value(shape.entryValue().orElseGet(DocumentShape::new), row, json);
            }
            json.writeEndObject();
        } else {
            json.writeStartArray();
            for (Row row : rows) {
                value(shape.element().orElseGet(DocumentShape::new), row, json);
            }
            json.writeEndArray();
        }
    }

    private static void scalar(Object value, DataType type, JsonGenerator json) throws IOException {
        if (type instanceof TimestampType) {
            json.writeString(Instant.EPOCH.plus((Long) value, ChronoUnit.MICROS).toString());
        } else if (type instanceof DateType) {
            json.writeString(LocalDate.ofEpochDay((Integer) value).toString());
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof Double || value instanceof Float) {
            // One that is none of JSON's numbers is written as text.
            if (Double.isFinite(((Number) value).doubleValue())) {
                json.writeNumber(value.toString());
            } else {
                json.writeString(value.toString());
            }
        } else if (value instanceof BigDecimal number) {
            json.writeNumber(number.toPlainString());
        } else if (value instanceof Number number) {
            json.writeNumber(number.longValue());
        } else if (value instanceof byte[] bytes) {
            json.writeString(HexFormat.of().formatHex(bytes));
        } else {
            json.writeString(value.toString());
        }
    }
}
