package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.testing.SparkExtension;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Tag("any-spark")
@ExtendWith(SparkExtension.class)
class SchemaCommandTest {

    private static final String PLANNED = """
            erDiagram
                t1["orders"] {
                    bigint items
                    bigint no
                }
                t2["orders_items"] {
                    bigint id
                    int index
                    string items_val_sku "items.val.sku"
                }
                t1 ||--o{ t2 : "items to id"
            """;

    private Program program;

    @BeforeEach
    void start(SparkSession session, @TempDir Path folder) {
        program = new Program(folder, session);
        program.write("orders.json", "{\"no\": 1, \"day\": \"d\", \"items\": [{\"sku\": \"x\"}]}");
        program.write("job.yaml", """
                job: shop
                sources: {orders: {path: orders.json}}
                relationalize: {source: orders, root: orders, exclude: [day]}
                target: {path: out}
                catalog: {database: shop}""");
    }

    @Test
    void showsPlannedTablesAndWritesNothing() {
        assertThat(program.execute("schema", "job.yaml", "--format", "mermaid"))
                .isEqualTo(new Program.Outcome(0, PLANNED, ""));
        assertThat(program.folders("")).containsExactly("job.yaml", "orders.json");
    }

    @Test
    void showsPublishedTablesWithoutReadingASource() {
        program.execute("run", "job.yaml", "--quiet").succeeded();
        program.write("orders.json", "no JSON");
        Map<String, String> before = program.snapshot("");
        assertThat(program.execute("schema", "job.yaml", "--format", "mermaid", "--published"))
                .isEqualTo(new Program.Outcome(0, PLANNED, ""));
        assertThat(program.execute("schema", "job.yaml", "--format", "svg", "--published")
                        .out())
                .contains(">items, 1 row</text>");
        assertThat(program.snapshot("")).isEqualTo(before);
    }

    @Test
    void plannedTablesHaveTheirPartitionColumnsAndAPlaceOfTheRun() {
        assertThat(program.execute(
                        "schema",
                        "job.yaml",
                        "--format",
                        "GLUE",
                        "--set",
                        "relationalize.exclude=[]",
                        "--set",
                        "target.partition-by=[day]",
                        "--set",
                        "target.mode=append"))
                .isEqualTo(new Program.Outcome(0, """
                        CREATE EXTERNAL TABLE `shop`.`orders` (
                          `items` bigint COMMENT '$.items',
                          `no` bigint COMMENT '$.no'
                        )
                        PARTITIONED BY (`day` string, `load` string)
                        STORED AS PARQUET
                        LOCATION 'DIR/out/orders/RUN/'
                        TBLPROPERTIES ('classification' = 'parquet');

                        CREATE EXTERNAL TABLE `shop`.`orders_items` (
                          `id` bigint COMMENT '$.items[]',
                          `index` int COMMENT '$.items[]',
                          `items.val.sku` string COMMENT '$.items[].sku'
                        )
                        PARTITIONED BY (`day` string, `load` string)
                        STORED AS PARQUET
                        LOCATION 'DIR/out/orders_items/RUN/'
                        TBLPROPERTIES ('classification' = 'parquet');
                        """, ""));
    }

    @Test
    void aDatabaseWithoutTablesIsWrongUsage() {
        assertThat(program.execute("schema", "job.yaml", "--format", "dbml", "--published"))
                .isEqualTo(new Program.Outcome(64, "", """
                        relata: Cannot tell the published tables (database shop): the catalog has no table in it. Run the\
                         job first, or leave --published out.
                        """));
    }

    @Test
    void anUnknownFormatIsWrongUsage() {
        assertThat(program.execute("schema", "job.yaml", "--format", "uml"))
                .isEqualTo(new Program.Outcome(64, "", """
                        relata: Invalid value for option '--format': expected one of [MERMAID, DBML, SVG, REDSHIFT, GLUE,\
                         MARKDOWN, JSON_SCHEMA, json-schema] (case-insensitive) but was 'uml'
                        Try: relata schema --help
                        """));
    }
}
