package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.catalog.duckdb.DuckDbWarehouse;
import io.relata.testing.SparkExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a job has in its warehouse, made and removed by commands and by runs. */
@Tag("any-spark")
@ExtendWith(SparkExtension.class)
class WarehouseCommandTest {

    private static final String JOB = """
            job: shop
            sources: {orders: {path: in, schema: "id INT, customer STRING, price DOUBLE"}}
            target: {path: out}
            catalog: {database: shop}
            warehouse:
              type: duckdb
              external-schema: lake
              schema: mart
              tables: {orders: {key: id, not-null: customer, sort-key: id}}
              materialized-views:
                "mart.top": {sql: top.sql}
                "mart.sums": {sql: sums.sql}
            """;

    private static final String MADE = """
            external schema lake is there
            schema mart is there
            table mart.orders is there
            materialized view mart.sums is there
            materialized view mart.top is there
            """;

    private Program program;

    @BeforeEach
    void start(SparkSession session, @TempDir Path folder) {
        program = new Program(folder, session);
        program.write("job.yaml", JOB);
        program.write("sums.sql", "SELECT customer, sum(price) AS spent FROM mart.orders GROUP BY customer");
        program.write("top.sql", "-- reads sums\nSELECT customer FROM mart.sums WHERE spent > 5");
        program.write(
                "in/part.json",
                "{\"id\": 1, \"customer\": \"Ada\", \"price\": 4.5}",
                "{\"id\": 2, \"customer\": \"Ada\", \"price\": 1.5}",
                "{\"id\": 3, \"customer\": \"Bo\", \"price\": 2.0}");
    }

    private Program.Outcome execute(String... arguments) {
        return program.execute(arguments);
    }

    private void run() {
        execute("run", "job.yaml", "--quiet").succeeded();
    }

    private String query(String sql) {
        try (DuckDbWarehouse warehouse =
                DuckDbWarehouse.open(program.path("out/_relata/warehouse.duckdb"), program.catalog("out"))) {
            return warehouse.query(sql).rows().stream()
                    .map(row -> row.stream().map(value -> value.orElse("null")).collect(Collectors.joining(" ")))
                    .collect(Collectors.joining("\n"));
        }
    }

    private List<String> objects() {
        return query("SELECT table_schema || '.' || table_name FROM information_schema.tables"
                        + " WHERE table_schema IN ('lake', 'mart') ORDER BY 1")
                .lines()
                .toList();
    }

    @Test
    void aViewIsRefreshedBehindTheOneThatItReadsWhateverTheOrderOfTheFile() {
        run();
        assertThat(query("SELECT customer FROM mart.top")).isEqualTo("Ada");
        assertThat(program.reports("out").get(0).get("views"))
                .hasToString("[{\"name\":\"mart.sums\",\"rows\":2},{\"name\":\"mart.top\",\"rows\":1}]");
    }

    @Test
    void aViewThatCannotBeRefreshedStopsNoOtherAndTakesNothingBack() {
        program.write("top.sql", "SELECT nothing FROM mart.orders");
        Program.Outcome outcome = execute("run", "job.yaml", "--quiet");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err())
                .contains(
                        "relata: The tables are published, and 1 of 2 materialized views are not refreshed (mart.top):"
                                + " Cannot refresh materialized view mart.top (DuckDB file"
                                + " DIR/out/_relata/warehouse.duckdb): Binder Error: ")
                .endsWith("Correct the view's SQL. Correct what failed and run again; until then these views show what"
                        + " they showed before.\n");
        assertThat(query("SELECT count(*) FROM mart.sums")).isEqualTo("2");
        assertThat(query("SELECT count(*) FROM lake.orders")).isEqualTo("3");
        assertThat(program.reports("out").get(0).get("views").get(1))
                .hasToString("{\"name\":\"mart.sums\",\"rows\":2}");
        assertThat(program.reports("out")
                        .get(0)
                        .get("views")
                        .get(0)
                        .get("failure")
                        .asText())
                .startsWith("Cannot refresh materialized view mart.top");
    }

    @Test
    void whatWasNeverPublishedWaitsForTheFirstRun() {
        assertThat(execute("warehouse", "create", "job.yaml")).isEqualTo(new Program.Outcome(0, """
                        external schema lake is there
                        schema mart is there
                        table orders was never published: the job's first run makes it, and the views after it
                        """, ""));
        run();
        assertThat(execute("warehouse", "create", "job.yaml")).isEqualTo(new Program.Outcome(0, MADE, ""));
        assertThat(query("SELECT count(*) FROM mart.orders"))
                .as("rows that were there")
                .isEqualTo("3");
    }

    @Test
    void whatIsRemovedIsNamedAndAskedForFirst() {
        run();
        program.types("no");
        String named = """
                materialized view mart.top
                materialized view mart.sums
                table mart.orders
                external schema lake
                Remove these from the warehouse? Type yes:\s""";
        assertThat(program.executeOnTerminal("warehouse", "drop", "job.yaml").out())
                .isEqualTo(named + "Nothing was removed.\n");
        assertThat(objects()).containsExactly("lake.orders", "mart.orders", "mart.sums", "mart.top");
        program.types("yes");
        assertThat(program.executeOnTerminal("warehouse", "drop", "job.yaml").out())
                .isEqualTo(named + "Removed.\n");
        assertThat(objects()).isEmpty();
        assertThat(program.files("out/orders")).as("the lake's files").isNotEmpty();
        run();
        assertThat(objects()).containsExactly("lake.orders", "mart.orders", "mart.sums", "mart.top");
    }

    @Test
    void aScriptThatRemovesSaysYesItself() {
        run();
        Program.Outcome refused = execute("warehouse", "drop", "job.yaml");
        assertThat(refused)
                .isEqualTo(new Program.Outcome(
                        64,
                        "",
                        "relata: Cannot remove 4 things from the warehouse (the command line): there is nobody to ask."
                                + " Look at them with --dry-run, then give --yes.\n"));
        assertThat(objects()).hasSize(4);
        execute("warehouse", "drop", "job.yaml", "--yes").succeeded();
        assertThat(objects()).isEmpty();
        execute("warehouse", "drop", "job.yaml", "--yes").succeeded();
    }

    @Test
    void aDryRunPrintsTheSqlAndChangesNothing() {
        run();
        assertThat(execute("warehouse", "create", "job.yaml", "--dry-run").out())
                .contains("""
                        CREATE EXTERNAL SCHEMA IF NOT EXISTS "lake"
                        FROM DATA CATALOG DATABASE 'shop'
                        IAM_ROLE default;

                        CREATE SCHEMA IF NOT EXISTS "mart";

                        CREATE TABLE IF NOT EXISTS "mart"."orders" (
                          "id" INTEGER NOT NULL,
                          "customer" VARCHAR(256) NOT NULL,
                          "price" DOUBLE PRECISION,
                          PRIMARY KEY ("id")
                        ) COMPOUND SORTKEY ("id");
                        """);
        assertThat(execute("warehouse", "drop", "job.yaml", "--dry-run")).isEqualTo(new Program.Outcome(0, """
                        DROP MATERIALIZED VIEW IF EXISTS "mart"."top";

                        DROP MATERIALIZED VIEW IF EXISTS "mart"."sums";

                        DROP TABLE IF EXISTS "mart"."orders";

                        DROP SCHEMA IF EXISTS "lake";

                        """, ""));
        assertThat(objects()).hasSize(4);
    }

    @Test
    void nothingThatSomebodyElseMadeIsRemovedOrReplaced() {
        run();
        try (DuckDbWarehouse warehouse =
                DuckDbWarehouse.open(program.path("out/_relata/warehouse.duckdb"), program.catalog("out"))) {
            assertThat(warehouse.runner()).isNotNull();
        }
        execute("warehouse", "drop", "job.yaml", "--yes").succeeded();
        byHand("CREATE TABLE mart.orders AS SELECT 1 AS mine");
        execute("warehouse", "drop", "job.yaml", "--yes").succeeded();
        assertThat(query("SELECT mine FROM mart.orders")).isEqualTo("1");
        Program.Outcome outcome = execute("run", "job.yaml", "--quiet");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err())
                .endsWith(
                        "relata: Cannot make mart.orders (in the DuckDB warehouse): a table or view that Relata did not"
                                + " make for this has the name. Drop or rename it, or use another schema.\n");
        assertThat(query("SELECT mine FROM mart.orders")).isEqualTo("1");
    }

    private void byHand(String sql) {
        try (java.sql.Connection connection = java.sql.DriverManager.getConnection(
                        "jdbc:duckdb:" + program.path("out/_relata/warehouse.duckdb"));
                java.sql.Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (java.sql.SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void rowsThatAKeyLeavesOutAreTold() {
        run();
        assertThat(program.reports("out").get(0).get("notes")).isEmpty();
        program.write(
                "in/again.json",
                "{\"id\": 3, \"customer\": \"Bo\", \"price\": 2.0}",
                "{\"id\": 3, \"customer\": \"Cy\", \"price\": 9.0}");
        run();
        assertThat(query("SELECT count(*) FROM mart.orders")).isEqualTo("3");
        assertThat(program.reports("out").get(1).get("notes"))
                .hasToString(
                        "[\"Table mart.orders of the warehouse has 3 rows and the published one 5: of rows with one key"
                                + " one came in.\"]");
    }

    @Test
    void aColumnThatTheTableLacksIsTold() {
        Program.Outcome outcome =
                execute("run", "job.yaml", "--quiet", "--set", "warehouse.tables.orders.key=order_id");
        assertThat(outcome.exitCode()).isEqualTo(64);
        assertThat(outcome.err())
                .endsWith(
                        "relata: Cannot keep table orders in the warehouse (warehouse.tables.orders.key): published table"
                                + " shop.orders has no column order_id. Its columns are customer, id, price.\n");
    }

    @Test
    void aJobWithoutAWarehouseHasNothingToSetUp() {
        program.write("none.yaml", "job: none\nsources: {a: {path: in}}\ntarget: {path: out}\ncatalog: {database: d}");
        assertThat(execute("warehouse", "create", "none.yaml"))
                .isEqualTo(
                        new Program.Outcome(
                                64,
                                "",
                                "relata: Cannot set up a warehouse (none.yaml): the job has none. Give it one under warehouse.\n"));
    }
}
