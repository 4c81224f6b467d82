package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.relata.testing.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code recover}, {@code rollback} and {@code vacuum} on what runs left. */
@ExtendWith(SparkExtension.class)
class SnapshotCommandsTest {

    private Program program;

    @BeforeEach
    void start(SparkSession session, @TempDir Path folder) {
        program = new Program(folder, session);
        program.write("job.yaml", """
                job: shop
                sources: {orders: {path: orders.json}}
                relationalize: {source: orders, root: orders}
                target: {path: out, retain: 2}
                catalog: {database: shop}""");
    }

    @Test
    void aTargetWithoutRunsHasNothingToDo() {
        assertThat(program.execute("recover", "job.yaml"))
                .isEqualTo(new Program.Outcome(0, "No run had ended in the midst of publishing.\n", ""));
        assertThat(program.execute("vacuum", "job.yaml")).isEqualTo(new Program.Outcome(0, "Nothing to remove.\n", ""));
    }

    @Test
    void anEarlierRunIsShownAgain() {
        run(1);
        String first = shownRun("orders");
        run(2);
        assertThat(program.execute("rollback", "job.yaml", first)).isEqualTo(new Program.Outcome(0, """
                        table shop.orders shows run RUN
                        table shop.orders_items shows run RUN
                        """, ""));
        assertThat(shownRun("orders")).isEqualTo(first);
        assertThat(shownRun("orders_items")).isEqualTo(first);
    }

    @Test
    void rollingBackToNoRunIsWrongUsage() {
        assertThat(program.execute("rollback", "job.yaml", "yesterday")).isEqualTo(new Program.Outcome(64, "", """
                        relata: Cannot roll back to "yesterday" (the command line): it is not a run id. Give the name \
                        of a file in _relata/runs of the target, such as RUN.
                        """));
    }

    @Test
    void oldSnapshotsAreShownAndThenRemoved() {
        run(1);
        run(2);
        run(3);
        List<String> files = program.files("out");
        assertThat(program.execute("vacuum", "job.yaml", "--dry-run")).isEqualTo(new Program.Outcome(0, """
                        would remove DIR/out/orders/RUN, 2 files, SIZE: replaced by later runs
                        would remove DIR/out/orders_items/RUN, 2 files, SIZE: replaced by later runs
                        """, ""));
        assertThat(program.files("out")).isEqualTo(files);
        assertThat(program.execute("vacuum", "job.yaml")).isEqualTo(new Program.Outcome(0, """
                        removed DIR/out/orders/RUN, 2 files, SIZE: replaced by later runs
                        removed DIR/out/orders_items/RUN, 2 files, SIZE: replaced by later runs
                        """, ""));
        assertThat(program.files("out")).hasSize(files.size() - 4);
        assertThat(program.execute("vacuum", "job.yaml")).isEqualTo(new Program.Outcome(0, "Nothing to remove.\n", ""));
    }

    @Test
    void aRunFinishesWhatADeadOneLeftAndSaysSo() throws IOException {
        run(1);
        String second = shownRun("orders");
        rewind(second);
        Program.Outcome recovered = program.execute("recover", "job.yaml");
        assertThat(recovered)
                .isEqualTo(
                        new Program.Outcome(0, "Run RUN had ended in the midst of publishing and was finished.\n", ""));
        assertThat(shownRun("orders_items")).isEqualTo(second);
        rewind(second);
        run(3);
        List<JsonNode> reports = program.reports("out");
        assertThat(reports.get(reports.size() - 1).path("notes").toString())
                .contains("Run " + second + " had ended in the midst of publishing and was finished.");
    }

    /** Makes it look as if the process had died after the first of two tables. */
    private void rewind(String run) throws IOException {
        Path manifest = program.path("out/_relata/runs/" + run + ".json");
        String content = Files.readString(manifest);
        assertThat(content).contains("\"state\" : \"PUBLISHED\"");
        Files.writeString(manifest, content.replace("\"state\" : \"PUBLISHED\"", "\"state\" : \"PUBLISHING\""));
        Path unfinished = program.path("out/_relata/unfinished/" + run);
        Files.createDirectories(unfinished.getParent());
        Files.writeString(unfinished, "");
    }

    private void run(int number) {
        program.write("orders.json", "{\"no\": %d, \"items\": [{\"sku\": \"x\"}, {\"sku\": \"y\"}]}".formatted(number));
        assertThat(program.execute("run", "job.yaml", "--quiet").exitCode()).isZero();
    }

    private String shownRun(String table) {
        return program.published("out", "shop", table).definition().run().value();
    }
}
