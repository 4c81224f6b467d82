package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.relata.testing.SparkExtension;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class PlanCommandTest {

    private static final String TREE = """
            orders, rows of $
              items bigint, key of orders_items
              no bigint
              to.city string
              orders_items, rows of $.items[], id = orders.items
                id bigint, id
                index int, index
                items.val.sku string, $.items[].sku

            """;

    private static final String EXPECTED = """
            Expected, by the survey of all SIZE:
              table orders: 1 row, in files about SIZE
              table orders_items: 1 row, in files about SIZE
              less than 0.1 core-seconds, at 134.0 MB a core-second as measured with nested JSON, beside Spark's start

            """;

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
    void newTablesAreChangesAndNothingIsWritten() {
        assertThat(program.execute("plan", "job.yaml")).isEqualTo(new Program.Outcome(2, TREE + EXPECTED + """
                        The catalog would be told:
                          table orders: new, with 3 columns
                          table orders_items: new, with 3 columns

                        Changes to database shop:
                          + table orders with 3 columns
                          + table orders_items with 3 columns
                        """, ""));
        assertThat(program.folders("")).containsExactly("job.yaml", "orders.json");
    }

    @Test
    void theSizesExpectedAreAboutThoseOfARunsFiles() throws IOException {
        program.write(
                "orders.json",
                IntStream.range(0, 20_000)
                        .mapToObj(n ->
                                "{\"no\":%d,\"to\":{\"city\":\"%d\"},\"items\":[{\"sku\":\"x%d\"},{\"sku\":\"y\"}]}"
                                        .formatted(n, n % 7, n * 31))
                        .collect(Collectors.joining("\n")));
        JsonNode sizes = new ObjectMapper()
                .readTree(program.execute("plan", "job.yaml", "--json").out())
                .path("expected")
                .path("fileBytes");
        program.execute("run", "job.yaml", "--quiet").succeeded();
        for (String table : List.of("orders", "orders_items")) {
            assertThat(sizes.path(table).asLong())
                    .as(table)
                    .isCloseTo(fileBytes("out/" + table), Percentage.withPercentage(10));
        }
    }

    private long fileBytes(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(program.path(folder))) {
            return files.map(Path::toFile)
                    .filter(file -> file.getName().endsWith(".parquet"))
                    .mapToLong(File::length)
                    .sum();
        }
    }

    @Test
    void afterARunThereIsNoChange() {
        program.execute("run", "job.yaml", "--quiet");
        Map<String, String> before = program.snapshot("");
        assertThat(program.execute("plan", "job.yaml")).isEqualTo(new Program.Outcome(0, TREE + EXPECTED + """
                        The catalog would be told:
                          table orders: shows the run's files in place of those before
                          table orders_items: shows the run's files in place of those before

                        No changes: the catalog has these tables with these columns.
                        """, ""));
        assertThat(program.snapshot("")).isEqualTo(before);
    }

    @Test
    void columnsThatComeGoAndChangeTheirTypeAreChanges() {
        program.execute("run", "job.yaml", "--quiet");
        program.write("orders.json", "{\"no\": \"A1\", \"paid\": true, \"items\": [{\"sku\": \"x\"}]}");
        assertThat(program.execute("plan", "job.yaml", "--set", "contract=none"))
                .isEqualTo(new Program.Outcome(2, """
                        orders, rows of $
                          items bigint, key of orders_items
                          no string
                          paid boolean
                          orders_items, rows of $.items[], id = orders.items
                            id bigint, id
                            index int, index
                            items.val.sku string, $.items[].sku

                        """ + EXPECTED + """
                        The catalog would be told:
                          table orders: 3 changes; shows the run's files in place of those before
                          table orders_items: shows the run's files in place of those before

                        Changes to database shop:
                          ~ column orders.no from bigint to string (breaks readers)
                          + column orders.paid boolean
                          - column orders.to.city string (breaks readers)
                        """, ""));
    }

    @Test
    void settingsCount() {
        program.execute("run", "job.yaml", "--quiet");
        assertThat(program.execute("plan", "job.yaml", "--set", "tables.orders.rename.`to.city`=city"))
                .isEqualTo(new Program.Outcome(
                        2, TREE.replace("to.city string", "city string = to.city, $.to.city") + EXPECTED + """
                        The catalog would be told:
                          table orders: 1 change; shows the run's files in place of those before
                          table orders_items: shows the run's files in place of those before

                        Changes to database shop:
                          > column orders.to.city renamed to city (breaks readers)
                        """, ""));
    }

    @Test
    void aMissingInputIsAFailure() {
        assertThat(program.execute("plan", "job.yaml", "--set", "sources.orders.path=lost.json"))
                .isEqualTo(new Program.Outcome(1, "", """
                        relata: Cannot read JSON (DIR/lost.json): no file or folder has this name, and as a pattern it\
                         matches none. Correct the path, or check that this run is allowed to list it.
                        """));
        assertThat(program.folders("")).containsExactly("job.yaml", "orders.json");
    }
}
