package io.relata.jobs.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relata.TableDefinition;
import io.relata.TableName;

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
            ArrayNode notRefreshed = document.putArray("notRefreshed");
            manifest.notRefreshed().forEach(name -> write(name, notRefreshed.addObject()));
            return JSON.writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write the manifest of run " + manifest.run(), e);
        }
    }

    private static void write(StagedTable table, ObjectNode node) throws JsonProcessingException {
        write(table.definition(), node.putObject("definition"));
        ArrayNode files = node.putArray("files");
        for (DataFile file : table.files()) {
            ObjectNode entry = files.addObject().put("name", file.name()).put("bytes", file.bytes());
            if (file.rows().isPresent()) {
                entry.put("rows", file.rows().getAsLong());
            }
        }
        if (table.before().isPresent()) {
            ObjectNode before = node.putObject("before");
            before.put("version", table.before().get().version().value());
            write(table.before().get().definition(), before.putObject("definition"));
        }
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
        node.putObject("statistics")
                .put("rows", definition.statistics().rows())
                .put("files", definition.statistics().files())
                .put("bytes", definition.statistics().bytes());
        node.set("columns", JSON.readTree(definition.columns().json()));
        node.set("partitionColumns", JSON.readTree(definition.partitionColumns().json()));
    }

    private static void write(TableName name, ObjectNode node) {
        node.put("database", name.database()).put("table", name.table());
    }
}
