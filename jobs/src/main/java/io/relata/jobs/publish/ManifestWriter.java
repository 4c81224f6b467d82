package io.relata.jobs.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relata.Partition;
import io.relata.PartitionValues;
import io.relata.TableDefinition;
import io.relata.TableName;
import io.relata.TableStatistics;
import java.util.List;

/** A manifest as JSON that a person can read. */
final class ManifestWriter {

    /** Raised whenever an older Relata would read a manifest wrongly. */
    static final long FORMAT = 1;

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private ManifestWriter() {}

    static byte[] write(RunManifest manifest) {
        try {
            ObjectNode document = JSON.createObjectNode();
            document.put("format", FORMAT);
            document.put("run", manifest.run().value());
            document.put("job", manifest.job());
            document.put("catalog", manifest.catalog());
            manifest.restores().ifPresent(run -> document.put("restores", run.value()));
            document.put("state", manifest.state().name());
            document.put("created", manifest.created().toString());
            document.put("updated", manifest.updated().toString());
            ArrayNode inputs = document.putArray("inputs");
            manifest.inputs().forEach(inputs::add);
            ArrayNode tables = document.putArray("tables");
            for (StagedTable table : manifest.tables()) {
                write(table, tables.addObject());
            }
            if (!manifest.schema().equals(PublishedSchema.NONE)) {
                write(manifest.schema(), document.putObject("schema"));
            }
            ArrayNode notRefreshed = document.putArray("notRefreshed");
            manifest.notRefreshed().forEach(name -> write(name, notRefreshed.addObject()));
            return JSON.writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write the manifest of run " + manifest.run(), e);
        }
    }

    private static void write(StagedTable table, ObjectNode node) throws JsonProcessingException {
        write(table.definition(), node.putObject("definition"));
        node.put("folder", table.folder());
        ArrayNode files = node.putArray("files");
        for (DataFile file : table.files()) {
            ObjectNode entry = files.addObject().put("name", file.name()).put("bytes", file.bytes());
            if (file.rows().isPresent()) {
                entry.put("rows", file.rows().getAsLong());
            }
        }
        if (!(table.loading() instanceof Loading.Replace)) {
            write(table.loading(), node.putObject("loading"));
        }
        write("written", table.written(), node);
        write("partitions", table.partitions(), node);
        if (table.before().isPresent()) {
            Shown shown = table.before().get();
            ObjectNode before = node.putObject("before");
            before.put("version", shown.table().version().value());
            write(shown.table().definition(), before.putObject("definition"));
            write("partitions", shown.partitions(), before);
        }
    }

    private static void write(PublishedSchema schema, ObjectNode node) throws JsonProcessingException {
        node.set("source", JSON.readTree(schema.source().json()));
        node.set("tables", JSON.valueToTree(schema.tables()));
    }

    private static void write(Loading loading, ObjectNode node) {
        if (loading instanceof Loading.Append append) {
            node.put("mode", "APPEND");
            append.follows().ifPresent(run -> node.put("follows", run.value()));
        } else if (loading instanceof Loading.ReplacePartitions replacing) {
            node.put("mode", "REPLACE_PARTITIONS");
            replacing.follows().ifPresent(run -> node.put("follows", run.value()));
            ArrayNode replaced = node.putArray("replaced");
            replacing.replaced().stream().sorted().forEach(values -> write(values, replaced.addObject()));
        } else if (loading instanceof Loading.Merge merge) {
            node.put("mode", "MERGE");
            merge.follows().ifPresent(run -> node.put("follows", run.value()));
        } else if (loading instanceof Loading.Replay replay) {
            node.put("mode", "REPLAY");
            replay.follows().ifPresent(run -> node.put("follows", run.value()));
            node.put("replayed", replay.replayed().value());
        } else if (loading instanceof Loading.Rewrite rewrite) {
            node.put("mode", "REWRITE").put("follows", rewrite.follows().value());
        } else {
            node.put("mode", loading instanceof Loading.Restore ? "RESTORE" : "REPLACE");
        }
    }

    private static void write(String field, List<Partition> partitions, ObjectNode parent) {
        if (partitions.isEmpty()) {
            return;
        }
        ArrayNode nodes = parent.putArray(field);
        for (Partition partition : partitions) {
            ObjectNode node = nodes.addObject();
            write(partition.values(), node);
            node.put("location", partition.location());
            node.put("run", partition.run().value());
            write(partition.statistics(), node.putObject("statistics"));
        }
    }

    private static void write(PartitionValues partition, ObjectNode node) {
        ArrayNode values = node.putArray("values");
        partition.values().forEach(values::add);
    }

    private static void write(TableDefinition definition, ObjectNode node) throws JsonProcessingException {
        write(definition.name(), node);
        node.put("run", definition.run().value());
        node.put("location", definition.location());
        node.put("format", definition.format().name());
        definition
                .parent()
                .ifPresent(parent -> node.putObject("parent")
                        .put("table", parent.parentTable())
                        .put("column", parent.parentColumn())
                        .put("childColumn", parent.childColumn()));
        write(definition.statistics(), node.putObject("statistics"));
        definition.lastId().ifPresent(id -> node.put("lastId", id));
        node.set("columns", JSON.readTree(definition.columns().json()));
        node.set("partitionColumns", JSON.readTree(definition.partitionColumns().json()));
    }

    private static void write(TableStatistics statistics, ObjectNode node) {
        node.put("rows", statistics.rows()).put("files", statistics.files()).put("bytes", statistics.bytes());
    }

    private static void write(TableName name, ObjectNode node) {
        node.put("database", name.database()).put("table", name.table());
    }
}
