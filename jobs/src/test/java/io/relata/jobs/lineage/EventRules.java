package io.relata.jobs.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What OpenLineage's published schemas require of an event (2-0-2) and of the facets that we send. */
public final class EventRules {

    /** By facet, what must be there; {@code []} stands for each element and {@code *} for each value. */
    private static final Map<String, List<String>> FACETS = Map.of(
            "parent", List.of("run.runId", "job.namespace", "job.name"),
            "errorMessage", List.of("message", "programmingLanguage"),
            "processing_engine", List.of("version"),
            "jobType", List.of("processingType", "integration"),
            "dataSource", List.of(),
            "symlinks", List.of("identifiers.[].namespace", "identifiers.[].name", "identifiers.[].type"),
            "schema", List.of("fields.[].name"),
            "columnLineage",
                    List.of(
                            "fields.*.inputFields.[].namespace",
                            "fields.*.inputFields.[].name",
                            "fields.*.inputFields.[].field",
                            "fields.*.inputFields.[].transformations.[].type"),
            "outputStatistics", List.of());

    private EventRules() {}

    /** Fails where the event is not as its schema wants it. */
    public static void check(JsonNode event) {
        for (String path : List.of("eventTime", "producer", "schemaURL", "run.runId", "job.namespace", "job.name")) {
            required(event, path);
        }
        assertThat(OffsetDateTime.parse(event.get("eventTime").asText())).isNotNull();
        assertThat(URI.create(event.get("producer").asText()).isAbsolute()).isTrue();
        assertThat(event.get("schemaURL").asText())
                .isEqualTo("https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent");
        assertThat(event.get("eventType").asText()).isIn("START", "RUNNING", "COMPLETE", "ABORT", "FAIL", "OTHER");
        String run = event.at("/run/runId").asText();
        assertThat(UUID.fromString(run)).hasToString(run);
        facets(event.at("/run/facets"));
        facets(event.at("/job/facets"));
        for (String side : List.of("inputs", "outputs")) {
            for (JsonNode dataset : event.get(side)) {
                required(dataset, "namespace");
                required(dataset, "name");
                facets(dataset.path("facets"));
                facets(dataset.path("outputFacets"));
            }
        }
    }

    private static void facets(JsonNode facets) {
        facets.fields().forEachRemaining(facet -> {
            assertThat(FACETS).containsKey(facet.getKey());
            assertThat(URI.create(required(facet.getValue(), "_producer")).isAbsolute())
                    .isTrue();
            assertThat(required(facet.getValue(), "_schemaURL"))
                    .matches("https://openlineage\\.io/spec/facets/\\d-\\d-\\d/(\\w+)\\.json#/\\$defs/\\1");
            FACETS.get(facet.getKey()).forEach(path -> required(facet.getValue(), path));
        });
    }

    /** The text there, or that of the last of several. */
    private static String required(JsonNode node, String path) {
        List<String> steps = Arrays.asList(path.split("\\."));
        if (path.isEmpty()) {
            assertThat(node.isTextual()).isTrue();
            return node.asText();
        }
        String rest = String.join(".", steps.subList(1, steps.size()));
        if (steps.get(0).equals("[]") || steps.get(0).equals("*")) {
            String text = "";
            for (JsonNode inner : node) {
                text = required(inner, rest);
            }
            return text;
        }
        assertThat(node.has(steps.get(0))).as(steps.get(0) + " of " + node).isTrue();
        return required(node.get(steps.get(0)), rest);
    }
}
