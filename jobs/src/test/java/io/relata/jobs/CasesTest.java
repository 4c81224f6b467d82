package io.relata.jobs;

import static io.relata.testing.TableAssert.assertThatTable;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.relata.NamedTable;
import io.relata.TableSet;
import io.relata.jobs.source.JsonSource;
import io.relata.jobs.source.LineReader;
import io.relata.testing.SparkExtension;
import io.relata.transforms.Relationalize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs every folder of {@code src/test/resources/cases}; its README says what a folder holds. */
@ExtendWith(SparkExtension.class)
class CasesTest {

    private static final Path CASES = Path.of("src/test/resources/cases");

    private final SparkSession spark;

    @TempDir
    Path staging;

    CasesTest(SparkSession spark) {
        this.spark = spark;
    }

    static Stream<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            List<String> names = folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
            assertThat(names).hasSizeGreaterThan(50);
            return names.stream();
        }
    }

    static Stream<String> casesForRows() throws IOException {
        return cases().filter(name -> !new CaseFolder(CASES.resolve(name)).needsBytes());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void bytesGiveTheTablesExpected(String name) {
        CaseFolder folder = new CaseFolder(CASES.resolve(name));
        givesTheTablesExpected(folder, () -> ofBytes(folder));
    }

    @ParameterizedTest
    @MethodSource("casesForRows")
    void rowsGiveTheTablesExpected(String name) {
        CaseFolder folder = new CaseFolder(CASES.resolve(name));
        givesTheTablesExpected(folder, () -> ofRows(folder));
    }

    private void givesTheTablesExpected(CaseFolder folder, Supplier<TableSet> relationalized) {
        Optional<String> failure = folder.failure();
        if (failure.isPresent()) {
            assertThatThrownBy(relationalized::get).hasMessage(failure.get());
            return;
        }
        TableSet tables = relationalized.get();
        JsonNode expected = folder.expected();
        assertThat(tables.names())
                .containsExactlyElementsOf(expected.findValues("name").stream()
                        .map(JsonNode::asText)
                        .toList());
        for (JsonNode table : expected) {
            Dataset<Row> rows = folder.rows(table, tables.root().rows().sparkSession());
            Column[] columns = Stream.of(rows.schema().fieldNames())
                    .map(column -> col("`" + column.replace("`", "``") + "`"))
                    .toArray(Column[]::new);
            NamedTable found = tables.table(table.get("name").asText());
            boolean rejects = found.name().endsWith("__rejects");
            assertThatTable(rejects ? found.rows().select(columns) : found.rows())
                    .hasSameRowsAs(rows);
            found.parent()
                    .ifPresent(parent -> assertThatEachRowHasOneParent(
                            found, tables.table(parent.parentTable()), parent.parentColumn()));
        }
    }

    private TableSet ofBytes(CaseFolder folder) {
        return Relationalize.with(folder.options()).stagedAt(newFolder()).apply(spark, folder.json(spark));
    }

    /** One partition, so that counted ids are dense, as the expectations are written. */
    private TableSet ofRows(CaseFolder folder) {
        JsonSource source = JsonSource.of(folder.input().toString());
        Dataset<Row> records = folder.schema()
                .map(schema -> source.withSchema(schema, LineReader.CHECKED))
                .orElse(source)
                .read(spark)
                .coalesce(1);
        return Relationalize.with(folder.options()).stagedAt(newFolder()).apply(records);
    }

    private String newFolder() {
        try {
            return Files.createTempDirectory(staging, "case").toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertThatEachRowHasOneParent(NamedTable child, NamedTable parent, String key) {
        List<Object> keys = parent.rows().collectAsList().stream()
                .map(row -> (Object) row.getAs(key))
                .filter(value -> value != null)
                .toList();
        assertThat(keys).doesNotHaveDuplicates();
        assertThat(child.rows().collectAsList())
                .allSatisfy(row -> assertThat(keys).contains((Object) row.getAs("id")));
    }
}
