package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.relata.testing.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Tag("any-spark")
@ExtendWith(SparkExtension.class)
class PlanFileTest {

    private static final String CHECK = "checks={numbered: {table: orders, not-null: no}}";

    private Program program;

    @BeforeEach
    void start(SparkSession session, @TempDir Path folder) {
        program = new Program(folder, session);
        program.write("orders.json", "{\"no\": 1, \"to\": {\"city\": \"Graz\"}, \"items\": [{\"sku\": \"x\"}]}");
        program.write("job.yaml", """
                job: shop
                sources: {orders: {path: orders.json}}
                relationalize: {source: orders, root: orders}
                target: {path: out}
                catalog: {database: shop}""");
    }

    @Test
    void aRunByThePlanWritesThePlannedColumnsThoughTheInputHasFewer() {
        assertThat(program.execute("plan", "job.yaml", "--out", "plan.json").exitCode())
                .isEqualTo(2);
        program.write("orders.json", "{\"no\": 2}");
        program.execute("run", "job.yaml", "--quiet", "--plan", "plan.json").succeeded();
        assertThat(Program.columns(program.published("out", "shop", "orders")))
                .containsExactly("items bigint", "no bigint", "to.city string");
        assertThat(Program.columns(program.published("out", "shop", "orders_items")))
                .containsExactly("id bigint", "index int", "items.val.sku string");
    }

    @Test
    void anInputThatThePlanDoesNotHoldIsRefusedBeforeAnythingIsWritten() {
        program.execute("plan", "job.yaml", "--out", "plan.json");
        program.write("orders.json", "{\"no\": 1.5, \"paid\": true}");
        Program.Outcome outcome = program.execute("run", "job.yaml", "--quiet", "--plan", "plan.json");
        assertThat(outcome.refusal())
                .isEqualTo("relata: Cannot run job shop by its plan (DIR/plan.json): it no longer fits:"
                        + " sources.orders.fields.no.type is \"double\", and \"long\" was planned;"
                        + " sources.orders.fields.paid is not in the plan;"
                        + " tables.orders.columns.no.type is \"double\", and \"bigint\" was planned;"
                        + " tables.orders.columns.paid is not in the plan;"
                        + " changes.TABLE_ADDED orders.after is \"4 columns\", and \"3 columns\" was planned."
                        + " Plan again, look at the plan, and run by the new one.");
        assertThat(program.folders("out")).containsExactly("_relata");
    }

    @Test
    void aPlanOfOtherPublishedTablesOrAnotherJobFileIsRefused() {
        program.execute("plan", "job.yaml", "--out", "plan.json");
        assertThat(program.execute(
                                "run",
                                "job.yaml",
                                "--quiet",
                                "--plan",
                                "plan.json",
                                "--set",
                                "tables.orders.rename.no=number")
                        .refusal())
                .contains("tables.orders.columns.number is not in the plan;"
                        + " tables.orders.columns.no is planned and would not come.");
        program.execute("run", "job.yaml", "--quiet", "--plan", "plan.json").succeeded();
        assertThat(program.execute("run", "job.yaml", "--quiet", "--plan", "plan.json")
                        .refusal())
                .isEqualTo("relata: Cannot run job shop by its plan (DIR/plan.json): it no longer fits:"
                        + " changes.TABLE_ADDED orders is planned and would not come;"
                        + " changes.TABLE_ADDED orders_items is planned and would not come."
                        + " Plan again, look at the plan, and run by the new one.");
    }

    @Test
    void aJobFileThatSaysOtherThingsBesideItsTablesIsRefused() {
        program.write("totals.sql", "SELECT count(*) AS n FROM orders");
        program.write("view.sql", "SELECT no FROM shop_lake.orders");
        program.write("job.yaml", settled("EVOLVE", "not-null: no"));
        program.execute("plan", "job.yaml", "--out", "plan.json");
        program.write("totals.sql", "SELECT sum(no) AS n FROM orders");
        program.write("view.sql", "SELECT no FROM shop_lake.orders WHERE no > 1");
        program.write("job.yaml", settled("RESCUE", "unique: no") + "\nmax-rejects: 7");
        assertThat(program.execute("run", "job.yaml", "--quiet", "--plan", "plan.json")
                        .refusal())
                .isEqualTo("relata: Cannot run job shop by its plan (DIR/plan.json): it no longer fits:"
                        + " contract is not as it was planned; derive.totals is not as it was planned;"
                        + " checks.numbered is not as it was planned; max-rejects is not as it was planned;"
                        + " warehouse.materialized-views.numbers is not as it was planned."
                        + " Plan again, look at the plan, and run by the new one.");
        assertThat(program.execute(
                                "run",
                                "job.yaml",
                                "--quiet",
                                "--plan",
                                "plan.json",
                                "--set",
                                "warehouse.external-schema=other")
                        .refusal())
                .contains("warehouse.external-schema is not as it was planned");
    }

    @Test
    void whatCameToTheJobFileAndWhatWentIsToldByItsKey() {
        program.execute("plan", "job.yaml", "--out", "plan.json");
        program.execute("plan", "job.yaml", "--out", "checked.json", "--set", CHECK);
        assertThat(program.execute("run", "job.yaml", "--quiet", "--plan", "plan.json", "--set", CHECK)
                        .refusal())
                .contains("it no longer fits: checks.numbered is not in the plan. Plan again");
        assertThat(program.execute("run", "job.yaml", "--quiet", "--plan", "checked.json")
                        .refusal())
                .contains(
                        "it no longer fits: checks.numbered was planned and is no longer in the job file. Plan again");
    }

    private static String settled(String contract, String rule) {
        return """
                job: shop
                sources: {orders: {path: orders.json}}
                relationalize: {source: orders, root: orders}
                derive: {totals: {sql: totals.sql}}
                checks: {numbered: {table: orders, %s}}
                contract: %s
                target: {path: out}
                catalog: {database: shop}
                warehouse:
                  type: duckdb
                  external-schema: shop_lake
                  materialized-views: {numbers: {sql: view.sql}}""".formatted(rule, contract.toLowerCase(Locale.ROOT));
    }

    @Test
    void aFileThatIsNoPlanIsWrongUsageAndNoFileIsWrittenOver() {
        assertThat(program.execute("run", "job.yaml", "--plan", "orders.json"))
                .isEqualTo(new Program.Outcome(64, "", """
                        relata: Cannot run by a plan (DIR/orders.json): it is no plan of version 1. Write one with\
                         relata plan JOB.yaml --out FILE.
                        """));
        assertThat(program.execute("plan", "job.yaml", "--out", "orders.json"))
                .isEqualTo(new Program.Outcome(64, "", """
                        relata: Cannot write the plan (DIR/orders.json): there is such a file already. Name a new file in\
                         a folder that is there.
                        """));
    }

    @Test
    void keysThatAreDataAreShownWithTheLinesThatMakeRowsOfThem() throws IOException {
        String keys = IntStream.range(0, 40)
                .mapToObj(day -> "\"2026-11-%02d\":%d".formatted(day + 1, day))
                .collect(Collectors.joining(","));
        program.write("orders.json", "{\"no\":1,\"by\":{" + keys + "}}");
        assertThat(program.execute("plan", "job.yaml").out()).contains("""
                Keys that look like data:
                  The 40 keys of $.by in 1 objects look like data; each becomes columns unless as-map, json or exclude\
                 under relationalize names the path

                To make rows of them instead of columns, write in the job file:
                  relationalize:
                    as-map: ['by']

                """);
        program.execute("plan", "job.yaml", "--json", "--out", "plan.json");
        JsonNode plan = new ObjectMapper().readTree(Files.readAllBytes(program.path("plan.json")));
        assertThat(plan.path("keysAsData").toString()).isEqualTo("[{\"path\":\"by\",\"keys\":40,\"objects\":1}]");
        Program.Outcome settled = program.execute("plan", "job.yaml", "--json", "--set", "relationalize.as-map=['by']");
        JsonNode mapped = new ObjectMapper().readTree(settled.out());
        assertThat(mapped.path("keysAsData")).isEmpty();
        assertThat(mapped.path("expected").path("rows").toString()).isEqualTo("{\"orders\":1,\"orders_by\":40}");
    }
}
