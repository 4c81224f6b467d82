package io.relata.catalog.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The state behind {@link GlueServer}: databases, tables with versions, partitions; and what each operation does. */
final class GlueStore {

    private final JsonMapper json = new JsonMapper();
    private final Map<String, Map<String, StoredTable>> databases = new TreeMap<>();
    private final Map<List<String>, Deque<String>> itemErrors = new HashMap<>();
    private final Clock clock;
    private int longestPage = 1_000;
    private int unprocessed;

    GlueStore(Clock clock) {
        this.clock = clock;
    }

    /** A table and what hangs on it. */
    static final class StoredTable {

        private final ObjectNode table;
        private final Map<String, ObjectNode> partitions = new TreeMap<>();
        private final GlueIndexes indexes = new GlueIndexes();
        private final GlueColumnStatistics statistics = new GlueColumnStatistics();
        private int archived;

        private StoredTable(ObjectNode table) {
            this.table = table;
        }

        ObjectNode table() {
            return table;
        }

        GlueIndexes indexes() {
            return indexes;
        }

        GlueColumnStatistics statistics() {
            return statistics;
        }

        int archived() {
            return archived;
        }

        Map<String, ObjectNode> partitions() {
            return partitions;
        }
    }

    synchronized JsonNode perform(String operation, JsonNode request) {
        return switch (operation) {
            case "CreateDatabase" -> createDatabase(request);
            case "CreateTable" -> createTable(request);
            case "GetTable" -> getTable(request);
            case "GetTables" -> getTables(request);
            case "UpdateTable" -> updateTable(request);
            case "DeleteTable" -> deleteTable(request);
            case "GetPartitions" -> getPartitions(request);
            case "BatchGetPartition" -> batchGetPartition(request);
            case "BatchCreatePartition" -> batchCreatePartition(request);
            case "BatchUpdatePartition" -> batchUpdatePartition(request);
            case "BatchDeletePartition" -> batchDeletePartition(request);
            case "UpdateColumnStatisticsForTable" -> {
                StoredTable stored = table(request, "TableName");
                ObjectNode answer = json.createObjectNode();
                stored.statistics.update(request.path("ColumnStatisticsList"), stored.table, answer.putArray("Errors"));
                yield answer;
            }
            case "GetColumnStatisticsForTable" -> {
                ObjectNode answer = json.createObjectNode();
                table(request, "TableName")
                        .statistics
                        .get(
                                request.path("ColumnNames"),
                                answer.putArray("ColumnStatisticsList"),
                                answer.putArray("Errors"));
                yield answer;
            }
            case "DeleteColumnStatisticsForTable" -> {
                table(request, "TableName")
                        .statistics
                        .delete(request.path("ColumnName").asText());
                yield json.createObjectNode();
            }
            case "GetPartitionIndexes" -> getPartitionIndexes(request);
            case "CreatePartitionIndex" -> createPartitionIndex(request);
            default -> throw GlueRefusal.of("UnknownOperationException", operation);
        };
    }

    synchronized Optional<StoredTable> find(String database, String table) {
        return Optional.ofNullable(databases.getOrDefault(database, Map.of()).get(table));
    }

    synchronized void change(String database, String table, Consumer<ObjectNode> change) {
        StoredTable stored = find(database, table).orElseThrow();
        change.accept(stored.table);
        raiseVersion(stored.table);
    }

    synchronized void longestPage(int items) {
        longestPage = items;
    }

    synchronized void leaveUnprocessed(int items) {
        unprocessed = items;
    }

    synchronized void refuseItem(List<String> values, String code) {
        itemErrors.computeIfAbsent(values, key -> new ArrayDeque<>()).add(code);
    }

    private JsonNode createDatabase(JsonNode request) {
        String name = GlueLimits.name(request.path("DatabaseInput").path("Name"));
        if (databases.putIfAbsent(name, new TreeMap<>()) != null) {
            throw GlueRefusal.of("AlreadyExistsException", "Database already exists.");
        }
        return json.createObjectNode();
    }

    private JsonNode createTable(JsonNode request) {
        ObjectNode input = request.path("TableInput").deepCopy();
        GlueLimits.table(input);
        String database = GlueLimits.name(request.path("DatabaseName"));
        String name = GlueLimits.name(input.path("Name"));
        Map<String, StoredTable> tables = database(database);
        if (tables.containsKey(name)) {
            throw GlueRefusal.of("AlreadyExistsException", "Table already exists.");
        }
        input.put("Name", name);
        input.put("DatabaseName", database);
        // Whole seconds, as Glue gives them.
        input.put("CreateTime", (double) clock.instant().getEpochSecond());
        input.put("UpdateTime", (double) clock.instant().getEpochSecond());
        input.put("CreatedBy", "arn:aws:sts::123456789012:assumed-role/jobs/run");
        input.put("IsRegisteredWithLakeFormation", false);
        input.put("CatalogId", "123456789012");
        input.put("VersionId", "0");
        StoredTable stored = new StoredTable(input);
        stored.indexes.createdWith(request.path("PartitionIndexes"), input);
        tables.put(name, stored);
        return json.createObjectNode();
    }

    private JsonNode getTable(JsonNode request) {
        ObjectNode answer = json.createObjectNode();
        answer.set("Table", table(request, "Name").table);
        return answer;
    }

    private JsonNode getTables(JsonNode request) {
        Map<String, StoredTable> tables = database(GlueLimits.name(request.path("DatabaseName")));
        return page(
                request,
                Math.min(100, longestPage),
                "TableList",
                tables.values().stream().map(StoredTable::table).toList());
    }

    private JsonNode updateTable(JsonNode request) {
        ObjectNode input = request.path("TableInput").deepCopy();
        GlueLimits.table(input);
        ((ObjectNode) request).put("Name", input.path("Name").asText());
        StoredTable stored = table(request, "Name");
        String wanted = request.path("VersionId").asText("");
        if (!wanted.isEmpty() && !wanted.equals(stored.table.path("VersionId").asText())) {
            throw GlueRefusal.of(
                    "ConcurrentModificationException", "Update table failed due to concurrent modifications.");
        }
        if (!request.path("SkipArchive").asBoolean(false)) {
            stored.archived++;
        }
        ObjectNode before = stored.table.deepCopy();
        stored.table.removeAll();
        stored.table.setAll(input);
        stored.table.put("Name", before.path("Name").asText());
        for (String kept : List.of(
                "DatabaseName", "CreateTime", "CreatedBy", "IsRegisteredWithLakeFormation", "CatalogId", "VersionId")) {
            stored.table.set(kept, before.get(kept));
        }
        stored.table.put("UpdateTime", (double) clock.instant().getEpochSecond());
        raiseVersion(stored.table);
        return json.createObjectNode();
    }

    private static void raiseVersion(ObjectNode table) {
        table.put("VersionId", Integer.toString(table.path("VersionId").asInt() + 1));
    }

    private JsonNode deleteTable(JsonNode request) {
        table(request, "Name").indexes.requireIdle();
        database(GlueLimits.name(request.path("DatabaseName"))).remove(GlueLimits.name(request.path("Name")));
        return json.createObjectNode();
    }

    private JsonNode getPartitions(JsonNode request) {
        StoredTable stored = table(request, "TableName");
        int asked = request.path("MaxResults").asInt(longestPage);
        if (asked > 1_000) {
            throw GlueRefusal.invalid("1 validation error detected: Value at 'maxResults' must be at most 1000");
        }
        Collection<ObjectNode> partitions = stored.partitions.values();
        if (request.path("ExcludeColumnSchema").asBoolean(false)) {
            partitions = partitions.stream().map(GlueStore::withoutColumns).toList();
        }
        return page(request, Math.min(asked, longestPage), "Partitions", List.copyOf(partitions));
    }

    private static ObjectNode withoutColumns(ObjectNode partition) {
        ObjectNode copy = partition.deepCopy();
        ((ObjectNode) copy.path("StorageDescriptor")).remove("Columns");
        return copy;
    }

    private JsonNode batchGetPartition(JsonNode request) {
        GlueLimits.batch("partitionsToGet", request.path("PartitionsToGet"), 1_000);
        StoredTable stored = table(request, "TableName");
        ObjectNode answer = json.createObjectNode();
        ArrayNode found = answer.putArray("Partitions");
        ArrayNode left = answer.putArray("UnprocessedKeys");
        for (JsonNode wanted : request.path("PartitionsToGet")) {
            GlueLimits.values(wanted.path("Values"), keys(stored));
            if (unprocessed > 0) {
                unprocessed--;
                left.add(wanted);
            } else {
                Optional.ofNullable(stored.partitions.get(key(wanted.path("Values"))))
                        .ifPresent(found::add);
            }
        }
        return answer;
    }

    private JsonNode batchCreatePartition(JsonNode request) {
        JsonNode inputs = request.path("PartitionInputList");
        GlueLimits.batch("partitionInputList", inputs, 100);
        StoredTable stored = table(request, "TableName");
        ObjectNode answer = json.createObjectNode();
        ArrayNode errors = answer.putArray("Errors");
        for (JsonNode input : inputs) {
            GlueLimits.partition(input, keys(stored));
            String key = key(input.path("Values"));
            item(errors, "PartitionValues", input.path("Values"), () -> {
                if (stored.partitions.containsKey(key)) {
                    throw GlueRefusal.of("AlreadyExistsException", "Partition already exists.");
                }
                stored.partitions.put(key, partition(stored, input));
            });
        }
        return answer;
    }

    private JsonNode batchUpdatePartition(JsonNode request) {
        GlueLimits.batch("entries", request.path("Entries"), 100);
        StoredTable stored = table(request, "TableName");
        ObjectNode answer = json.createObjectNode();
        ArrayNode errors = answer.putArray("Errors");
        for (JsonNode entry : request.path("Entries")) {
            GlueLimits.partition(entry.path("PartitionInput"), keys(stored));
            String key = key(entry.path("PartitionValueList"));
            item(errors, "PartitionValueList", entry.path("PartitionValueList"), () -> {
                if (stored.partitions.remove(key) == null) {
                    throw GlueRefusal.notFound("Partition not found.");
                }
                JsonNode input = entry.path("PartitionInput");
                stored.partitions.put(key(input.path("Values")), partition(stored, input));
            });
        }
        return answer;
    }

    private JsonNode batchDeletePartition(JsonNode request) {
        GlueLimits.batch("partitionsToDelete", request.path("PartitionsToDelete"), 25);
        StoredTable stored = table(request, "TableName");
        ObjectNode answer = json.createObjectNode();
        ArrayNode errors = answer.putArray("Errors");
        for (JsonNode wanted : request.path("PartitionsToDelete")) {
            item(errors, "PartitionValues", wanted.path("Values"), () -> {
                if (stored.partitions.remove(key(wanted.path("Values"))) == null) {
                    throw GlueRefusal.notFound("Partition not found.");
                }
            });
        }
        return answer;
    }

    private JsonNode getPartitionIndexes(JsonNode request) {
        return page(
                request,
                longestPage,
                "PartitionIndexDescriptorList",
                table(request, "TableName").indexes.all());
    }

    private JsonNode createPartitionIndex(JsonNode request) {
        StoredTable stored = table(request, "TableName");
        stored.indexes.create(request.path("PartitionIndex"), stored.table);
        return json.createObjectNode();
    }

    private void item(ArrayNode errors, String valuesField, JsonNode values, Runnable work) {
        List<String> key = new ArrayList<>();
        values.forEach(value -> key.add(value.asText()));
        Optional<String> ordered = Optional.ofNullable(itemErrors.get(key)).map(Deque::poll);
        try {
            if (ordered.isPresent()) {
                throw GlueRefusal.of(ordered.get(), "as ordered by the test");
            }
            work.run();
        } catch (GlueRefusal e) {
            ObjectNode error = errors.addObject();
            error.set(valuesField, values);
            error.putObject("ErrorDetail").put("ErrorCode", e.type()).put("ErrorMessage", e.getMessage());
        }
    }

    private ObjectNode partition(StoredTable stored, JsonNode input) {
        ObjectNode partition = input.deepCopy();
        partition.put("DatabaseName", stored.table.path("DatabaseName").asText());
        partition.put("TableName", stored.table.path("Name").asText());
        partition.put("CatalogId", "123456789012");
        partition.put("CreationTime", (double) clock.instant().getEpochSecond());
        return partition;
    }

    private JsonNode page(JsonNode request, int size, String field, List<ObjectNode> all) {
        String token = request.path("NextToken").asText("");
        int from = token.isEmpty()
                ? 0
                : Integer.parseInt(new String(Base64.getDecoder().decode(token), StandardCharsets.US_ASCII));
        int end = Math.min(from + size, all.size());
        ObjectNode answer = json.createObjectNode();
        answer.putArray(field).addAll(all.subList(from, end));
        if (end < all.size()) {
            byte[] next = Integer.toString(end).getBytes(StandardCharsets.US_ASCII);
            answer.put("NextToken", Base64.getEncoder().encodeToString(next));
        }
        return answer;
    }

    private Map<String, StoredTable> database(String name) {
        return Optional.ofNullable(databases.get(name))
                .orElseThrow(() -> GlueRefusal.notFound("Database " + name + " not found."));
    }

    private StoredTable table(JsonNode request, String field) {
        String name = request.path(field).asText().toLowerCase(Locale.ROOT);
        return Optional.ofNullable(
                        database(GlueLimits.name(request.path("DatabaseName"))).get(name))
                .orElseThrow(() -> GlueRefusal.notFound("Table " + name + " not found."));
    }

    private static int keys(StoredTable stored) {
        return stored.table.path("PartitionKeys").size();
    }

    private static String key(JsonNode values) {
        return values.toString();
    }
}
