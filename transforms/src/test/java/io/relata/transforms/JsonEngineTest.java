package io.relata.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.NamedTable;
import io.relata.TableSet;
import io.relata.testing.SparkExtension;
import io.relata.transforms.json.JsonInput;
import io.relata.transforms.json.JsonSplit;
import io.relata.transforms.plan.RelationalPlan;
import io.relata.transforms.plan.RelationalizeOptions;
import io.relata.transforms.shred.RandomJson;
import io.relata.transforms.shred.UnknownKeys;
import io.relata.transforms.survey.Conflicts;
import io.relata.transforms.survey.KeptTables;
import io.relata.transforms.survey.SourceSchema;
import io.relata.transforms.survey.Survey;
import io.relata.transforms.survey.SurveyOptions;
import io.relata.transforms.survey.Surveyor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Holds for any records, however their bytes are cut. A failure names its seed; put it into {@code seed} to repeat it. */
@ExtendWith(SparkExtension.class)
class JsonEngineTest {

    private final SparkSession spark;
    private final long seed = new Random().nextLong();
    private int runs;

    @TempDir
    Path folder;

    JsonEngineTest(SparkSession spark) {
        this.spark = spark;
    }

    @RepeatedTest(4)
    void bytesAndSparksReaderGiveTheSameRecords() throws IOException {
        RandomJson random = new RandomJson(seed);
        StructType schema = random.schema();
        Path file = write("records.json", records(random, schema));
        Dataset<Row> rows = spark.read().schema(schema).json(file.toString());
        List<String> expected =
                Restored.from(Relationalize.root("t").stagedAt(folder + "/rows").apply(rows), schema);

        TableSet tables = Relationalize.root("t")
                .stagedAt(folder + "/tables")
                .apply(
                        spark,
                        SurveyedJson.withSchema(spark, JsonInput.of(List.of(file.toString())), schema, Conflicts.NONE));

        assertThat(Restored.from(tables, schema))
                .as("seed %s, schema %s", seed, schema.catalogString())
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @RepeatedTest(3)
    void howTheInputIsCutChangesNothing() throws IOException {
        RandomJson random = new RandomJson(seed);
        StructType schema = random.schema();
        List<String> records = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            records.add(random.record(schema, 40));
        }
        Path plain = write("plain.json", records);
        Path compressed = folder.resolve("compressed.json.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
            Files.copy(plain, out);
        }
        Map<String, List<String>> whole = tables(plain, Long.MAX_VALUE);

        assertThat(tables(compressed, 100)).as("seed %s, compressed", seed).isEqualTo(whole);
        for (int bytes : new int[] {1 + new Random(seed).nextInt(400), 5_000}) {
            assertThat(tables(plain, bytes))
                    .as("seed %s, splits of %s bytes", seed, bytes)
                    .isEqualTo(whole);
        }
    }

    @Test
    void idsAreDenseInTheOrderOfTheInputOverManySplits() throws IOException {
        Path file = write(
                "dense.json",
                List.of(
                        "{\"a\":[{\"b\":[]}],\"n\":1}",
                        "{\"n\":2}",
                        "{\"a\":[],\"n\":3}",
                        "{\"a\":[{\"b\":[1,2]}],\"n\":4}",
                        "{\"a\":{\"b\":[3]},\"n\":5}"));

        Map<String, List<String>> tables = tables(file, 1);

        assertThat(tables.get("t")).containsExactly("[1,1]", "[2,3]", "[3,4]", "[4,5]", "[null,2]");
        assertThat(tables.get("t_a")).containsExactly("[1,0,1]", "[3,0,2]", "[4,0,3]");
        assertThat(tables.get("t_a.val.b")).containsExactly("[2,0,1]", "[2,1,2]", "[3,0,3]");
    }

    private static List<String> records(RandomJson random, StructType schema) {
        List<String> records = new ArrayList<>();
        while (records.size() < 120) {
            String record = random.record(schema, Integer.MAX_VALUE / 8);
            if (!record.contains(
                    "\\ud800")) { // Spark writes a question mark for it, and ends lines at a carriage return
                records.add(record.replace('\r', ' '));
            }
        }
        return records;
    }

    /** The rows of every table as sorted texts; rejected records without their places, which differ by file. */
    private Map<String, List<String>> tables(Path file, long splitBytes) {
        JsonInput input = JsonInput.of(List.of(file.toString()));
        List<JsonSplit> splits = input.splits(spark.sparkContext().hadoopConfiguration(), splitBytes);
        Survey survey = Surveyor.survey(spark, input, splits, SurveyOptions.DEFAULT);
        SourceSchema schema = SourceSchema.of(survey, Conflicts.NONE, SurveyOptions.DEFAULT);
        SurveyedJson json = new SurveyedJson(
                input,
                splits,
                schema.type(),
                schema.policies(),
                Optional.of(survey),
                OptionalLong.empty(),
                UnknownKeys.SKIPPED,
                KeptTables.NONE,
                List.of(),
                schema.notes());
        TableSet tables =
                Relationalize.root("t").stagedAt(folder + "/" + runs++).apply(spark, json);
        Map<String, List<String>> rows = new TreeMap<>();
        for (NamedTable table : tables) {
            Dataset<Row> shown = table.name().endsWith("__rejects")
                    ? table.rows().select("raw", "reason", "detail", "position")
                    : table.rows();
            rows.put(
                    table.name(),
                    shown.collectAsList().stream().map(Row::toString).sorted().toList());
        }
        assertThat(RelationalPlan.of(schema.type(), RelationalizeOptions.root("t"))
                        .tables())
                .hasSizeLessThanOrEqualTo(rows.size());
        return rows;
    }

    private Path write(String name, List<String> lines) throws IOException {
        return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n", StandardCharsets.UTF_8);
    }
}
