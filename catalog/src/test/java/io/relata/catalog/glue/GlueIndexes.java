package io.relata.catalog.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The partition indexes of a table of {@link GlueStore}, each as GetPartitionIndexes shows it. */
final class GlueIndexes {

    private static final Set<String> INDEXABLE =
            Set.of("string", "int", "bigint", "smallint", "tinyint", "date", "char", "varchar");

    private final List<ObjectNode> indexes = new ArrayList<>();

    List<ObjectNode> all() {
        return indexes;
    }

    /** Those that a table without partitions is created with: Glue has nothing to do for them. */
    void createdWith(JsonNode wanted, JsonNode table) {
        if (wanted.size() > 3) {
            throw GlueRefusal.of("ResourceNumberLimitExceededException", "A table has at most 3 partition indexes.");
        }
        wanted.forEach(index -> add(index, table, "ACTIVE"));
    }

    void create(JsonNode index, JsonNode table) {
        requireIdle();
        if (indexes.size() >= 3) {
            throw GlueRefusal.of("ResourceNumberLimitExceededException", "A table has at most 3 partition indexes.");
        }
        add(index, table, "CREATING");
    }

    /** Glue says so of a table that is to be deleted too. */
    void requireIdle() {
        for (ObjectNode index : indexes) {
            String status = index.path("IndexStatus").asText();
            if (status.equals("CREATING") || status.equals("DELETING")) {
                throw GlueRefusal.invalid("Index " + index.path("IndexName").asText() + " is in " + status
                        + " state. Only 1 index can be created or deleted simultaneously per table.");
            }
        }
    }

    private void add(JsonNode index, JsonNode table, String status) {
        String name = index.path("IndexName").asText();
        GlueLimits.name(index.path("IndexName"));
        if (indexes.stream().anyMatch(there -> there.path("IndexName").asText().equals(name))) {
            throw GlueRefusal.of("AlreadyExistsException", "Index " + name + " already exists.");
        }
        if (index.path("Keys").isEmpty()) {
            throw GlueRefusal.invalid("An index has at least one key");
        }
        ObjectNode made = ((ObjectNode) table).objectNode();
        made.put("IndexName", name);
        made.put("IndexStatus", status);
        ArrayNode keys = made.putArray("Keys");
        Set<String> named = new HashSet<>();
        for (JsonNode key : index.path("Keys")) {
            String type = type(table, key.asText());
            if (!named.add(key.asText()) || !INDEXABLE.contains(type.replaceAll("\\(.*", ""))) {
                throw GlueRefusal.invalid("Key " + key.asText() + " of type " + type + " cannot be indexed");
            }
            keys.addObject().put("Name", key.asText()).put("Type", type);
        }
        indexes.add(made);
    }

    private static String type(JsonNode table, String key) {
        for (JsonNode column : table.path("PartitionKeys")) {
            if (column.path("Name").asText().equals(key)) {
                return column.path("Type").asText();
            }
        }
        throw GlueRefusal.invalid("Partition key " + key + " not found in the table");
    }
}
