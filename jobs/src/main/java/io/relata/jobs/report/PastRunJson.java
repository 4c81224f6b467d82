package io.relata.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.relata.ParentLink;
import io.relata.RelataException;
import io.relata.RunId;
import io.relata.TableDefinition;
import io.relata.TableFormat;
import io.relata.TableName;
import io.relata.TableStatistics;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.types.StructType;

/** Reads what {@link ReportJson} writes. */
final class PastRunJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private PastRunJson() {}

    /** @throws IOException when this is no report */
    static PastRun read(byte[] content) throws IOException {
        try {
            JsonNode report = JSON.readTree(content);
            RunId run = new RunId(text(report, "run"));
            JsonNode records = required(report, "records");
            return new PastRun(
                    run,
                    text(report, "job"),
                    RunReport.Outcome.valueOf(text(report, "outcome")),
                    Optional.ofNullable(report.get("error")).map(JsonNode::asText),
                    Instant.parse(text(report, "started")),
                    Instant.parse(text(report, "ended")),
                    new RunReport.Records(
                            number(records, "read"), number(records, "loaded"), number(records, "rejected")),
                    list(report.path("changes"), PastRunJson::change).stream()
                            .flatMap(Optional::stream)
                            .toList(),
                    list(required(report, "tables"), table -> table(table, run)));
        } catch (IllegalArgumentException | DateTimeException | RelataException e) {
            throw new IOException("it is no report: " + e.getMessage(), e);
        }
    }

    /** Empty for a kind that a later version knows. */
    private static Optional<SchemaChange> change(JsonNode change) {
        return Arrays.stream(SchemaChange.Kind.values())
                .filter(kind -> kind.name().equals(text(change, "kind")))
                .findFirst()
                .map(kind -> new SchemaChange(
                        kind,
                        text(change, "table"),
                        change.path("column").asText(""),
                        change.path("before").asText(""),
                        change.path("after").asText("")));
    }

    private static TableDefinition table(JsonNode table, RunId run) {
        return new TableDefinition(
                new TableName(text(table, "database"), text(table, "name")),
                new StructType(),
                List.of(),
                text(table, "location"),
                TableFormat.valueOf(text(table, "format")),
                Optional.ofNullable(table.get("parent")).map(PastRunJson::parent),
                run,
                new TableStatistics(number(table, "rows"), number(table, "files"), number(table, "bytes")));
    }

    private static ParentLink parent(JsonNode parent) {
        return new ParentLink(text(parent, "table"), text(parent, "column"), text(parent, "childColumn"));
    }

    private static <T> List<T> list(JsonNode nodes, Function<JsonNode, T> read) {
        List<T> values = new ArrayList<>();
        nodes.forEach(node -> values.add(read.apply(node)));
        return values;
    }

    private static String text(JsonNode node, String name) {
        return required(node, name).asText();
    }

    private static long number(JsonNode node, String name) {
        return required(node, name).asLong();
    }

    private static JsonNode required(JsonNode node, String name) {
        JsonNode value = node.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }
}
