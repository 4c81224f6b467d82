package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.testing.SparkExtension;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code verify} where nothing was tampered with, and where there is nothing to verify. */
@Tag("any-spark")
@ExtendWith(SparkExtension.class)
class VerifyTest {

    private Program program;

    @BeforeEach
    void start(SparkSession session, @TempDir Path folder) {
        program = new Program(folder, session);
        program.write("job.yaml", """
                job: shop
                sources: {orders: {path: in.json}}
                relationalize: {source: orders, root: orders}
                target: {path: out}
                catalog: {database: shop}""");
    }

    @Test
    void aTargetWithoutRunsCannotBeVerified() {
        assertThat(program.execute("verify", "job.yaml")).isEqualTo(new Program.Outcome(1, "", """
                relata: Cannot verify job shop (DIR/out): no run of the job is published there. Run the job first, or \
                correct target.path and catalog.
                """));
    }

    @Test
    void saysOfEachTableThatItsWitnessesAgree() {
        program.write("in.json", """
                {"id": 1, "items": [{"sku": "a"}, {"sku": "b"}]}
                {"id": 2, "items": [{"sku": "c"}]}""");
        program.execute("run", "job.yaml", "--quiet").succeeded();

        assertThat(program.execute("verify", "job.yaml")).isEqualTo(new Program.Outcome(0, """
                same  table shop.orders: 2 rows, as the manifest, the catalog and the files say
                same  table shop.orders_items: 3 rows, as the manifest, the catalog and the files say
                same  documents: 2 of the input, each as the tables have it
                """, ""));
    }

    @Test
    void theGamesJobIsAsItsSampleSays() {
        program.execute("demo", "--quiet").succeeded();

        assertThat(program.execute(
                        "verify",
                        Program.ROOT.resolve("jobs/games/job.yaml").toString(),
                        "--set",
                        "target.path=relata-demo/games"))
                .isEqualTo(new Program.Outcome(0, """
                        same  table games-flattened-data-db.games_data: 14 rows, as the manifest, the catalog and the \
                        files say
                        same  table games-flattened-data-db.players_data: 12 rows, as the manifest, the catalog and the \
                        files say
                        same  documents: 12 of the input, each as the tables have it
                        """, ""));
    }
}
