package io.relata.catalog.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.relata.ParentLink;
import io.relata.Partition;
import io.relata.PartitionChanges;
import io.relata.PartitionValues;
import io.relata.Problem;
import io.relata.RelataException;
import io.relata.RunId;
import io.relata.TableDefinition;
import io.relata.TableFormat;
import io.relata.TableName;
import io.relata.TableStatistics;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** Reads what {@link TableRecordWriter} wrote, and refuses whatever differs from it. */
final class TableRecordReader {

    private static final Set<String> FIELDS = Set.of(
            "format-version",
            "database",
            "table",
            "state",
            "run",
            "location",
            "format",
            "parent",
            "statistics",
            "last-id",
            "partition-columns",
            "columns",
            "partitions");

    private static final Set<String> PARTITION_FIELDS = Set.of("values", "location", "run", "rows", "files", "bytes");

    private final JsonMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** @throws RelataException naming {@code file}, when {@code content} is not the record of the table of its folder */
    TableRecord read(Path file, byte[] content) {
        JsonNode root = parse(file, content);
        try {
            long version = number(root, "format-version");
            if (version > TableRecordWriter.FORMAT_VERSION) {
                throw newerFormat(file, version);
            }
            require(version == TableRecordWriter.FORMAT_VERSION, "its format-version is " + version);
            TableName name = name(text(root, "database"), text(root, "table"));
            require(file.endsWith(FileNames.of(name).resolve(file.getFileName())), "it is the record of table " + name);
            return table(name, root);
        } catch (IllegalArgumentException e) {
            throw broken(file, String.valueOf(e.getMessage()), e);
        }
    }

    private JsonNode parse(Path file, byte[] content) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return json.readTree(text);
        } catch (CharacterCodingException e) {
            throw broken(file, "it is not UTF-8 text", e);
        } catch (JsonProcessingException e) {
            String line = e.getLocation() == null
                    ? ""
                    : ": the first fault is in line " + e.getLocation().getLineNr();
            throw broken(file, "it is not complete JSON" + line, e);
        }
    }

    private static TableRecord table(TableName name, JsonNode root) {
        requireKnown(root, FIELDS);
        String state = text(root, "state");
        if (state.equals("dropped")) {
            return TableRecord.dropped(name);
        }
        require(state.equals("present"), "its state is " + state);
        TableDefinition definition = new TableDefinition(
                name,
                columns(root, "columns"),
                columns(root, "partition-columns"),
                text(root, "location"),
                format(text(root, "format")),
                parent(root),
                new RunId(text(root, "run")),
                statistics(root),
                root.has("last-id") ? OptionalLong.of(number(root, "last-id")) : OptionalLong.empty());
        return TableRecord.present(definition, partitions(root, definition));
    }

    private static List<Partition> partitions(JsonNode root, TableDefinition table) {
        if (!root.has("partitions")) {
            return List.of();
        }
        JsonNode nodes = root.get("partitions");
        require(nodes.isArray(), "partitions is not a list");
        List<Partition> partitions = new ArrayList<>(nodes.size());
        for (JsonNode node : nodes) {
            Partition partition = partition(node);
            require(
                    partitions.isEmpty()
                            || partitions.get(partitions.size() - 1).values().compareTo(partition.values()) < 0,
                    "its partition " + partition.values() + " is not in the order of values");
            partitions.add(partition);
        }
        new PartitionChanges(partitions, List.of()).requireFitting(table);
        return partitions;
    }

    private static Partition partition(JsonNode node) {
        requireKnown(node, PARTITION_FIELDS);
        require(node.path("values").isArray(), "a partition's values are missing or not a list");
        List<String> values = new ArrayList<>();
        for (JsonNode value : node.get("values")) {
            require(value.isTextual(), "a partition's value is not text");
            values.add(value.textValue());
        }
        return new Partition(
                new PartitionValues(values), text(node, "location"), new RunId(text(node, "run")), counts(node));
    }

    private static TableName name(String database, String table) {
        try {
            return new TableName(database, table);
        } catch (RelataException e) {
            throw new IllegalArgumentException("its database or table name is not one", e);
        }
    }

    private static TableFormat format(String name) {
        return Arrays.stream(TableFormat.values())
                .filter(format -> format.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("its format is " + name));
    }

    private static Optional<ParentLink> parent(JsonNode root) {
        if (!root.has("parent")) {
            return Optional.empty();
        }
        JsonNode parent = root.get("parent");
        return Optional.of(
                new ParentLink(text(parent, "table"), text(parent, "parent-column"), text(parent, "child-column")));
    }

    private static TableStatistics statistics(JsonNode root) {
        require(root.has("statistics"), "statistics is missing");
        return counts(root.get("statistics"));
    }

    private static TableStatistics counts(JsonNode parent) {
        return new TableStatistics(number(parent, "rows"), number(parent, "files"), number(parent, "bytes"));
    }

    private static StructType columns(JsonNode root, String field) {
        require(root.has(field), field + " is missing");
        try {
            return (StructType) DataType.fromJson(root.get(field).toString());
        } catch (RuntimeException e) {
            // Spark raises whatever its JSON matching happens to meet, scala.MatchError included.
            throw new IllegalArgumentException(field + " is not a Spark schema", e);
        }
    }

    private static String text(JsonNode parent, String field) {
        JsonNode value = parent.path(field);
        require(value.isTextual(), field + (value.isMissingNode() ? " is missing" : " is not text"));
        return value.textValue();
    }

    private static long number(JsonNode parent, String field) {
        JsonNode value = parent.path(field);
        require(
                value.isIntegralNumber() && value.canConvertToLong(),
                field + (value.isMissingNode() ? " is missing" : " is not a whole number"));
        return value.longValue();
    }

    private static void requireKnown(JsonNode parent, Set<String> known) {
        for (Iterator<String> fields = parent.fieldNames(); fields.hasNext(); ) {
            String field = fields.next();
            require(known.contains(field), "it has the unknown field " + field);
        }
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private static RelataException newerFormat(Path file, long version) {
        return RelataException.failed(new Problem(
                "Cannot read the catalog's record of a table",
                "in file " + file,
                "a newer Relata wrote it in format " + version + " and this one reads formats up to "
                        + TableRecordWriter.FORMAT_VERSION,
                "Use that Relata or a newer one"));
    }

    private static RelataException broken(Path file, String why, Exception cause) {
        return RelataException.failed(
                new Problem(
                        "Cannot read the catalog's record of a table",
                        "in file " + file,
                        why,
                        "Restore the file, or delete it while no run is at work to return to the version before it"),
                cause);
    }
}
