package io.relata.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relata.Catalog;
import io.relata.jobs.config.JobFile;
import io.relata.transforms.plan.PlannedTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A plan as JSON, as docs/plan.md describes it; {@code version} is raised when a field changes its meaning or goes. The
 * same plan is the same text.
 */
final class PlanJson {

    static final int VERSION = 1;

    /** The field of the digests by key of the job file. */
    static final String FINGERPRINTS = "fingerprints";

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final JobFile job;
    private final DryPlan planned;
    private final ObjectNode document = JSON.createObjectNode();

    private PlanJson(JobFile job, DryPlan planned) {
        this.job = job;
        this.planned = planned;
    }

    static String text(JobFile job, DryPlan planned, Catalog catalog, Optional<Expectation> expected) {
        PlanJson plan = new PlanJson(job, planned);
        ObjectNode document = plan.fitted();
        plan.told(catalog, expected);
        try {
            return JSON.writeValueAsString(document) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write the plan of job " + job.name(), e);
        }
    }

    /** The part that a run by this plan has to find again. */
    static ObjectNode fitted(JobFile job, DryPlan planned) {
        return new PlanJson(job, planned).fitted();
    }

    private ObjectNode fitted() {
        document.put("version", VERSION);
        document.put("job", job.name());
        ObjectNode target = document.putObject("target")
                .put("path", planned.layout().target())
                .put("format", job.target().format().name())
                .put("mode", job.target().mode().name());
        ArrayNode partitions = target.putArray("partitionBy");
        job.target().partitionBy().forEach(partitions::add);
        document.putObject("catalog")
                .put("catalog", job.catalog().catalog())
                .put("database", job.catalog().database());
        ObjectNode sources = document.putObject("sources");
        planned.plan().records().forEach((name, records) -> sources.set(name, schema(records.schema())));
        ArrayNode tables = document.putArray("tables");
        Map<String, PlannedTable> relational = new HashMap<>();
        planned.plan()
                .relational()
                .ifPresent(plan -> plan.tables().forEach(table -> relational.put(table.name(), table)));
        planned.plan()
                .schemas()
                .forEach((name, columns) ->
                        table(name, columns, Optional.ofNullable(relational.get(name)), tables.addObject()));
        ArrayNode changes = document.putArray("changes");
        planned.changes()
                .forEach(change -> changes.addObject()
                        .put("kind", change.kind().name())
                        .put("table", change.table())
                        .put("column", change.column())
                        .put("before", change.before())
                        .put("after", change.after())
                        .put("breaksReaders", change.kind().breaksReaders()));
        ObjectNode fingerprints = document.putObject(FINGERPRINTS);
        JobFingerprints.of(job).forEach(fingerprints::put);
        return document;
    }

    private static void table(String name, StructType columns, Optional<PlannedTable> planned, ObjectNode node) {
        node.put("name", name);
        planned.ifPresent(table -> {
            node.put("path", table.path());
            table.parent()
                    .ifPresent(link -> node.putObject("parent")
                            .put("table", link.parentTable())
                            .put("column", link.parentColumn())
                            .put("childColumn", link.childColumn()));
        });
        Map<String, String> roles = new HashMap<>();
        planned.ifPresent(table -> table.columns()
                .forEach(column -> roles.put(column.name(), column.role().name())));
        ArrayNode list = node.putArray("columns");
        for (StructField column : columns.fields()) {
            ObjectNode entry = list.addObject()
                    .put("name", column.name())
                    .put("type", column.dataType().catalogString());
            if (column.metadata().contains("comment")) {
                entry.put("path", column.metadata().getString("comment"));
            }
            Optional.ofNullable(roles.get(column.name())).ifPresent(role -> entry.put("role", role));
        }
    }

    private void told(Catalog catalog, Optional<Expectation> expectation) {
        strings("catalogIsTold", PlanWords.catalog(job, planned, catalog));
        strings("warehouseIsTold", PlanWords.warehouse(job));
        expectation.ifPresent(expected -> {
            ObjectNode node = document.putObject("expected")
                    .put("from", expected.isOfSample() ? "sample" : "all")
                    .put("bytes", expected.bytes())
                    .put("surveyedBytes", expected.surveyed())
                    .put("records", expected.records());
            ObjectNode rows = node.putObject("rows");
            expected.rows().forEach(rows::put);
            ObjectNode fileBytes = node.putObject("fileBytes");
            expected.fileBytes().forEach(fileBytes::put);
            node.put("bytesPerCoreSecond", Expectation.RATE).put("coreSeconds", expected.coreSeconds());
        });
        ArrayNode keys = document.putArray("keysAsData");
        planned.keysAsData(job)
                .forEach(found -> found.found()
                        .forEach(one -> keys.addObject()
                                .put("path", one.path())
                                .put("keys", one.keys())
                                .put("objects", one.objects())));
        ArrayNode notes = document.putArray("notes");
        planned.plan().relational().ifPresent(plan -> plan.notes().forEach(notes::add));
        planned.plan().records().values().forEach(records -> records.notes().forEach(notes::add));
    }

    private void strings(String field, List<String> lines) {
        ArrayNode array = document.putArray(field);
        lines.forEach(array::add);
    }

    private static JsonNode schema(StructType schema) {
        try {
            return JSON.readTree(schema.json());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Spark's schema is no JSON: " + schema.json(), e);
        }
    }
}
