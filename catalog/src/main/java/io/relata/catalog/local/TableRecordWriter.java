package io.relata.catalog.local;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relata.Partition;
import io.relata.TableDefinition;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.StructType;

/** Writes a table record as the JSON that {@link TableRecordReader} reads: one value or partition a line, UTF-8. */
final class TableRecordWriter {

    /** Raised when a reader of the earlier format would misread the file. */
    static final int FORMAT_VERSION = 1;

    private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");

    private final JsonMapper json = new JsonMapper();

    byte[] write(TableRecord table) {
        ObjectNode root = json.createObjectNode();
        root.put("format-version", FORMAT_VERSION);
        root.put("database", table.name().database());
        root.put("table", table.name().table());
        root.put("state", table.definition().isPresent() ? "present" : "dropped");
        try {
            if (table.definition().isPresent()) {
                fill(root, table.definition().get());
            }
            return escapeLoneSurrogates(text(root, table.partitions()) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text(ObjectNode root, List<Partition> partitions) throws IOException {
        StringWriter text = new StringWriter();
        DefaultPrettyPrinter lines =
                new DefaultPrettyPrinter().withObjectIndenter(INDENT).withArrayIndenter(INDENT);
        try (JsonGenerator generator = json.createGenerator(text).setPrettyPrinter(lines)) {
            generator.writeStartObject();
            for (Map.Entry<String, JsonNode> field : root.properties()) {
                generator.writeFieldName(field.getKey());
                json.writeTree(generator, field.getValue());
            }
            if (!partitions.isEmpty()) {
                generator.writeArrayFieldStart("partitions");
                for (Partition partition : partitions) {
                    // Thousands of them: a value a line would make the file ten times as long.
                    generator.writeRawValue(json.writeValueAsString(tree(partition)));
                }
                generator.writeEndArray();
            }
            generator.writeEndObject();
        }
        return text.toString();
    }

    private ObjectNode tree(Partition partition) {
        ObjectNode tree = json.createObjectNode();
        partition.values().values().forEach(tree.putArray("values")::add);
        tree.put("location", partition.location());
        tree.put("run", partition.run().value());
        tree.put("rows", partition.statistics().rows());
        tree.put("files", partition.statistics().files());
        tree.put("bytes", partition.statistics().bytes());
        return tree;
    }

    private void fill(ObjectNode root, TableDefinition definition) throws JsonProcessingException {
        root.put("run", definition.run().value());
        root.put("location", definition.location());
        root.put("format", definition.format().name());
        definition
                .parent()
                .ifPresent(link -> root.putObject("parent")
                        .put("table", link.parentTable())
                        .put("parent-column", link.parentColumn())
                        .put("child-column", link.childColumn()));
        root.putObject("statistics")
                .put("rows", definition.statistics().rows())
                .put("files", definition.statistics().files())
                .put("bytes", definition.statistics().bytes());
        definition.lastId().ifPresent(id -> root.put("last-id", id));
        root.set("partition-columns", tree(definition.partitionColumns()));
        root.set("columns", tree(definition.columns()));
    }

    private JsonNode tree(StructType columns) throws JsonProcessingException {
        return json.readTree(columns.json());
    }

    /** Half a surrogate pair has no UTF-8 form; a column name from hostile JSON can hold one. */
    private static String escapeLoneSurrogates(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            if (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE) {
                escaped.append("\\u%04x".formatted(character));
            } else {
                escaped.appendCodePoint(character);
            }
        });
        return escaped.toString();
    }
}
