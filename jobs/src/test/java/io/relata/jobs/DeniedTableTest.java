package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.catalog.glue.GlueServer;
import io.relata.testing.SparkExtension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A job of five tables in the Glue Data Catalog, one of which may not be changed. */
@Tag("any-spark")
@ExtendWith(SparkExtension.class)
class DeniedTableTest {

    private static final List<String> TABLES = List.of("r", "r_a", "r_b", "r_c", "r_d");

    private final GlueServer server = GlueServer.start();
    private Program program;

    @BeforeEach
    void start(SparkSession session, @TempDir Path folder) {
        System.setProperty("aws.accessKeyId", GlueServer.ACCESS_KEY);
        System.setProperty("aws.secretAccessKey", "secret");
        program = new Program(folder, session);
        program.write("in.json", "{\"a\": [1], \"b\": [1, 2], \"c\": [3], \"d\": [{\"e\": 4}]}");
        program.write("job.yaml", """
                job: five
                sources: {in: {path: in.json}}
                relationalize: {source: in, root: r}
                target: {path: out}
                catalog: {type: glue, database: db, region: eu-central-1, endpoint: "%s"}
                """.formatted(server.endpoint()));
        assertThat(run().exitCode()).isZero();
    }

    @AfterEach
    void stop() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        server.close();
    }

    /** Denied to read and to change, from the start. */
    @Test
    void aTableThatMayNotBeReadFailsTheRunAndAllStayAsTheyWere() {
        failWith("r_d", "GetTable", () -> server.deny("db", "r_d"));
    }

    /** The tables before it have moved, and are moved back. */
    @ParameterizedTest
    @ValueSource(strings = {"r_b", "r_d"})
    void aTableThatMayNotBeChangedFailsTheRunAndAllAreMovedBack(String denied) {
        Program.Outcome outcome = failWith(denied, "UpdateTable", () -> server.denyChanges("db", denied));
        assertThat(outcome.err()).contains("; tables moved back to their earlier state: " + TABLES.indexOf(denied));
    }

    /** Access ends when the first table is about to move: whether the denied one has moved cannot even be asked. */
    @Test
    void accessThatEndsInTheMidstLeavesNoOtherTableMoved() {
        Program.Outcome outcome =
                failWith("r_b", "GetTable", () -> server.before("UpdateTable", () -> server.deny("db", "r_b")));
        assertThat(outcome.err()).contains(", nor undo it (table db.r_b)");
    }

    private Program.Outcome failWith(String denied, String operation, Runnable denial) {
        List<String> before = shownRuns();
        assertThat(before).hasSize(5).containsOnly(before.get(0));
        denial.run();
        Program.Outcome outcome = run();
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err())
                .contains("is not authorized to perform: glue:" + operation)
                .contains("table/db/" + denied);
        assertThat(shownRuns()).isEqualTo(before);
        server.allow("db", denied);
        assertThat(run().exitCode()).isZero();
        List<String> after = shownRuns();
        assertThat(after).doesNotContain(before.get(0)).containsOnly(after.get(0));
        return outcome;
    }

    private Program.Outcome run() {
        return program.execute("run", "job.yaml", "--quiet");
    }

    private List<String> shownRuns() {
        List<String> runs = new ArrayList<>();
        for (String table : TABLES) {
            runs.add(server.table("db", table)
                    .orElseThrow()
                    .path("Parameters")
                    .path("relata.run")
                    .asText());
        }
        return runs;
    }
}
