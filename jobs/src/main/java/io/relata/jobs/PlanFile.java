package io.relata.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.relata.Problem;
import io.relata.RelataException;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.publish.PublishedSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** A plan that was written to a file, so that a run does what somebody looked at, and nothing else. */
final class PlanFile {

    private final Path file;
    private final JsonNode document;

    private PlanFile(Path file, JsonNode document) {
        this.file = file;
        this.document = document;
    }

    /** @throws RelataException when there is no such file, or it is no plan of this version */
    static PlanFile read(Path file) {
        try {
            JsonNode document = new ObjectMapper().readTree(Files.readAllBytes(file));
            if (document.path("version").asInt() != PlanJson.VERSION
                    || !document.path("tables").isArray()) {
                throw refused(file, "it is no plan of version " + PlanJson.VERSION);
            }
            return new PlanFile(file, document);
        } catch (JsonProcessingException e) {
            throw refused(file, "it is no JSON");
        } catch (IOException e) {
            throw refused(file, "it cannot be read");
        }
    }

    private static RelataException refused(Path file, String why) {
        return RelataException.usage(new Problem(
                "Cannot run by a plan", file.toString(), why, "Write one with relata plan JOB.yaml --out FILE"));
    }

    /** What the plan of a run goes on from: the fields that were planned, so that those which are missing now stay. */
    PublishedSchema planned(JobFile job, PublishedSchema known) {
        return job.relationalize()
                .map(spec -> document.path("sources").path(spec.source()))
                .filter(JsonNode::isObject)
                .map(source -> new PublishedSchema(schema(source), known.tables()))
                .orElse(known);
    }

    private StructType schema(JsonNode source) {
        try {
            return (StructType) DataType.fromJson(source.toString());
        } catch (RuntimeException e) {
            throw refused(file, "a schema in it is none of Spark's");
        }
    }

    /** @throws RelataException when the run would do something else; nothing was written yet */
    void require(JobFile job, DryPlan now) {
        List<String> differences = PlanFit.differences(document, PlanJson.fitted(job, now));
        if (!differences.isEmpty()) {
            throw new RelataException(
                    RelataException.Kind.CONTRACT,
                    new Problem(
                            "Cannot run job " + job.name() + " by its plan",
                            file.toString(),
                            "it no longer fits: " + String.join("; ", differences),
                            "Plan again, look at the plan, and run by the new one"));
        }
    }
}
