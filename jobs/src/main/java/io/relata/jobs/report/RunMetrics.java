package io.relata.jobs.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relata.TableStatistics;
import java.time.Duration;
import java.util.function.ToLongFunction;

/**
 * The figures of a run as one line of CloudWatch's embedded metric format, of which CloudWatch makes metrics where the
 * line is in a log that it keeps. Rules: Amazon CloudWatch, "Specification: Embedded metric format".
 */
public final class RunMetrics {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAMESPACE = "Relata";
    private static final String DIMENSION = "Job";

    private final ObjectNode line = JSON.createObjectNode();
    private final ArrayNode metrics;

    private RunMetrics(RunReport report) {
        ObjectNode directive = line.putObject("_aws")
                .put("Timestamp", report.ended().toEpochMilli())
                .putArray("CloudWatchMetrics")
                .addObject()
                .put("Namespace", NAMESPACE);
        directive.putArray("Dimensions").addArray().add(DIMENSION);
        metrics = directive.putArray("Metrics");
        line.put(DIMENSION, report.job());
        line.put("Run", report.run().value());
        report.launch().flatMap(RunReport.Launch::run).ifPresent(run -> line.put("LaunchRun", run));
        metric("Failures", "Count", report.outcome() == RunReport.Outcome.FAILED ? 1 : 0);
        metric(
                "Duration",
                "Milliseconds",
                Duration.between(report.started(), report.ended()).toMillis());
        metric("RecordsRead", "Count", report.records().read());
        metric("RecordsLoaded", "Count", report.records().loaded());
        metric("RecordsRejected", "Count", report.records().rejected());
        metric("Tables", "Count", report.tables().size());
        metric("Rows", "Count", sum(report, TableStatistics::rows));
        metric("Files", "Count", sum(report, TableStatistics::files));
        metric("Bytes", "Bytes", sum(report, TableStatistics::bytes));
    }

    /** One line, without its end. */
    public static String line(RunReport report) {
        try {
            return JSON.writeValueAsString(new RunMetrics(report).line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write the figures of run " + report.run(), e);
        }
    }

    private static long sum(RunReport report, ToLongFunction<TableStatistics> figure) {
        return report.tables().stream()
                .mapToLong(table -> figure.applyAsLong(table.statistics()))
                .sum();
    }

    private void metric(String name, String unit, long value) {
        metrics.addObject().put("Name", name).put("Unit", unit);
        line.put(name, value);
    }
}
