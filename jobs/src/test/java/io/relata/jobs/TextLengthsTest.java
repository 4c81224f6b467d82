package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.Catalog;
import io.relata.TableDefinition;
import io.relata.TableName;
import io.relata.testing.SparkExtension;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SparkExtension.class)
class TextLengthsTest {

    private static final String JOB = """
            job: names
            sources: {people: {path: in, schema: "id INT, `a.b` STRING, town STRING, raw BINARY, none STRING"}}
            target: {path: out, %s}
            catalog: {database: names}
            """;

    private Map<String, Integer> lengths(SparkSession spark, Path folder, String target) {
        Program program = new Program(folder, spark);
        program.runJob(
                JOB.formatted(target),
                "{\"id\": 1, \"a.b\": \"abc\", \"town\": \"Łódź\", \"raw\": \"AAEC\"}",
                "{\"id\": 2, \"a.b\": \"\", \"town\": \"Ulm\"}",
                "{\"id\": 3, \"a.b\": \"日本\", \"town\": \"Ulm\"}");
        Catalog catalog = program.catalog("out");
        TableDefinition table =
                catalog.find(new TableName("names", "people")).orElseThrow().definition();
        return TextLengths.of(table, catalog.partitions(table.name()), spark);
    }

    @ParameterizedTest
    @ValueSource(strings = {"format: parquet", "format: delta"})
    void theLongestTextsAreCountedInBytesAndColumnsWithoutTextsAreNot(
            String target, SparkSession spark, @TempDir Path folder) {
        assertThat(lengths(spark, folder, target)).isEqualTo(Map.of("a.b", 6, "town", 7, "raw", 3));
    }

    @Test
    void partitionColumnsHaveTheLengthsOfTheirValues(SparkSession spark, @TempDir Path folder) {
        assertThat(lengths(spark, folder, "partition-by: [town]")).isEqualTo(Map.of("a.b", 6, "town", 7, "raw", 3));
    }
}
