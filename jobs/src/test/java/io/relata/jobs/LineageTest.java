package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.relata.jobs.lineage.EventRules;
import io.relata.jobs.lineage.LineageServer;
import io.relata.testing.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What others are told of whole runs. */
@Tag("any-spark")
@ExtendWith(SparkExtension.class)
class LineageTest {

    private static final String JOB = """
            job: shop
            sources:
              orders: {path: orders.json}
              people: {path: people.json, format: csv, columns: {initial: "left(name, 1)"}}
            relationalize: {source: orders, root: orders}
            derive: {spent: {sql: spent.sql}}
            target: {path: out}
            catalog: {database: shop}
            lineage: %s
            """;

    private Program program;

    @BeforeEach
    void start(SparkSession session, @TempDir Path folder) {
        program = new Program(folder, session, Map.of("LINEAGE_KEY", "s3cret"));
        program.write(
                "orders.json", "{\"no\": 1, \"<'\\\"\u2028>\": 2, \"items\": [{\"sku\": \"x\"}, {\"sku\": \"y\"}]}");
        program.write("people.json", "id,name", "7,Ada");
        program.write("spent.sql", "SELECT count(*) AS orders FROM orders");
    }

    private Program.Outcome run(String lineage) {
        program.write("job.yaml", JOB.formatted(lineage));
        return program.execute("run", "job.yaml", "--quiet");
    }

    private static List<JsonNode> events(List<String> lines) throws IOException {
        List<JsonNode> events = new ArrayList<>();
        for (String line : lines) {
            JsonNode event = new ObjectMapper().readTree(line);
            EventRules.check(event);
            events.add(event);
        }
        return events;
    }

    private static JsonNode dataset(JsonNode datasets, String end) {
        for (JsonNode dataset : datasets) {
            if (dataset.get("name").asText().endsWith(end)) {
                return dataset;
            }
        }
        throw new AssertionError("No dataset " + end + " in " + datasets);
    }

    private String origin(JsonNode dataset, String column) {
        return program.plain(dataset.at("/facets/columnLineage/fields")
                .path(column)
                .path("inputFields")
                .toString());
    }

    @Test
    void aRunTellsWhatItReadAndWhichFieldsItsColumnsComeFrom() throws IOException {
        run("{type: file, namespace: lake}").succeeded();

        JsonNode report = program.reports("out").get(0);
        Path file = program.path("out/_relata/lineage/" + report.get("run").asText() + ".jsonl");
        List<JsonNode> events = events(List.of(Files.readString(file).strip().split("\n", -1)));
        assertThat(events).extracting(event -> event.get("eventType").asText()).containsExactly("START", "COMPLETE");
        assertThat(events.get(0).get("run").get("runId"))
                .isEqualTo(events.get(1).get("run").get("runId"));
        JsonNode end = events.get(1);
        assertThat(end.at("/job/namespace").asText() + " " + end.at("/job/name").asText())
                .isEqualTo("lake shop");
        assertThat(dataset(end.get("inputs"), "/orders.json")
                        .at("/facets/schema/fields")
                        .findValuesAsText("name"))
                .contains("no", "<'\"\u2028>", "items", "_element", "sku");

        JsonNode items = dataset(end.get("outputs"), "/out/orders_items");
        assertThat(items.at("/outputFacets/outputStatistics/rowCount").asLong()).isEqualTo(2);
        assertThat(program.plain(items.at("/facets/symlinks/identifiers").toString()))
                .isEqualTo(
                        "[{\"namespace\":\"DIR/out/_relata/catalog\",\"name\":\"shop.orders_items\",\"type\":\"TABLE\"}]");
        assertThat(origin(items, "items.val.sku"))
                .isEqualTo("[{\"namespace\":\"file\",\"name\":\"DIR/orders.json\","
                        + "\"field\":\"$.items[].sku\",\"transformations\":[{\"type\":\"DIRECT\"}]}]");
        assertThat(origin(items, "index")).contains("\"transformations\":[{\"type\":\"INDIRECT\"}]");
        assertThat(origin(dataset(end.get("outputs"), "/out/orders"), "<'\"\u2028>"))
                .contains("\"type\":\"DIRECT\"");

        JsonNode people = dataset(end.get("outputs"), "/out/people");
        assertThat(origin(people, "name")).contains("\"field\":\"name\"");
        assertThat(origin(people, "initial")).as("an expression gives it").isEmpty();
        assertThat(dataset(end.get("outputs"), "/out/spent").get("facets").has("columnLineage"))
                .as("a query gives it")
                .isFalse();
    }

    @Test
    void aRunThatFailsSaysWhyAndShowsNothingAndAServerThatFailsIsNoted() throws IOException {
        try (LineageServer server = LineageServer.start()) {
            server.answering(401);
            Program.Outcome outcome = run("{type: http, url: \"" + server.url() + "\", api-key-variable: LINEAGE_KEY}\n"
                    + "checks: {many: {table: people, rows: {at-least: 5}}}");
            String warning = "An event of lineage was not delivered (" + server.url()
                    + "): it answered 401. The run and its tables do not depend on it.";
            JsonNode report = program.reports("out").get(0);

            assertThat(outcome.exitCode()).isEqualTo(3);
            assertThat(outcome.err())
                    .startsWith("relata: " + warning + "\nreport: ")
                    .doesNotContain("s3cret");
            assertThat(report.get("tables")).as("written, and not published").isNotEmpty();
            assertThat(report.get("notes")).hasSize(1);
            assertThat(report.get("notes").get(0).asText()).isEqualTo(warning);
            assertThat(server.received()).extracting("authorization").containsOnly("Bearer s3cret");
            List<JsonNode> events = events(
                    server.received().stream().map(LineageServer.Received::body).toList());
            assertThat(events)
                    .extracting(event -> event.get("eventType").asText())
                    .containsExactly("START", "FAIL");
            assertThat(events.get(1).get("outputs")).isEmpty();
            assertThat(events.get(1).at("/run/facets/errorMessage/message")).isEqualTo(report.get("error"));
        }
    }

    @Test
    void withoutItsKeyNothingIsRead() {
        Program.Outcome outcome =
                run("{type: http, url: \"https://lineage.example.com/api\", api-key-variable: NOBODY_SET_THIS}");
        assertThat(outcome.exitCode()).isEqualTo(64);
        assertThat(outcome.err())
                .isEqualTo(
                        "relata: Cannot send lineage (https://lineage.example.com/api): the variable NOBODY_SET_THIS of"
                                + " the environment is not set. Set it to the key, or remove lineage.api-key-variable.\n");
        assertThat(program.files("out")).isEmpty();
    }
}
