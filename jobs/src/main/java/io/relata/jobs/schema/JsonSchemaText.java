package io.relata.jobs.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/** One document, in whose {@code $defs} each table says what a row is that is written as JSON. */
final class JsonSchemaText {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private JsonSchemaText() {}

    static String of(List<SchemaTable> tables) {
        ObjectNode document = JSON.createObjectNode();
        document.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        ObjectNode definitions = document.putObject("$defs");
        for (SchemaTable table : tables) {
            row(table.columns(), definitions.putObject(table.name()));
        }
        try {
            return JSON.writeValueAsString(document) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write a JSON Schema", e);
        }
    }

    private static void row(List<StructField> columns, ObjectNode node) {
        node.put("type", "object");
        ObjectNode properties = node.putObject("properties");
        ArrayNode required = node.arrayNode();
        for (StructField column : columns) {
            ObjectNode property = properties.putObject(column.name());
            SchemaTable.path(column).ifPresent(path -> property.put("description", path));
            if (column.nullable()) {
                ArrayNode kinds = property.putArray("anyOf");
                value(column.dataType(), kinds.addObject());
                kinds.addObject().put("type", "null");
            } else {
                value(column.dataType(), property);
                required.add(column.name());
            }
        }
        if (!required.isEmpty()) {
            node.set("required", required);
        }
        node.put("additionalProperties", false);
    }

    private static void value(DataType type, ObjectNode node) {
        if (type instanceof StructType struct) {
            row(List.of(struct.fields()), node);
        } else if (type instanceof ArrayType array) {
            node.put("type", "array");
            value(array.elementType(), node.putObject("items"));
        } else if (type instanceof MapType map) {
            node.put("type", "object");
            value(map.valueType(), node.putObject("additionalProperties"));
        } else if (type instanceof BooleanType) {
            node.put("type", "boolean");
        } else if (isWhole(type)) {
            node.put("type", "integer");
        } else if (type instanceof NumericType) {
            node.put("type", "number");
        } else {
            node.put("type", "string");
            if (type instanceof DateType) {
                node.put("format", "date");
            } else if (type instanceof TimestampType) {
                node.put("format", "date-time");
            } else if (type instanceof TimestampNTZType) {
                node.put("description", "a date and a time without a zone");
            } else if (type instanceof BinaryType) {
                node.put("contentEncoding", "base64");
            }
        }
    }

    private static boolean isWhole(DataType type) {
        return type instanceof LongType
                || type instanceof IntegerType
                || type instanceof ShortType
                || type instanceof ByteType;
    }
}
