package io.relata.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.NamedTable;
import io.relata.TableSet;
import io.relata.testing.SparkExtension;
import io.relata.transforms.json.JsonInput;
import io.relata.transforms.json.JsonSample;
import io.relata.transforms.survey.ConflictPolicy;
import io.relata.transforms.survey.Conflicts;
import io.relata.transforms.survey.KeptTables;
import io.relata.transforms.survey.SourceSchema;
import io.relata.transforms.survey.SurveyOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Input whose schema comes from a sample, from its files to its tables. */
@ExtendWith(SparkExtension.class)
class SampledJsonTest {

    private static final int RECORDS = 20_000;

    /** Far from the places that a sample of the file reads. */
    private static final int RARE = 10_033;

    private final SparkSession spark;

    @TempDir
    Path folder;

    SampledJsonTest(SparkSession spark) {
        this.spark = spark;
    }

    @ParameterizedTest
    @ValueSource(strings = {"r.json", "r.json.gz", "document.json", "document.json.gz"})
    void aRareFieldIsARejectWithItsPlaceAndAllElseIsLoaded(String file) throws IOException {
        write(file, "{\"n\":1,\"l\":[{\"x\":5}],\"rare\":[1]}");

        SurveyedJson json = sample(Conflicts.NONE, 4_000);
        Map<String, List<String>> tables = tables(json);

        assertThat(json.schema().catalogString()).isEqualTo("struct<l:array<struct<x:bigint>>,n:bigint>");
        assertThat(json.sampledBytes().orElseThrow()).isBetween(3_000L, 8_000L);
        assertThat(json.survey().orElseThrow().records()).isBetween(100L, 400L);
        assertThat(json.notes())
                .containsExactly(
                        "The schema comes from a sample of %d records in %d bytes; what it does not show goes by"
                                        .formatted(
                                                json.survey().orElseThrow().records(),
                                                json.sampledBytes().orElseThrow())
                                + " conflicts, and by default its record is rejected");
        assertThat(tables.get("t")).hasSize(RECORDS - 1);
        assertThat(tables.get("t_l")).hasSize(RECORDS - 1);
        assertThat(tables.get("t__rejects"))
                .singleElement()
                .asString()
                .startsWith("[{\"n\":1,\"l\":[{\"x\":5}],\"rare\":[1]},SCHEMA_MISMATCH,"
                        + "rare is not in the schema, which comes from a sample,file:" + folder.resolve(file));
    }

    @Test
    void aRareFieldIsRescuedWhereTheJobSaysSo() throws IOException {
        write("r.json", "{\"n\":\"many\",\"l\":[{\"x\":5,\"y\":6}],\"rare\":[1]}");

        SurveyedJson json = sample(new Conflicts(Optional.of(ConflictPolicy.Named.RESCUE), Map.of()), 4_000);
        Map<String, List<String>> tables = tables(json);

        assertThat(tables).containsOnlyKeys("t", "t_l");
        assertThat(tables.get("t"))
                .hasSize(RECORDS)
                .anyMatch(row -> row.endsWith(",null,{\"n\":\"many\",\"l[0].y\":6,\"rare\":[1]}]"));
    }

    @Test
    void whatASampleDidNotShowOfATableThatStaysIsRescuedAndOfOthersRejected() throws IOException {
        write("r.json", "{\"n\":1,\"l\":[{\"x\":5,\"y\":[6]}]}");
        StructType known = StructType.fromDDL("l ARRAY<STRUCT<x: BIGINT>>, n BIGINT");
        KeptTables kept = KeptTables.of(Set.of("$.l[]"), Set.of("$"), Conflicts.NONE);

        Map<String, List<String>> tables =
                tables(SurveyedJson.sample(spark, input(), Conflicts.NONE, SurveyOptions.DEFAULT, known, kept, 4_000));
        KeptTables root = KeptTables.of(Set.of("$"), Set.of("$.l[]"), Conflicts.NONE);
        Map<String, List<String>> rejected =
                tables(SurveyedJson.sample(spark, input(), Conflicts.NONE, SurveyOptions.DEFAULT, known, root, 4_000));

        assertThat(tables).containsOnlyKeys("t", "t_l");
        assertThat(tables.get("t")).hasSize(RECORDS).anyMatch(row -> row.endsWith(",1,{\"l[0].y\":[6]}]"));
        assertThat(rejected.get("t__rejects"))
                .singleElement()
                .asString()
                .contains(",SCHEMA_MISMATCH,l[0].y is not in the schema, which comes from a sample,");
    }

    @Test
    void idsAreUniqueOverAllSplits() throws IOException {
        write("r.json", "{\"n\":1}");

        Map<String, List<String>> tables = tables(sample(Conflicts.NONE, 4_000));

        assertThat(tables.get("t_l").stream().map(row -> row.substring(1, row.indexOf(','))))
                .doesNotHaveDuplicates()
                .hasSize(RECORDS - 1);
    }

    @Test
    void inputThatIsNoLargerThanASampleIsSurveyedWhole() throws IOException {
        write("r.json", "{\"n\":1,\"rare\":[1]}");
        SurveyedJson all = SurveyedJson.survey(spark, input(), Conflicts.NONE, SurveyOptions.DEFAULT);

        assertThat(sample(Conflicts.NONE, JsonSample.BYTES)).isEqualTo(all);
        assertThat(SurveyedJson.sample(spark, input(), Conflicts.NONE, SurveyOptions.DEFAULT))
                .isEqualTo(all);
        assertThat(all.schema().fieldNames()).contains("rare");
        assertThat(sample(Conflicts.NONE, 4_000).schema().fieldNames()).doesNotContain("rare");
    }

    @Test
    void inputWhoseSampleShowsNoFieldIsSurveyedWhole() throws IOException {
        Files.writeString(folder.resolve("r.json"), "[" + "7,{},".repeat(10_000) + "{\"a\":1}]");

        SurveyedJson json = sample(Conflicts.NONE, 1_000);

        assertThat(json).isEqualTo(SurveyedJson.survey(spark, input(), Conflicts.NONE, SurveyOptions.DEFAULT));
        assertThat(json.survey().orElseThrow().records()).isEqualTo(10_001);
        assertThat(json.sampledBytes()).isEmpty();
    }

    private JsonInput input() {
        return JsonInput.of(List.of(folder.toString()));
    }

    private SurveyedJson sample(Conflicts conflicts, long bytes) {
        return SurveyedJson.sample(
                spark, input(), conflicts, SurveyOptions.DEFAULT, SourceSchema.NOTHING_KNOWN, KeptTables.NONE, bytes);
    }

    private Map<String, List<String>> tables(SurveyedJson json) throws IOException {
        Path staged = Files.createTempDirectory(folder.getParent(), "staged");
        TableSet tables = Relationalize.root("t").stagedAt(staged.toString()).apply(spark, json);
        Map<String, List<String>> rows = new TreeMap<>();
        for (NamedTable table : tables) {
            rows.put(
                    table.name(),
                    table.rows().collectAsList().stream().map(Row::toString).toList());
        }
        return rows;
    }

    private void write(String name, String rare) throws IOException {
        List<String> records = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            records.add(i == RARE ? rare : "{\"n\":%d,\"l\":[{\"x\":%d}]}".formatted(i, i % 7));
        }
        String text = name.startsWith("document")
                ? "[" + String.join(",\n", records) + "]"
                : String.join("\n", records) + "\n";
        Path file = folder.resolve(name);
        try (OutputStream out = name.endsWith(".gz")
                ? new GZIPOutputStream(Files.newOutputStream(file))
                : Files.newOutputStream(file)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
