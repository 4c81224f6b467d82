package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.relata.catalog.secrets.SecretsServer;
import io.relata.jobs.source.jdbc.MariaDbServer;
import io.relata.testing.SparkExtension;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs over a database. */
@ExtendWith(SparkExtension.class)
class JdbcJobTest {

    private static MariaDbServer server;

    private Program program;
    private SparkSession spark;

    @BeforeAll
    static void start() throws Exception {
        server = MariaDbServer.shared();
        server.run(
                "CREATE OR REPLACE TABLE people (id INT PRIMARY KEY, name VARCHAR(20), born DATE, updated_at"
                        + " DATETIME(6))",
                "INSERT INTO people VALUES (1, 'Ada', '1815-12-10', '2026-01-01 10:00:00'), (2, 'Bob', NULL, '2026-01-01"
                        + " 11:00:00'), (3, 'Eve', '0000-00-00', '2026-01-01 10:30:00')",
                "CREATE OR REPLACE TABLE events (id INT PRIMARY KEY, payload LONGTEXT)",
                "INSERT INTO events VALUES (1, '{\"user\": {\"name\": \"Ada\"}, \"items\": [{\"sku\": \"a\", \"n\": 1},"
                        + " {\"sku\": \"b\", \"n\": 2}]}'), (2, '{\"items\": []}'), (3, '{oops')");
    }

    @BeforeEach
    void program(SparkSession session, @TempDir Path folder) {
        spark = session;
        program = new Program(folder, session, Map.of("SHOP_PASSWORD", MariaDbServer.PASSWORD, "WRONG", "ganz-falsch"));
    }

    private static String job(String source, String more) {
        return """
                job: shop
                sources: {records: {format: jdbc, url: "%s", %s}}
                %s
                target: {path: out}
                catalog: {database: shop}
                """.formatted(server.url(), source, more);
    }

    private static final String CUSTOMERS =
            "table: people, where: 'updated_at >= :from AND updated_at < :as-of', user: reader, password-variable: "
                    + "SHOP_PASSWORD";

    private Program.Outcome run(String job, String... options) {
        program.write("job.yaml", job);
        return program.execute(java.util.stream.Stream.concat(
                        java.util.stream.Stream.of("run", "job.yaml", "--quiet"), java.util.Arrays.stream(options))
                .toArray(String[]::new));
    }

    @Test
    void aTableOfAWindowIsPublishedAndItsBadRowsWithIt() {
        run(job(CUSTOMERS, "max-rejects: 1"), "--from", "2026-01-01T10:00:00Z", "--as-of", "2026-01-01T12:00:00+01:00")
                .succeeded();
        assertThat(program.rows(spark, program.published("out", "shop", "records"))
                        .collectAsList())
                .hasToString("[[1,Ada,1815-12-10,2026-01-01 10:00:00.0]]");
        assertThat(program.rows(spark, program.published("out", "shop", "records__rejects"))
                        .select("reason", "detail", "file")
                        .collectAsList())
                .hasToString("[[SCHEMA_MISMATCH,column born is a date that the calendar does not have, such as"
                        + " 0000-00-00,table people]]");
        JsonNode report = program.reports("out").get(0);
        assertThat(report.toString())
                .doesNotContain(MariaDbServer.PASSWORD)
                .contains("table people of " + server.url());
    }

    @Test
    void aJobWhoseConditionNamesATimeIsNotRunWithoutIt() {
        Program.Outcome outcome = run(job(CUSTOMERS, ""), "--from", "2026-01-01T10:00:00Z");
        assertThat(outcome.exitCode()).isEqualTo(64);
        assertThat(outcome.err())
                .contains("Cannot read from the database (where of table people): it names :as-of, and this run was"
                        + " given no such time. Run it with --as-of and a time such as 2026-01-31T00:00:00Z.");
        assertThat(run(job(CUSTOMERS, ""), "--as-of", "yesterday").err())
                .contains("Cannot read a time (--as-of yesterday): it is no time in UTC. Write it as in"
                        + " 2026-11-21T10:00:00Z.");
    }

    @Test
    void aTimeThatNoSourceAsksForIsRefused() {
        String job = job("table: events, user: reader, password-variable: SHOP_PASSWORD", "");
        Program.Outcome outcome = run(job, "--as-of", "2026-01-01T10:00:00Z");
        assertThat(outcome.exitCode()).isEqualTo(64);
        assertThat(outcome.err())
                .contains(
                        "Cannot read a window of time (--as-of 2026-01-01T10:00:00Z): no source of job shop is a database"
                                + " whose where or query names :from or :as-of, and no delete-missing does. Name them there,"
                                + " or leave out --as-of.");
        assertThat(run(job, "--from", "2026-01-01T10:00:00Z").exitCode()).isEqualTo(64);
    }

    @Test
    void jsonInAColumnIsRelationalized() throws Exception {
        try (SecretsServer secrets = SecretsServer.start()) {
            secrets.keep(
                    "prod/shop",
                    "{\"username\":\"reader\",\"password\":\"" + MariaDbServer.PASSWORD + "\",\"port\":3306}");
            System.setProperty("aws.accessKeyId", "AKIDEXAMPLE");
            System.setProperty("aws.secretAccessKey", "the secret itself");
            run(job(
                            "table: events, json-columns: {payload: inferred}, secret: prod/shop, region: eu-central-1,"
                                    + " endpoint: \"" + secrets.endpoint() + "\"",
                            "relationalize: {source: records, root: root}\nmax-rejects: 1"))
                    .succeeded();
        } finally {
            System.clearProperty("aws.accessKeyId");
            System.clearProperty("aws.secretAccessKey");
        }
        assertThat(program.rows(spark, program.published("out", "shop", "root"))
                        .selectExpr("id", "`payload.user.name`", "`payload.items` IS NULL")
                        .orderBy("id")
                        .collectAsList())
                .hasToString("[[1,Ada,false], [2,null,false]]");
        assertThat(program.rows(spark, program.published("out", "shop", "root_payload.items"))
                        .selectExpr("index", "`payload.items.val.sku`", "`payload.items.val.n`")
                        .orderBy("index")
                        .collectAsList())
                .hasToString("[[0,a,1], [1,b,2]]");
        assertThat(program.rows(spark, program.published("out", "shop", "root__rejects"))
                        .select("raw", "reason")
                        .collectAsList())
                .hasToString("[[id=3, payload={oops,MALFORMED]]");
    }

    @Test
    void noMessageAndNoReportHasAPassword() {
        String source = "table: events, user: reader, password-variable: ";
        Program.Outcome unset = run(job(source + "NOBODY_SET_THIS", ""));
        assertThat(unset.exitCode()).isEqualTo(64);
        assertThat(unset.err())
                .contains("Cannot open the database (" + server.url()
                        + "): the variable NOBODY_SET_THIS of the environment is not set. Set it to the password.");
        Program.Outcome wrong = run(job(source + "WRONG", ""));
        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(wrong.err())
                .contains("Access denied for user 'reader'@'127.0.0.1' (using password: YES) (SQLSTATE 28000, error"
                        + " 1045). Check the user, the password and the database.")
                .doesNotContain("ganz-falsch");
        assertThat(program.reports("out").toString()).doesNotContain("ganz-falsch");
        Program.Outcome planned =
                program.execute("plan", "job.yaml", "--set", "sources.records.password-variable=SHOP_PASSWORD");
        assertThat(planned.out() + planned.err())
                .contains("+ table records with 2 columns")
                .doesNotContain(MariaDbServer.PASSWORD);
    }
}
