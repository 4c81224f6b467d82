package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relata.TableName;
import io.relata.testing.SparkExtension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file that arrives in S3, from the event to the rows: through the rule and the state machine of {@code
 * deploy/templates/events.yaml}, to a run of the funnel job on a server of S3's protocol.
 */
@Tag("any-spark")
@ExtendWith(SparkExtension.class)
class ArrivalTest {

    private static final String HEADER =
            "event_time,event_type,product_id,category_id,category_code,brand,price,user_id,user_session";
    private static final String VIEW = "2024-03-01 10:00:00 UTC,view,1,1,,,9.99,1,s1";

    // As S3 sends it to EventBridge: the key is as it is, not as a form would write it.
    private static final String EVENT = """
            {"version": "0", "id": "17793124-05d4-b198-2fde-7ededc63b103", "detail-type": "Object Created",
             "source": "aws.s3", "account": "123456789012", "time": "2026-11-21T10:00:00Z", "region": "eu-west-1",
             "resources": ["arn:aws:s3:::BUCKET"],
             "detail": {"version": "0", "bucket": {"name": "BUCKET"},
              "object": {"key": "KEY", "size": 120, "etag": "b1946ac92492d2347c6235b4d2611184",
               "version-id": "IYV3p45BT0ac8hjHg1houSdS1a.Mro8e", "sequencer": "00617F08299329D189"},
              "request-id": "N4N7GDK58NMKJ12R", "requester": "123456789012", "source-ip-address": "1.2.3.4",
              "reason": "PutObject"}}
            """;

    private final List<JsonNode> starts = new ArrayList<>();
    private final List<JsonNode> statements = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final Map<String, String> values = new HashMap<>(Map.of(
            "Name", "relata-funnel",
            "Job", "relata-funnel",
            "Topic", "arn:aws:sns:eu-west-1:123456789012:relata-funnel-failures",
            "Workgroup", "relata-funnel",
            "WarehouseDatabase", "dev",
            "WarehouseSql", "",
            "RawBucket", "raw",
            "KeyPattern", "funnel/*"));
    private int busy;

    @Test
    void anArrivingFileBecomesRowsOnceAndNoOtherFileDoes(SparkSession session, @TempDir Path folder) {
        try (S3Server server = S3Server.start(Program.ROOT, folder.resolve("server"));
                S3Bucket bucket = S3Bucket.on(server, session.sparkContext().hadoopConfiguration())) {
            Program program = new Program(folder, session);
            String[] path = bucket.path("funnel").split("/", 4);
            values.put("RawBucket", path[2]);
            values.put("KeyPattern", path[3] + "/*");
            bucket.put("funnel/events/März + 100%.csv", HEADER, VIEW);
            bucket.put("funnel/events/2024-04.csv", HEADER, VIEW, VIEW);
            bucket.put("funnel/customers/a.csv", "customer_id,name,country,registered", "1,One,Chile,2019-10-01");
            JsonNode event = event(path[2], path[3] + "/events/März + 100%.csv");
            busy = 2;

            assertThat(isRouted(event)).isTrue();
            assertThat(execute(event, arguments -> run(program, bucket, arguments)))
                    .containsExactly(
                            "WhichFiles", "RunOneFile", "RunOneFile", "RunOneFile", "WhichSql", "IsThereSql", "Done");
            assertThat(execute(event, arguments -> run(program, bucket, arguments)))
                    .endsWith("Done");

            assertThat(starts)
                    .containsOnly(json("{\"JobName\": \"relata-funnel\", \"Arguments\": {\"--filename\": \"" + path[3]
                            + "/events/März + 100%.csv\"}}"));
            TableName events = new TableName("funnel", "events");
            assertThat(program.catalog("out").partitions(events))
                    .hasSize(1)
                    .allSatisfy(partition -> assertThat(
                                    session.read().parquet(partition.location()).count())
                            .isEqualTo(1));
            assertThat(program.catalog("out").partitions(new TableName("funnel", "customers")))
                    .as("what another run is for")
                    .isEmpty();
        }
    }

    @Test
    void anHourIsARunOfAllThatIsNew() {
        JsonNode input = json(new CloudTemplate("events.yaml", values)
                .properties("Hourly")
                .path("Target")
                .path("Input")
                .asText());
        assertThat(execute(input, arguments -> 0))
                .containsExactly("WhichFiles", "RunAll", "WhichSql", "IsThereSql", "Done");
        assertThat(starts).containsExactly(json("{\"JobName\": \"relata-funnel\"}"));
    }

    @Test
    void aRunThatFailsIsToldWithItsEventAndItsCause() {
        assertThat(execute(event("raw", "funnel/events/a.csv"), arguments -> 3))
                .containsExactly("WhichFiles", "RunOneFile", "Tell", "Failed");
        assertThat(told).hasSize(1);
        assertThat(json(told.get(0)).path("detail").path("object").path("key").asText())
                .isEqualTo("funnel/events/a.csv");
        assertThat(json(told.get(0)).path("failure"))
                .isEqualTo(json("{\"Error\": \"States.TaskFailed\", \"Cause\": \"the run ended with exit code 3\"}"));
    }

    @Test
    void aJobThatStaysBusyIsToldInTheEnd() {
        busy = Integer.MAX_VALUE;
        assertThat(execute(event("raw", "funnel/events/a.csv"), arguments -> 0))
                .hasSize(1 + 61 + 2)
                .endsWith("RunOneFile", "Tell", "Failed");
        assertThat(json(told.get(0)).path("failure").path("Error").asText())
                .isEqualTo("Glue.ConcurrentRunsExceededException");
    }

    @Test
    void theWarehouseIsAskedAfterTheRunAndWaitedFor() {
        values.put("WarehouseSql", "REFRESH MATERIALIZED VIEW funnel.it's_days");
        assertThat(execute(event("raw", "funnel/events/a.csv"), arguments -> 0, "SUBMITTED", "STARTED", "FINISHED"))
                .containsSubsequence(
                        "RunOneFile", "AskWarehouse", "LookAtWarehouse", "WaitForWarehouse", "LookAtWarehouse", "Done");
        assertThat(statements)
                .containsExactly(json("{\"WorkgroupName\": \"relata-funnel\", \"Database\": \"dev\","
                        + " \"Sqls\": [\"REFRESH MATERIALIZED VIEW funnel.it's_days\"]}"));
    }

    @Test
    void aStatementThatFailsIsToldWithTheWarehousesReason() {
        values.put("WarehouseSql", "SELECT 1");
        assertThat(execute(event("raw", "funnel/events/a.csv"), arguments -> 0, "STARTED", "FAILED"))
                .endsWith("LookAtWarehouse", "IsWarehouseDone", "WarehouseFailed", "Tell", "Failed");
        assertThat(json(told.get(0)).path("failure"))
                .isEqualTo(json("{\"Error\": \"WarehouseFailed\", \"Cause\": \"relation does not exist\"}"));
    }

    @Test
    void otherEventsStartNothing() {
        assertThat(isRouted(event("raw", "funnel/events/a.csv"))).isTrue();
        assertThat(isRouted(event("raw", "other/funnel/a.csv"))).isFalse();
        assertThat(isRouted(event("lake", "funnel/events/a.csv"))).isFalse();
        ObjectNode removed = event("raw", "funnel/events/a.csv");
        assertThat(isRouted(removed.put("detail-type", "Object Deleted"))).isFalse();
    }

    /** What a run on Glue does, by its arguments; the answer is its exit code. */
    private interface Job {

        int run(JsonNode arguments);
    }

    private List<String> execute(JsonNode input, Job job, String... statuses) {
        List<String> left = new ArrayList<>(List.of(statuses));
        Map<String, StateMachine.Service> services = Map.of(
                "arn:aws:states:::glue:startJobRun.sync", parameters -> glue(parameters, job),
                "arn:aws:states:::aws-sdk:redshiftdata:batchExecuteStatement",
                        parameters -> {
                            statements.add(parameters);
                            return json("{\"Id\": \"d9b6c0c9\"}");
                        },
                "arn:aws:states:::aws-sdk:redshiftdata:describeStatement",
                        parameters -> {
                            assertThat(parameters).isEqualTo(json("{\"Id\": \"d9b6c0c9\"}"));
                            return json(
                                    "{\"Status\": \"" + left.remove(0) + "\", \"Error\": \"relation does not exist\"}");
                        },
                "arn:aws:states:::sns:publish",
                        parameters -> {
                            assertThat(parameters.path("Subject").asText()).isEqualTo("Relata: relata-funnel failed");
                            assertThat(parameters.path("TopicArn").asText()).isEqualTo(values.get("Topic"));
                            told.add(parameters.path("Message").asText());
                            return json("{}");
                        });
        return new StateMachine(
                        new CloudTemplate("events.yaml", values)
                                .properties("Machine")
                                .path("Definition"),
                        services)
                .execute(input);
    }

    private JsonNode glue(JsonNode parameters, Job job) {
        if (busy > 0) {
            busy--;
            throw new StateMachine.ServiceException("Glue.ConcurrentRunsExceededException", "1 run is at work");
        }
        starts.add(parameters);
        int exitCode = job.run(parameters.path("Arguments"));
        if (exitCode != 0) {
            throw new StateMachine.ServiceException("States.TaskFailed", "the run ended with exit code " + exitCode);
        }
        return json("{\"JobRunState\": \"SUCCEEDED\"}");
    }

    /** The job's own arguments are those of a run with the sources in S3 and the rest on this machine. */
    private static int run(Program program, S3Bucket bucket, JsonNode arguments) {
        List<String> line = new ArrayList<>(List.of(
                "run",
                Program.ROOT.resolve("jobs/funnel/job.yaml").toString(),
                "--quiet",
                "--set=sources.events.path=" + bucket.path("funnel/events"),
                "--set=sources.customers.path=" + bucket.path("funnel/customers"),
                "--set=target.path=out"));
        arguments
                .fields()
                .forEachRemaining(argument ->
                        line.add(argument.getKey() + "=" + argument.getValue().asText()));
        return program.execute(line.toArray(String[]::new)).succeeded().exitCode();
    }

    /** Whether the rule sends an event to the state machine. */
    private boolean isRouted(JsonNode event) {
        JsonNode rule = new CloudTemplate("events.yaml", values).properties("Arrivals");
        assertThat(rule.path("Targets").findValuesAsText("Arn")).contains("Machine");
        return fits(rule.path("EventPattern"), event);
    }

    private static boolean fits(JsonNode pattern, JsonNode value) {
        if (pattern.isArray()) {
            for (JsonNode one : pattern) {
                boolean same = one.has("wildcard")
                        ? value.asText()
                                .matches(("\\Q" + one.path("wildcard").asText() + "\\E").replace("*", "\\E.*\\Q"))
                        : one.equals(value);
                if (same) {
                    return true;
                }
            }
            return false;
        }
        List<String> names = new ArrayList<>();
        pattern.fieldNames().forEachRemaining(names::add);
        return names.stream().allMatch(name -> fits(pattern.get(name), value.path(name)));
    }

    private static ObjectNode event(String bucket, String key) {
        return (ObjectNode) json(EVENT.replace("BUCKET", bucket).replace("KEY", key));
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
