package io.relata.jobs.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.relata.RunId;
import io.relata.jobs.report.RunReport;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("any-spark")
class RunEventsTest {

    private static final RunId RUN = new RunId("20261121t100000z-00000001");

    private static RunEvents events(String namespace, String job, Optional<RunReport.Launch> launch) {
        return new RunEvents(namespace, job, RUN, new RunReport.Versions("1.0", "3.5.6", "17"), launch);
    }

    private static JsonNode started(Optional<RunReport.Launch> launch) {
        ArrayNode none = JsonNodeFactory.instance.arrayNode();
        JsonNode event = events("lake", "games", launch)
                .event(RunEvents.Type.START, Instant.parse("2026-11-21T10:00:00Z"), Optional.empty(), none, none);
        EventRules.check(event);
        return event;
    }

    @Test
    void aRunThatGlueStartedNamesGluesRunAsItsParent() {
        JsonNode parent = started(Optional.of(new RunReport.Launch("glue", "nightly", Optional.of("jr_1"))))
                .at("/run/facets/parent");
        assertThat(parent.at("/job/namespace").asText()).isEqualTo("glue");
        assertThat(parent.at("/job/name").asText()).isEqualTo("nightly");
        assertThat(parent.at("/run/runId").asText()).hasSize(36);
    }

    @Test
    void whereGlueTellsNoRunThereIsNoParent() {
        assertThat(started(Optional.of(new RunReport.Launch("glue", "nightly", Optional.empty())))
                        .at("/run/facets")
                        .has("parent"))
                .isFalse();
        assertThat(started(Optional.empty()).at("/run/facets").has("parent")).isFalse();
    }

    /** So that what tells of the end of a run need not know what told of its begin. */
    @Test
    void aRunHasTheSameIdWheneverItIsAskedForAndNoOtherHasIt() {
        assertThat(events("lake", "games", Optional.empty()).uuid())
                .isEqualTo(events("lake", "games", Optional.empty()).uuid())
                .isNotEqualTo(events("lake", "funnel", Optional.empty()).uuid())
                .isNotEqualTo(events("lakegames", "", Optional.empty()).uuid());
    }
}
