package io.relata.jobs.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.RejectedRecord;
import io.relata.testing.SparkExtension;
import io.relata.transforms.json.InputFile;
import io.relata.transforms.json.JsonLayout;
import io.relata.transforms.json.JsonLimits;
import io.relata.transforms.json.RecordsPath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class RealDataTest {

    /** Not JSON by RFC 8259, yet nothing but lists and white space one after another, which hold no record. */
    private static final Set<String> EMPTY_AS_A_SEQUENCE =
            Set.of("n_single_space.json", "n_structure_no_data.json", "n_structure_double_array.json");

    private final SparkSession spark;

    RealDataTest(SparkSession spark) {
        this.spark = spark;
    }

    @Test
    void legislatorsAreTheElementsOfAList() {
        Path file = SharedData.find("legislators/legislators-current.json");
        Dataset<Row> records = JsonSource.of(file.toString()).read(spark);
        assertThat(good(records).count()).isEqualTo(537);
        assertThat(rejects(records)).isEmpty();
        assertThat(good(records).selectExpr("sum(size(terms)) > 537").first().getBoolean(0))
                .isTrue();
    }

    @Test
    void programsOfThePhilharmonicLieAtARecordsPath() {
        Path file = SharedData.find("nyphil/1842-43_TO_1910-11.json");
        Dataset<Row> records = JsonSource.of(file.toString())
                .withRecords(RecordsPath.parse("$.programs[*]"))
                .read(spark);
        assertThat(good(records).count()).isEqualTo(1075);
        assertThat(rejects(records)).isEmpty();
        assertThat(records.columns()).contains("concerts", "programID", "works");
    }

    @Test
    void aFolderOfFoldersWithOneRecordAFileIsRead() throws IOException {
        Path folder = SharedData.find("sparkify/song_data");
        long files;
        try (Stream<Path> found = java.nio.file.Files.walk(folder)) {
            files = found.filter(file -> file.toString().endsWith(".json")).count();
        }
        Dataset<Row> records = JsonSource.of(folder.toString()).read(spark);
        assertThat(good(records).count()).isEqualTo(files).isPositive();
        assertThat(rejects(records)).isEmpty();
    }

    @Test
    void nothingThatIsNoJsonIsTakenForOneAsADocument() throws IOException {
        List<String> taken = new ArrayList<>();
        for (Path file : suite("n_")) {
            List<Row> rows = document(file);
            if (rows.stream().allMatch(row -> row.isNullAt(3))) {
                assertThat(rows).as(file.toString()).isEmpty();
                taken.add(file.getFileName().toString());
            }
        }
        assertThat(new HashSet<>(taken)).isEqualTo(EMPTY_AS_A_SEQUENCE);
    }

    @Test
    void nothingThatIsJsonIsMalformed() throws IOException {
        for (Path file : suite("y_")) {
            for (Row row : document(file)) {
                if (!row.isNullAt(3)) {
                    assertThat(row.getStruct(3).getString(1))
                            .as(file.toString())
                            .isEqualTo("NOT_AN_OBJECT");
                }
            }
        }
    }

    @Test
    void whateverIsInTheSuiteIsReadToItsEnd() throws IOException {
        List<String> files = suite("").stream().map(Path::toString).toList();
        StructType schema = new StructType().add("a", "string");
        for (JsonLayout layout : JsonLayout.values()) {
            JsonSource source = JsonSource.of(files).withLayout(layout);
            Dataset<Row> records = source.read(spark);
            assertThat(good(records).count()).as("rows of %s", layout).isPositive();
            assertThat(rejects(records).size()).as("rejects of %s", layout).isGreaterThan(150);
            for (LineReader reader : LineReader.values()) {
                assertThat(source.withSchema(schema, reader).read(spark).collectAsList())
                        .isNotEmpty();
            }
        }
    }

    private static List<Path> suite(String prefix) throws IOException {
        try (Stream<Path> files = java.nio.file.Files.list(SharedData.find("json-test-suite/test_parsing"))) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }

    private static List<Row> document(Path file) throws IOException {
        List<Row> rows = new ArrayList<>();
        try (DocumentRecords records = DocumentRecords.open(
                new InputFile(file.toString(), 1), Optional.empty(), JsonLimits.DEFAULT, new Configuration())) {
            records.forEachRemaining(rows::add);
        }
        return rows;
    }

    private static Dataset<Row> good(Dataset<Row> records) {
        return records.filter(functions.col(RejectedRecord.COLUMN).isNull());
    }

    private static List<Row> rejects(Dataset<Row> records) {
        return records.filter(functions.col(RejectedRecord.COLUMN).isNotNull()).collectAsList();
    }
}
