package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.relata.testing.SparkExtension;
import io.relata.transforms.json.JsonSample;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code survey: sample} in jobs. */
@ExtendWith(SparkExtension.class)
class SampledSourceTest {

    private static final String NOTE = "The schema comes from a sample of 2 records in 67108912 bytes; what it does not"
            + " show goes by conflicts, and by default its record is rejected";

    private static final String JOB = """
            job: shop
            sources: {orders: {path: orders.json, survey: sample}}
            relationalize: {source: orders, root: orders}
            target: {path: out}
            catalog: {database: shop}""";

    private Program program;
    private SparkSession spark;

    @BeforeEach
    void start(SparkSession session, @TempDir Path folder) {
        spark = session;
        program = new Program(folder, session);
        program.write("job.yaml", JOB);
    }

    /** Two records, white space up to behind the sample's end, and three more. */
    private void writeMoreThanASample() {
        program.write(
                "orders.json",
                "[{\"no\": 1, \"items\": [{\"sku\": \"x\"}]},",
                "{\"no\": 2}," + " ".repeat((int) JsonSample.BYTES),
                "{\"no\": 3, \"items\": [{\"sku\": \"y\"}], \"rare\": null},",
                "{\"no\": 4, \"items\": [{\"sku\": \"z\"}], \"rare\": true},",
                "{\"no\": \"5\"}]");
    }

    @Test
    void whatTheSampleDidNotShowIsRejectedAndCounted() {
        writeMoreThanASample();

        Program.Outcome refused = program.execute("run", "job.yaml", "--max-rejects", "1", "--quiet");
        Program.Outcome outcome = program.execute("run", "job.yaml", "--max-rejects", "2", "--quiet");

        assertThat(refused.exitCode()).isEqualTo(ExitCode.TOO_MANY_REJECTS.number());
        assertThat(outcome).isEqualTo(new Program.Outcome(0, """
                        orders                                                  3 rows    1 files SIZE
                          orders_items                                          2 rows    1 files SIZE   id = orders.items
                        orders__rejects                                         2 rows    1 files SIZE
                        rejected 2 of 5 records
                        report: DIR/out/_relata/runs/RUN.report.json
                        page: DIR/out/_relata/runs/RUN.report.html
                        """, ""));
        assertThat(Program.columns(program.published("out", "shop", "orders")))
                .containsExactly("items bigint", "no bigint");
        assertThat(program.rows(spark, program.published("out", "shop", "orders__rejects"))
                        .selectExpr("concat(reason, ' ', detail)")
                        .collectAsList()
                        .toString())
                .isEqualTo("[[SCHEMA_MISMATCH rare is not in the schema, which comes from a sample],"
                        + " [SCHEMA_MISMATCH no holds text where bigint is expected]]");
        JsonNode report = program.reports("out").get(1);
        assertThat(report.get("balances").asBoolean()).isTrue();
        assertThat(report.get("records").toString()).isEqualTo("{\"read\":5,\"loaded\":3,\"rejected\":2}");
        assertThat(report.get("survey").get("extent").asText()).isEqualTo("sample");
        assertThat(report.get("survey").get("records").asLong()).isEqualTo(2);
        assertThat(report.get("survey").get("sampledBytes").asLong()).isEqualTo(67_108_912);
        assertThat(report.get("notes").get(0).asText()).isEqualTo(NOTE);
    }

    @Test
    void rescuedValuesAreInTheirColumnAndNothingIsRejected() {
        writeMoreThanASample();

        Program.Outcome outcome =
                program.execute("run", "job.yaml", "--set", "relationalize.conflicts.default=rescue", "--quiet");

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(program.rows(spark, program.published("out", "shop", "orders"))
                        .selectExpr("no", "_rescued")
                        .collectAsList()
                        .toString())
                .isEqualTo("[[1,null], [2,null], [3,null], [4,{\"rare\":true}], [null,{\"no\":\"5\"}]]");
    }

    @Test
    void theRunFailsWhereTheJobSaysSo() {
        writeMoreThanASample();

        Program.Outcome outcome =
                program.execute("run", "job.yaml", "--set", "relationalize.conflicts.default=fail", "--quiet");

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.FAILED.number());
        assertThat(outcome.err())
                .isEqualTo(
                        "report: DIR/out/_relata/runs/RUN.report.json\npage: DIR/out/_relata/runs/RUN.report.html\nrelata: Cannot load a value that the sample did not"
                                + " show (rare): rare is not in the schema, which comes from a sample. Survey all with survey: all,"
                                + " or choose another policy for this path under conflicts.\n");
    }

    @Test
    void thePlanTellsThatItsSchemaComesFromASample() {
        writeMoreThanASample();

        assertThat(program.execute("plan", "job.yaml").out()).contains("\nSource orders:\n  " + NOTE + "\n\n");
    }

    @Test
    void smallInputIsSurveyedWhole() {
        program.write("orders.json", "{\"no\": 1}", "{\"no\": \"2\", \"rare\": [true]}");

        Program.Outcome outcome = program.execute(
                "relationalize", "orders.json", "--root", "orders", "--target", "out", "--survey", "sample", "--quiet");

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(Program.columns(program.published("out", "orders", "orders")))
                .containsExactly("no_long bigint", "no_string string", "rare bigint");
        JsonNode survey = program.reports("out").get(0).get("survey");
        assertThat(survey.get("extent").asText()).isEqualTo("all");
        assertThat(survey.has("sampledBytes")).isFalse();
    }

    @Test
    void theCommandSamplesWhatIsLarger() {
        writeMoreThanASample();

        Program.Outcome outcome = program.execute(
                "relationalize",
                "orders.json",
                "--root",
                "orders",
                "--target",
                "out",
                "--survey",
                "sample",
                "--max-rejects",
                "2",
                "--quiet");

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(program.reports("out").get(0).get("survey").get("extent").asText())
                .isEqualTo("sample");
    }
}
