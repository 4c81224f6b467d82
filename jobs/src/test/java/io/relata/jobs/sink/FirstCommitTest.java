package io.relata.jobs.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relata.NamedTable;
import io.relata.TableDefinition;
import io.relata.jobs.publish.TargetLayout;
import io.relata.testing.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class FirstCommitTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String VALUES = """
            SELECT CAST(b AS tinyint) b, CAST(s AS smallint) s, i, l, d, t, short, long, lone, x, price, nothing, flag
            FROM VALUES
              (-128, 7, 3, 9223372036854775807L, DATE'0001-01-01', TIMESTAMP'1969-12-31T23:59:59.999999Z', 'b', repeat('é', 33),
                'only', 1.5D, 1.10BD, CAST(NULL AS int), true),
              (127, NULL, -3, -9223372036854775808L, DATE'9999-12-31', TIMESTAMP'2024-02-29T00:00:00.123456Z', '', 'a',
                NULL, double('NaN'), 2.20BD, NULL, false),
              (0, NULL, 0, 0L, NULL, TIMESTAMP'1582-10-04T00:00:00Z', 'é\\"\\\\\\n', 'b', NULL, -1D, NULL, NULL, NULL)
            AS v(b, s, i, l, d, t, short, long, lone, x, price, nothing, flag)
            """;

    private SparkSession spark;
    private Path target;

    @BeforeEach
    void start(SparkSession session, @TempDir Path folder) {
        spark = session;
        target = folder;
    }

    @Test
    void itSaysOfAFileWhatDeltaSaysButForWhatNoFooterTells() throws IOException {
        Dataset<Row> rows = spark.sql(VALUES).coalesce(1);
        JsonNode ours = statistics(write(rows, List.of()).location()).get(0);
        String copy = new ParquetSink(
                        "db", new TargetLayout(target.resolve("copy").toString(), ParquetSinkTest.RUN))
                .write(NamedTable.root("t", rows))
                .location();
        spark.sql("CONVERT TO DELTA parquet.`" + copy + "`");
        JsonNode deltas = statistics(copy).get(0);

        ObjectNode expected = deltas.deepCopy();
        for (String end : List.of("minValues", "maxValues")) {
            ((ObjectNode) expected.get(end)).remove(List.of("long", "x", "price"));
        }
        // Of a column with a NaN, a footer tells nothing.
        ((ObjectNode) expected.get("nullCount")).remove("x");
        assertThat(deltas.path("minValues").has("price"))
                .as("Delta's own has more")
                .isTrue();
        assertThat(ours).isEqualTo(expected);
    }

    @Test
    void everyRowIsFoundByEachOfItsValues() {
        String location = write(spark.sql(VALUES).repartition(3), List.of()).location();
        Dataset<Row> written = spark.read().format("delta").load(location);
        List<Row> rows = written.collectAsList();
        assertThat(rows).hasSize(3);
        for (String column : written.columns()) {
            for (Row row : rows) {
                Object value = row.getAs(column);
                Dataset<Row> found =
                        written.where(written.col(column).eqNullSafe(org.apache.spark.sql.functions.lit(value)));
                assertThat(found.collectAsList()).as(column + " is " + value).contains(row);
            }
        }
        assertThat(written.where("t > '2024-02-29T00:00:00.123455Z'").count()).isEqualTo(1);
        assertThat(written.where("x > 1").count()).as("NaN is greater").isEqualTo(2);
    }

    @Test
    void theEndsOfAllRowGroupsCount() throws IOException {
        spark.sparkContext().hadoopConfiguration().set("parquet.block.size", "4096");
        String location;
        try {
            location = write(
                            spark.range(0, 20_000, 1, 1)
                                    .selectExpr("id", "uuid() AS u", "if(id < 15000, null, id) AS late"),
                            List.of())
                    .location();
        } finally {
            spark.sparkContext().hadoopConfiguration().unset("parquet.block.size");
        }
        JsonNode statistics = statistics(location).get(0);
        assertThat(statistics.path("numRecords").asLong()).isEqualTo(20_000);
        assertThat(statistics.path("minValues").path("id").asLong()).isZero();
        assertThat(statistics.path("maxValues").path("id").asLong()).isEqualTo(19_999);
        assertThat(statistics.path("minValues").path("late").asLong()).isEqualTo(15_000);
        assertThat(statistics.path("nullCount").path("late").asLong()).isEqualTo(15_000);
        assertThat(statistics.path("minValues").has("u"))
                .as("texts of 36 characters")
                .isFalse();
    }

    @Test
    void partitionsOfEveryKindOfNameAreReadBack() {
        Dataset<Row> rows =
                spark.sql("SELECT id, CASE id WHEN 0 THEN 'a/{b}% %20é=;' WHEN 1 THEN NULL ELSE '7' END AS p,"
                        + " CAST(id AS int) AS n FROM range(3)");
        String location = write(rows, List.of("p", "n")).location();
        Dataset<Row> read = spark.read().format("delta").load(location);
        assertThat(read.schema().fieldNames()).containsExactly("id", "p", "n");
        assertThat(read.orderBy("id").collectAsList())
                .hasToString(rows.orderBy("id").collectAsList().toString());
        assertThat(read.where("p = 'a/{b}% %20é=;' AND n = 0").count()).isEqualTo(1);
        assertThat(read.where("p IS NULL").count()).isEqualTo(1);
    }

    @Test
    void filesWithoutRowsAndSettingsOfOtherTablesAreLeftOut() throws IOException {
        Dataset<Row> rows = spark.range(0, 2, 1, 4)
                .withMetadata(
                        "id",
                        org.apache.spark.sql.types.Metadata.fromJson(
                                "{\"comment\":\"$.id\"," + "\"delta.generationExpression\":\"1\"}"));
        String location = write(rows, List.of()).location();
        assertThat(statistics(location)).hasSize(2);
        JsonNode schema = JSON.readTree(
                actions(location, "metaData").get(0).path("schemaString").asText());
        assertThat(schema.path("fields"))
                .hasToString("[{\"name\":\"id\",\"type\":\"long\",\"nullable\":true,"
                        + "\"metadata\":{\"comment\":\"$.id\"}}]");
    }

    private TableDefinition write(Dataset<Row> rows, List<String> partitionBy) {
        ParquetSink parquet = new ParquetSink(
                "db",
                new TargetLayout(target.toString(), ParquetSinkTest.RUN),
                table -> OptionalInt.empty(),
                partitionBy);
        return new DeltaSink(parquet).write(NamedTable.root("t", rows));
    }

    private static List<JsonNode> statistics(String location) throws IOException {
        List<JsonNode> statistics = new ArrayList<>();
        for (JsonNode add : actions(location, "add")) {
            statistics.add(JSON.readTree(add.path("stats").asText()));
        }
        return statistics;
    }

    private static List<JsonNode> actions(String location, String name) throws IOException {
        List<JsonNode> actions = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(location, "_delta_log/00000000000000000000.json"))) {
            JsonNode action = JSON.readTree(line).path(name);
            if (!action.isMissingNode()) {
                actions.add(action);
            }
        }
        return actions;
    }
}
