package io.relata.jobs.lineage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relata.RunId;
import io.relata.jobs.report.RunReport;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The events of one run, without its datasets. Rules: OpenLineage 2-0-2.
 *
 * @param namespace of the job
 * @param launch the service whose run it is as well; empty where it is none
 */
record RunEvents(
        String namespace, String job, RunId run, RunReport.Versions versions, Optional<RunReport.Launch> launch) {

    /** What is said of a run. */
    enum Type {
        START,
        COMPLETE,
        FAIL
    }

    /** Events carry UUIDs; the same run has the same one wherever and whenever it is asked for. */
    String uuid() {
        return uuid(namespace, job, run.value());
    }

    private static String uuid(String namespace, String job, String run) {
        // No part can hold the character between them.
        String name = String.join("\u0000", namespace, job, run);
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    Facets facets() {
        return new Facets("urn:relata:" + versions.relata());
    }

    /** @param error why the run failed, without values of the data; empty unless it did */
    ObjectNode event(Type type, Instant at, Optional<String> error, ArrayNode inputs, ArrayNode outputs) {
        ObjectNode event = JsonNodeFactory.instance
                .objectNode()
                .put("eventTime", at.toString())
                .put("eventType", type.name())
                .put("producer", facets().producer())
                .put("schemaURL", Facets.EVENT_SCHEMA);
        ObjectNode runFacets = event.putObject("run").put("runId", uuid()).putObject("facets");
        facets().add(runFacets, "processing_engine", "1-1-1/ProcessingEngineRunFacet")
                .put("name", "spark")
                .put("version", versions.spark())
                .put("openlineageAdapterVersion", versions.relata());
        launch.ifPresent(by -> by.run().ifPresent(id -> parent(runFacets, by, id)));
        error.ifPresent(message -> facets().add(runFacets, "errorMessage", "1-0-1/ErrorMessageRunFacet")
                .put("message", message)
                .put("programmingLanguage", "JAVA"));
        ObjectNode jobFacets = event.putObject("job")
                .put("namespace", namespace)
                .put("name", job)
                .putObject("facets");
        facets().add(jobFacets, "jobType", "2-0-3/JobTypeJobFacet")
                .put("processingType", "BATCH")
                .put("integration", "RELATA")
                .put("jobType", "JOB");
        event.set("inputs", inputs);
        event.set("outputs", outputs);
        return event;
    }

    private void parent(ObjectNode runFacets, RunReport.Launch by, String id) {
        ObjectNode parent = facets().add(runFacets, "parent", "1-0-1/ParentRunFacet");
        parent.putObject("run").put("runId", uuid(by.service(), by.job(), id));
        parent.putObject("job").put("namespace", by.service()).put("name", by.job());
    }
}
