package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.jobs.lineage.LineageServer;
import io.relata.testing.SparkExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Runs that hold secrets leave none in anything they print, write, send or log, whether they succeed or fail. */
@Tag("any-spark")
@ExtendWith(SparkExtension.class)
class SecretsTest {

    /** What all secrets of this test hold, so that one search finds any. */
    private static final String MARK = "geheim7Q";

    private static final String JOB = """
            job: shop
            sources: {orders: {path: in}%s}
            relationalize: {source: orders, root: orders}
            target: {path: out}
            catalog: {database: shop%s}
            %s
            lineage: {type: http, url: "%s", api-key-variable: %s}
            """;

    private final StringBuilder found = new StringBuilder();
    private final Log log = new Log();
    private Program program;
    private Configuration hadoop;
    private LineageServer server;

    /** Spark's log, and that of everything else in the process. */
    private static final class Log extends AbstractAppender {

        private final StringBuffer lines = new StringBuffer();

        Log() {
            super("secrets", null, PatternLayout.createDefaultLayout(), true, Property.EMPTY_ARRAY);
        }

        @Override
        public void append(LogEvent event) {
            lines.append(event.getMessage().getFormattedMessage()).append('\n');
            for (Throwable cause = event.getThrown(); cause != null; cause = cause.getCause()) {
                lines.append(cause).append('\n');
            }
        }
    }

    @BeforeEach
    void start(SparkSession session, @TempDir Path folder) throws IOException {
        program = new Program(
                folder,
                session,
                Map.of(
                        "DATABASE_PASSWORD", MARK + "-database",
                        "WAREHOUSE_PASSWORD", MARK + "-warehouse",
                        "LINEAGE_KEY", MARK + "-lineage",
                        "BROKEN_KEY", MARK + "-lineage\n"));
        program.write("in/orders.json", "{\"no\": 1, \"items\": [{\"sku\": \"x\"}]}");
        hadoop = session.sparkContext().hadoopConfiguration();
        hadoop.set("fs.s3a.access.key", MARK + "-access");
        hadoop.set("fs.s3a.secret.key", MARK + "-s3");
        server = LineageServer.start();
        log.start();
        ((LoggerContext) LogManager.getContext(false)).getRootLogger().addAppender(log);
    }

    @AfterEach
    void stop() {
        ((LoggerContext) LogManager.getContext(false)).getRootLogger().removeAppender(log);
        server.close();
        hadoop.unset("fs.s3a.access.key");
        hadoop.unset("fs.s3a.secret.key");
    }

    private void run(int exitCode, String job, String... options) {
        program.write("job.yaml", job);
        List<String> arguments = new ArrayList<>(List.of("run", "job.yaml"));
        arguments.addAll(List.of(options));
        Program.Outcome outcome = program.execute(arguments.toArray(String[]::new));
        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(exitCode);
        found.append(outcome.out()).append(outcome.err());
    }

    private String job(String source, String catalog, String more, String key) {
        return JOB.formatted(source, catalog, more, server.url(), key);
    }

    @Test
    void nothingThatRunsLeaveBehindHoldsASecret() {
        run(0, job("", "", "warehouse: {type: duckdb, external-schema: shop}", "LINEAGE_KEY"));
        run(0, job("", "", "", "BROKEN_KEY"));
        run(
                1,
                job(
                        ", people: {format: jdbc, url: \"jdbc:mariadb://127.0.0.1:1/shop\", table: people, user: reader,"
                                + " password-variable: DATABASE_PASSWORD}",
                        "",
                        "",
                        "LINEAGE_KEY"),
                "--log-format",
                "json");
        run(64, job("", ", type: glue, endpoint: \"http://u:" + MARK + "@127.0.0.1:1\"", "", "LINEAGE_KEY"));
        run(64, job("", "", "", "LINEAGE_KEY").replace("http://127", "http://u:" + MARK + "@127"));
        run(64, job(", more: {path: \"s3a://key:" + MARK + "@bucket/in\"}", "", "", "LINEAGE_KEY"));
        run(64, job("", "", "", "LINEAGE_KEY"), "--set", "lineage.url=https://h/?key=" + MARK);
        program.write("in/orders.json", "broken");
        run(4, job("", "", "", "LINEAGE_KEY"));

        assertThat(server.received())
                .as("events")
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.authorization()).isEqualTo("Bearer " + MARK + "-lineage"));
        server.received().forEach(event -> found.append(event.body()));
        assertThat(log.lines).as("what was logged").isNotEmpty();
        assertThat(found.append(log.lines).toString()).doesNotContain(MARK);
        assertThat(files()).hasSizeGreaterThan(10).noneMatch(SecretsTest::holdsSecret);
    }

    @Test
    @Timeout(120)
    void aStoreThatCannotBeReachedTellsNoKey() {
        Map<String, String> settings = Map.of(
                "fs.s3a.endpoint", "http://127.0.0.1:1",
                "fs.s3a.endpoint.region", "eu-central-1",
                "fs.s3a.attempts.maximum", "1",
                "fs.s3a.retry.limit", "0");
        settings.forEach(hadoop::set);
        try {
            run(1, job(", more: {path: \"s3a://secrets/in\"}", "", "", "LINEAGE_KEY"));
        } finally {
            settings.keySet().forEach(hadoop::unset);
        }
        assertThat(found).contains("s3a://secrets/in");
        server.received().forEach(event -> found.append(event.body()));
        assertThat(found.append(log.lines).toString()).doesNotContain(MARK);
        assertThat(files()).isNotEmpty().noneMatch(SecretsTest::holdsSecret);
    }

    private List<Path> files() {
        try (Stream<Path> walk = Files.walk(program.path("out"))) {
            return walk.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean holdsSecret(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(MARK);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
