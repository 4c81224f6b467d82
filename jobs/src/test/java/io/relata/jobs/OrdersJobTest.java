package io.relata.jobs;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.relata.catalog.redshift.CreateSchema;
import io.relata.catalog.redshift.Identifier;
import io.relata.catalog.redshift.JdbcRunner;
import io.relata.catalog.redshift.NativeTables;
import io.relata.catalog.redshift.Postgres;
import io.relata.catalog.redshift.SelectQuery;
import io.relata.catalog.redshift.TableLoad;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.config.JobFileReader;
import io.relata.jobs.source.jdbc.MariaDbServer;
import io.relata.testing.SparkExtension;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A scripted week of a shop, with runs of the orders job in it. The joins of the source, read without Relata and without
 * windows, say what the lake and PostgreSQL, which stands for Redshift, have to hold.
 */
@Tag("any-spark")
@ExtendWith(SparkExtension.class)
class OrdersJobTest {

    private static final Path JOB = Program.ROOT.resolve("jobs/orders/job.yaml");
    private static final LocalDateTime OPENING = LocalDateTime.parse("2026-11-14T00:00:00");

    private static final LocalDateTime LONG_AGO = LocalDateTime.parse("2000-01-01T00:00:00");

    private static final Map<String, String> SOURCE = Map.of("customer_orders", """
            SELECT order_id, status, ordered_at,
              IF(orders.updated_at > customers.updated_at, orders.updated_at, customers.updated_at),
              customer_id, name, email, country, is_business + 0,
              YEAR(ordered_at), MONTH(ordered_at)
            FROM orders JOIN customers USING (customer_id)
            """, "order_products", """
            SELECT order_id, line, ordered_at,
              GREATEST(orders.updated_at, order_lines.updated_at, products.updated_at),
              quantity, unit_price, quantity * unit_price, product_id, name, category,
              YEAR(ordered_at), MONTH(ordered_at)
            FROM order_lines JOIN orders USING (order_id) JOIN products USING (product_id)
            """);

    private static final String SALES_BY_MONTH = """
            SELECT DATE_FORMAT(ordered_at, '%Y%m') AS month, COUNT(DISTINCT order_id), SUM(quantity * unit_price)
            FROM order_lines NATURAL JOIN (SELECT order_id, status, ordered_at FROM orders) sold
            WHERE status IN ('placed', 'paid', 'sent') GROUP BY month
            """;

    private static final String SALES_BY_CATEGORY = """
            SELECT IFNULL(category, 'none') AS kind, SUM(IF(is_business, quantity * unit_price, 0)),
              SUM(IF(is_business, 0, quantity * unit_price))
            FROM order_lines JOIN orders USING (order_id) JOIN customers USING (customer_id)
              JOIN products USING (product_id)
            WHERE status IN ('placed', 'paid', 'sent') GROUP BY kind
            """;

    private Program program;
    private SparkSession spark;
    private Postgres postgres;
    private JdbcRunner runner;
    private JobFile job;
    private ScriptedShop shop;
    private long seed;

    @BeforeEach
    void start(SparkSession session, @TempDir Path folder) throws Exception {
        spark = session;
        // Of a few rows, the code that Spark and Delta would make for many costs more than it saves.
        spark.conf().set("spark.sql.codegen.wholeStage", "false");
        spark.conf().set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
        spark.conf().set("spark.databricks.delta.snapshotPartitions", "1");
        spark.conf().set("spark.sql.shuffle.partitions", "1");
        SparkSession.setActiveSession(spark);
        MariaDbServer server = MariaDbServer.shared();
        Map<String, String> environment = Map.of("SHOP_URL", server.url(), "SHOP_PASSWORD", MariaDbServer.PASSWORD);
        program = new Program(folder, session, environment);
        job = new JobFileReader(environment, program.path("")).read(JOB, List.of());
        postgres = Postgres.start();
        runner = Postgres.runner(postgres.connection());
        runner.run(new CreateSchema(new Identifier("orders_lake")));
        runner.run(new CreateSchema(new Identifier("orders")));
        seed = Long.getLong("relata.seed", new Random().nextLong());
        System.out.println("OrdersJobTest seed " + seed);
        shop = ScriptedShop.open(server, new Random(seed), OPENING);
    }

    @AfterEach
    void stop() throws Exception {
        shop.close();
        runner.close();
        postgres.close();
        SparkSession.clearActiveSession();
    }

    @Test
    void aWeekOfChangesIsInTheLakeAndInTheWarehouseWhicheverHoursRan() throws SQLException {
        run(LONG_AGO, OPENING.minusMonths(3));

        hour(64, 62); // two hours late, and the ones before were skipped
        hour(80, 80);
        sourceIsInTheLake("an hour");
        lakeIsInTheWarehouse();
        hour(80, 62);
        sourceIsInTheLake("an earlier hour once more");

        shop.passUntil(OPENING.plusHours(168));
        ScriptedShop.Old old = shop.changeWhatIsOld(); // which no window of the last months shows
        hour(168, 168);
        for (String table : SOURCE.keySet()) {
            assertThat(difference(source(table), lake(table)))
                    .as(told(table))
                    .isNotEmpty()
                    .allMatch(row -> row.startsWith(old.came() + "|"));
            assertThat(difference(lake(table), source(table)))
                    .as(told(table))
                    .isNotEmpty()
                    .allMatch(row -> row.startsWith(old.went() + "|"));
        }
        lakeIsInTheWarehouse();
        run(LONG_AGO, OPENING.plusHours(168).minusMonths(3));
        sourceIsInTheLake("a week");
        lakeIsInTheWarehouse();
        assertThat(answer("sales_by_month")).as("seed " + seed).isEqualTo(shop.rows(SALES_BY_MONTH));
        assertThat(answer("sales_by_category")).as("seed " + seed).isEqualTo(shop.rows(SALES_BY_CATEGORY));
        assertThat(program.published("out", "orders", "customer_orders")
                        .definition()
                        .allColumns()
                        .toDDL())
                .isEqualTo("order_id BIGINT,status STRING,ordered_at TIMESTAMP,updated_at TIMESTAMP,customer_id BIGINT,"
                        + "customer_name STRING,customer_email STRING,customer_country STRING,customer_is_business INT,"
                        + "year INT,month INT");
        assertThat(program.published("out", "orders", "order_products")
                        .definition()
                        .allColumns()
                        .toDDL())
                .isEqualTo("order_id BIGINT,line INT,ordered_at TIMESTAMP,updated_at TIMESTAMP,quantity BIGINT,"
                        + "unit_price DECIMAL(12,2),amount DECIMAL(22,2),product_id BIGINT,product_name STRING,"
                        + "product_category STRING,year INT,month INT");
        assertThat(program.execute("verify", JOB.toString(), "--set", "target.path=out")
                        .succeeded()
                        .out())
                .contains("same  table orders.customer_orders: ", "same  table orders.order_products: ");
    }

    /** Lets the shop go on, then brings the window of an hour up to date. */
    private void hour(int until, int asOf) throws SQLException {
        shop.passUntil(OPENING.plusHours(until));
        LocalDateTime end = OPENING.plusHours(asOf);
        run(end.minusMonths(3).minusDays(7), end);
        shop.wasLoaded();
    }

    private void run(LocalDateTime from, LocalDateTime asOf) {
        program.execute(
                        "run",
                        JOB.toString(),
                        "--quiet",
                        "--set",
                        "target.path=out",
                        "--from",
                        from.toInstant(ZoneOffset.UTC).toString(),
                        "--as-of",
                        asOf.toInstant(ZoneOffset.UTC).toString())
                .succeeded();
    }

    private void sourceIsInTheLake(String when) throws SQLException {
        for (String table : SOURCE.keySet()) {
            List<String> source = source(table);
            List<String> lake = lake(table);
            String told = " in the lake after " + when + ": " + told(table);
            assertThat(difference(source, lake)).as("missing" + told).isEmpty();
            assertThat(difference(lake, source)).as("too many" + told).isEmpty();
            assertThat(lake).as("rows" + told).hasSameSizeAs(source);
        }
    }

    private String told(String table) {
        return table + ", seed " + seed + ", " + shop.changes() + " changes";
    }

    private List<String> source(String table) throws SQLException {
        return shop.rows(SOURCE.get(table));
    }

    private List<String> lake(String table) {
        Dataset<Row> rows = program.rows(spark, program.published("out", "orders", table));
        Column[] columns = Arrays.stream(rows.schema().fields())
                .map(field -> field.dataType().equals(DataTypes.TimestampType)
                        ? date_format(col(field.name()), "yyyy-MM-dd HH:mm:ss.SSSSSS")
                        : col(field.name()).cast("string"))
                .map(column -> coalesce(column, lit("null")))
                .toArray(Column[]::new);
        return rows.select(concat_ws("|", columns)).collectAsList().stream()
                .map(row -> row.getString(0))
                .sorted()
                .toList();
    }

    /** The rows of an answer on the latest run's page. */
    private List<String> answer(String question) {
        List<JsonNode> reports = program.reports("out");
        List<String> rows = new ArrayList<>();
        for (JsonNode answer : reports.get(reports.size() - 1).get("questions")) {
            if (answer.get("name").asText().equals(question)) {
                answer.get("rows").forEach(row -> {
                    List<String> values = new ArrayList<>();
                    row.forEach(value -> values.add(value.asText()));
                    rows.add(String.join("|", values));
                });
            }
        }
        return rows;
    }

    private static List<String> difference(List<String> rows, List<String> others) {
        return rows.stream().filter(row -> !others.contains(row)).toList();
    }

    private void lakeIsInTheWarehouse() {
        List<TableLoad> loads = new WarehouseTables(job, program.catalog("out"), spark)
                .loadings().stream().map(WarehouseTables.Loading::load).toList();
        loads.forEach(load -> copy(load.table().table().name().name()));
        new NativeTables(runner).load(loads);
        for (String table : SOURCE.keySet()) {
            assertThat(count("SELECT * FROM orders." + table + " EXCEPT ALL SELECT * FROM orders_lake." + table))
                    .as("more in the warehouse: " + told(table))
                    .isZero();
            assertThat(count("SELECT * FROM orders_lake." + table + " EXCEPT ALL SELECT * FROM orders." + table))
                    .as("less in the warehouse: " + told(table))
                    .isZero();
        }
    }

    /** A copy of the lake's table stands for the external schema. */
    private void copy(String table) {
        Properties login = new Properties();
        login.setProperty("user", "postgres");
        login.setProperty("driver", "org.postgresql.Driver");
        program.rows(spark, program.published("out", "orders", table))
                .write()
                .mode(SaveMode.Overwrite)
                .jdbc(postgres.url(), "orders_lake." + table, login);
    }

    private int count(String rows) {
        return runner.query(new SelectQuery("SELECT count(*) FROM (" + rows + ") AS counted"))
                .first()
                .map(Integer::valueOf)
                .orElseThrow();
    }
}
