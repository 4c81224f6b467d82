package io.relata.catalog.glue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What the Glue API refuses of names, texts and sizes, as its model says. */
final class GlueLimits {

    private static final Set<String> TABLE_INPUT = Set.of(
            "Name",
            "Description",
            "Owner",
            "LastAccessTime",
            "LastAnalyzedTime",
            "Retention",
            "StorageDescriptor",
            "PartitionKeys",
            "ViewOriginalText",
            "ViewExpandedText",
            "TableType",
            "Parameters",
            "TargetTable",
            "ViewDefinition");

    private static final Set<String> PARTITION_INPUT =
            Set.of("Values", "LastAccessTime", "StorageDescriptor", "Parameters", "LastAnalyzedTime");

    private GlueLimits() {}

    /** The name as it is stored. */
    static String name(JsonNode text) {
        String name = text.asText();
        requireOneLine("name", name, 1, 255);
        return name.toLowerCase(Locale.ROOT);
    }

    static void table(JsonNode input) {
        knownFields(input, TABLE_INPUT);
        name(input.path("Name"));
        requireOneLine("description", input.path("Description").asText(), 0, 2048);
        requireOneLine("tableType", input.path("TableType").asText(), 0, 255);
        parameters(input.path("Parameters"));
        storage(input.path("StorageDescriptor"));
        Set<String> names = new HashSet<>();
        columns(input.path("StorageDescriptor").path("Columns"), names);
        columns(input.path("PartitionKeys"), names);
    }

    static void partition(JsonNode input, int keys) {
        knownFields(input, PARTITION_INPUT);
        values(input.path("Values"), keys);
        parameters(input.path("Parameters"));
        storage(input.path("StorageDescriptor"));
        columns(input.path("StorageDescriptor").path("Columns"), new HashSet<>());
    }

    static void values(JsonNode values, int keys) {
        if (values.size() != keys) {
            throw GlueRefusal.invalid("The number of partition keys do not match the number of partition values");
        }
        for (JsonNode value : values) {
            if (value.asText().length() > 1024) {
                throw GlueRefusal.invalid("1 validation error detected: a partition value has a length above 1024");
            }
        }
    }

    static void batch(String what, JsonNode items, int most) {
        if (items.isEmpty() || items.size() > most) {
            throw GlueRefusal.invalid("1 validation error detected: Value at '" + what
                    + "' failed to satisfy constraint: Member must have length between 1 and " + most + ", and has "
                    + items.size());
        }
    }

    private static void columns(JsonNode columns, Set<String> names) {
        for (JsonNode column : columns) {
            if (!names.add(name(column.path("Name")))) {
                throw GlueRefusal.invalid(
                        "Duplicate column name: " + column.path("Name").asText());
            }
            requireOneLine("type", column.path("Type").asText(), 0, 131_072);
            requireOneLine("comment", column.path("Comment").asText(), 0, 255);
            parameters(column.path("Parameters"));
        }
    }

    private static void storage(JsonNode storage) {
        requireOneLine("location", storage.path("Location").asText(), 0, 2056);
        requireOneLine("inputFormat", storage.path("InputFormat").asText(), 0, 128);
        requireOneLine("outputFormat", storage.path("OutputFormat").asText(), 0, 128);
        parameters(storage.path("Parameters"));
        parameters(storage.path("SerdeInfo").path("Parameters"));
    }

    private static void parameters(JsonNode parameters) {
        for (Map.Entry<String, JsonNode> parameter : parameters.properties()) {
            requireOneLine("key", parameter.getKey(), 1, 255);
            String value = parameter.getValue().asText();
            if (value.length() > 512_000
                    || !value.codePoints()
                            .allMatch(character -> isAllowed(character) || character == '\n' || character == '\r')) {
                throw GlueRefusal.invalid("1 validation error detected: the value of " + parameter.getKey());
            }
        }
    }

    private static void requireOneLine(String what, String text, int shortest, int longest) {
        if (text.length() < shortest
                || text.length() > longest
                || !text.codePoints().allMatch(GlueLimits::isAllowed)) {
            throw GlueRefusal.invalid("1 validation error detected: Value at '" + what
                    + "' failed to satisfy constraint: " + shortest + " to " + longest + " characters of one line");
        }
    }

    private static boolean isAllowed(int character) {
        return character == '\t'
                || (character >= 0x20
                        && !(character >= 0xD800 && character <= 0xDFFF)
                        && character != 0xFFFE
                        && character != 0xFFFF);
    }

    private static void knownFields(JsonNode input, Set<String> known) {
        for (Iterator<String> fields = input.fieldNames(); fields.hasNext(); ) {
            String field = fields.next();
            if (!known.contains(field)) {
                throw GlueRefusal.invalid("Unknown field " + field);
            }
        }
    }
}
