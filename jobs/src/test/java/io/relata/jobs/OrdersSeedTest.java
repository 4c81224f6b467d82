package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.jobs.source.jdbc.Database;
import io.relata.jobs.source.jdbc.DatabaseLogin;
import io.relata.jobs.source.jdbc.JdbcOptions;
import io.relata.jobs.source.jdbc.JdbcReading;
import io.relata.jobs.source.jdbc.JdbcRecords;
import io.relata.jobs.source.jdbc.JdbcSource;
import io.relata.jobs.source.jdbc.MariaDbServer;
import io.relata.jobs.source.jdbc.Window;
import io.relata.testing.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The shop's database of the orders job, and its two queries over windows that touch. */
@ExtendWith(SparkExtension.class)
class OrdersSeedTest {

    private static final Path JOB = Program.ROOT.resolve("jobs/orders");
    private static final Instant EARLY = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LINE = Instant.parse("2026-08-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");

    private static MariaDbServer server;
    private final SparkSession spark;

    OrdersSeedTest(SparkSession spark) {
        this.spark = spark;
    }

    @BeforeAll
    static void seed() throws Exception {
        server = MariaDbServer.shared();
        ScriptedShop.create(server, "schema.sql", "rows.sql");
    }

    private JdbcReading query(String name, Instant from, Instant asOf) throws IOException {
        return JdbcSource.of(
                        new Database(server.url(), new DatabaseLogin(MariaDbServer.USER, MariaDbServer.PASSWORD)),
                        new JdbcRecords.Query(name, Files.readString(JOB.resolve(name))),
                        JdbcOptions.DEFAULT.withWindow(new Window(Optional.of(from), Optional.of(asOf))))
                .open(spark);
    }

    @Test
    void aWindowHasTheOrdersOfItsTimeAndThoseThatWereChangedSince() throws IOException {
        String[] columns = {"order_id", "customer_name", "year", "month", "updated_at"};
        assertThat(query("customer_orders.sql", EARLY, LINE)
                        .rows()
                        .selectExpr(columns)
                        .orderBy("order_id")
                        .collectAsList())
                .hasToString("[[100,Ada,2026,3,2026-03-20 08:00:00.0], [101,Brun AG,2026,7,2026-08-20 12:00:00.0]]");
        // 101 was placed before, and it and its customer were changed since.
        assertThat(query("customer_orders.sql", LINE, NOW)
                        .rows()
                        .selectExpr(columns)
                        .orderBy("order_id")
                        .collectAsList())
                .hasToString("[[101,Brun AG,2026,7,2026-08-20 12:00:00.0], [102,Brun AG,2026,8,2026-08-03 10:15:00.0],"
                        + " [103,Ada,2026,10,2026-10-06 07:00:00.0], [104,Chen,2026,11,2026-11-20 23:59:59.999999]]");
    }

    @Test
    void aWindowHasTheLinesOfItsOrdersAndThoseWhoseProductWasChangedSince() throws IOException {
        JdbcReading lines = query("order_products.sql", LINE, NOW);
        assertThat(lines.notes()).isEmpty();
        assertThat(lines.schema().apply("order_id").dataType().catalogString()).isEqualTo("bigint");
        assertThat(lines.schema().apply("amount").dataType().catalogString()).startsWith("decimal(");
        assertThat(lines.rows()
                        .selectExpr("order_id", "line", "product_name", "amount")
                        .orderBy("order_id", "line")
                        .collectAsList())
                .hasToString("[[100,2,Cable,29.50], [101,1,Desk,300.00], [102,1,Desk,1240.00], [103,1,Lamp,49.90],"
                        + " [104,1,Cable,9.15], [104,2,Lamp,49.90]]");
    }
}
