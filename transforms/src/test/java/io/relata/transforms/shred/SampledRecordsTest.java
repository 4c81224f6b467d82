package io.relata.transforms.shred;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.RelataException;
import io.relata.testing.SparkExtension;
import io.relata.transforms.plan.RelationalPlan;
import io.relata.transforms.plan.RelationalizeOptions;
import io.relata.transforms.plan.RelationalizeOptions.TableOptions;
import io.relata.transforms.survey.ConflictPolicy;
import io.relata.transforms.survey.Conflicts;
import io.relata.transforms.survey.SourceSchema;
import io.relata.transforms.survey.SurveyOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a sample did not show is rejected, rescued or fails the run, and is never left out. */
@ExtendWith(SparkExtension.class)
class SampledRecordsTest {

    private static final RelationalizeOptions OPTIONS = RelationalizeOptions.root("t");

    private final SparkSession spark;
    private OneTask task;

    @TempDir
    Path folder;

    SampledRecordsTest(SparkSession spark) {
        this.spark = spark;
    }

    @BeforeEach
    void start() {
        task = new OneTask(spark, folder);
    }

    /** The oracle: had the records that were loaded been in the sample, the schema would be the same. */
    @RepeatedTest(4)
    void whatIsLoadedChangesNothingInTheSchemaAndBothWaysAgree() throws IOException {
        long seed = new Random().nextLong();
        RandomJson random = new RandomJson(seed);
        List<String> sample = records(random, random.schema(), 20, Integer.MAX_VALUE / 8);
        List<String> rest = new ArrayList<>(sample);
        for (int i = 0; i < 6; i++) {
            rest.addAll(records(random, random.schema(), 20, 20));
        }
        SourceSchema schema = schema(Conflicts.NONE, sample);

        Map<String, List<Row>> rows = shred(schema, OPTIONS, Way.SCANNED, rest);

        String run = "seed %d, schema %s".formatted(seed, schema.type().catalogString());
        assertThat(rows).as(run).isEqualTo(shred(schema, OPTIONS, Way.JUDGED, rest));
        assertThat(rows.get("t").size() + rows.get("t__rejects").size()).as(run).isEqualTo(rest.size());
        assertThat(rows.get("t").size()).as(run).isGreaterThanOrEqualTo(sample.size());
        List<String> loaded = new ArrayList<>(rest);
        rows.get("t__rejects").forEach(reject -> loaded.remove(reject.getString(0)));
        boolean holdsTextForNumbers =
                schema.policies().paths().values().stream().anyMatch(ConflictPolicy.Cast.class::isInstance);
        if (!holdsTextForNumbers) {
            assertThat(withoutNulls(SourceSchema.of(Way.survey(loaded), Conflicts.NONE, SurveyOptions.DEFAULT)
                            .type()))
                    .as(run)
                    .isEqualTo(withoutNulls(schema.type()));
        }
    }

    /** Without the fields that are null everywhere, which nobody misses. */
    private static DataType withoutNulls(DataType type) {
        if (type instanceof ArrayType array) {
            return DataTypes.createArrayType(withoutNulls(array.elementType()));
        }
        if (!(type instanceof StructType struct)) {
            return type;
        }
        StructType left = new StructType();
        for (StructField field : struct.fields()) {
            if (!(field.dataType() instanceof NullType)) {
                left = left.add(new StructField(field.name(), withoutNulls(field.dataType()), true, field.metadata()));
            }
        }
        return left;
    }

    @RepeatedTest(3)
    void bothWaysAgreeUnderAnyPolicy() throws IOException {
        long seed = new Random().nextLong();
        RandomJson random = new RandomJson(seed);
        List<ConflictPolicy> policies = List.of(
                ConflictPolicy.Named.RESCUE,
                ConflictPolicy.Named.REJECT,
                ConflictPolicy.Named.MAKE_STRUCT,
                ConflictPolicy.Named.AS_ARRAY,
                ConflictPolicy.Named.JSON,
                new ConflictPolicy.Cast(DataTypes.DoubleType),
                new ConflictPolicy.Project(DataTypes.StringType));
        ConflictPolicy policy = policies.get(new Random(seed).nextInt(policies.size()));
        List<String> sample = records(random, random.schema(), 10, 20);
        sample.addAll(records(random, random.schema(), 10, 20));
        List<String> rest = records(random, random.schema(), 60, 20);
        SourceSchema schema = schema(new Conflicts(Optional.of(policy), Map.of()), sample);

        Map<String, List<Row>> rows = shred(schema, OPTIONS, Way.SCANNED, rest);

        assertThat(rows)
                .as("seed %d, %s, schema %s", seed, policy, schema.type().catalogString())
                .isEqualTo(shred(schema, OPTIONS, Way.JUDGED, rest));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"a":1}               | {"a":1,"b":2}            | b is not in the schema, which comes from a sample
            {"s":{"x":1}}         | {"s":{"y":[]}}           | s.y is not in the schema, which comes from a sample
            {"s":{"x":1}}         | {"s":{"y.z":{}}}         | s.`y.z` is not in the schema, which comes from a sample
            {"l":[{"x":1}]}       | {"l":[{},{"y":0}]}       | l[1].y is not in the schema, which comes from a sample
            {"k":1,"s":{}}        | {"s":{"y":1}}            | s.y is not in the schema, which comes from a sample
            {"l":[{}]}            | {"l":[{"y":1}]}          | l[0].y is not in the schema, which comes from a sample
            {"v":[1,{},"t"]}      | {"v":[{"y":1}]}          | v[0].y is not in the schema, which comes from a sample
            {"a":null}            | {"a":"x"}                | a holds text where null is expected
            {"a":[]}              | {"a":[null,5]}           | a[1] holds a number where null is expected
            {"a":[[]]}            | {"a":[[true]]}           | a[0][0] holds a boolean where null is expected
            {"a":1}               | {"a":"x"}                | a holds text where bigint is expected
            {"a":1}               | {"a":1.5}                | a holds a number where bigint is expected
            {"a":1}               | {"a":9223372036854775808}| a holds a number where bigint is expected
            {"a":1.5}             | {"a":9007199254740993}   | a holds a number where double is expected
            {"a":1.5}             | {"a":-9223372036854775808}| a holds a number where double is expected
            {"a":"x"}             | {"a":5}                  | a holds a number where string is expected
            {"a":"x"}             | {"a":{"b":[]}}           | a holds an object where string is expected
            {"a":"x"}             | {"a":false}              | a holds a boolean where string is expected
            {"a":[1]}             | {"a":"x"}                | a[0] holds text where bigint is expected
            {"a":[["x"]]}         | {"a":"x"}                | a holds text where an array is expected
            {"v":[1,"t"]}         | {"v":5}                  | v holds a number where an array is expected
            {"a":{"b":1}}         | {"a":5}                  | a holds a number where an object is expected
            {"v":[1,"t"]}         | {"v":[true]}             | v[0] holds a boolean where number or string is expected
            {"v":[1,"t"]}         | {"v":[[]]}               | v[0] holds an array where number or string is expected
            """)
    void whatTheSampleDidNotShowIsRejectedByDefault(String shown, String met, String detail) throws IOException {
        SourceSchema schema = schema(Conflicts.NONE, List.of(shown));

        Map<String, List<Row>> rows = shred(schema, OPTIONS, Way.SCANNED, List.of(shown, met, shown));

        assertThat(rows.get("t")).hasSize(2);
        assertThat(task.refused()).isGreaterThanOrEqualTo(1);
        assertThat(rows.get("t__rejects").toString())
                .isEqualTo("[[%s,SCHEMA_MISMATCH,%s,f.json,%d]]".formatted(met, detail, shown.length() + 1));
        assertThat(shred(schema, OPTIONS, Way.JUDGED, List.of(shown, met, shown)))
                .isEqualTo(rows);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"a":1}         | {"a":1,"b":null}
            {"a":{"x":1}}   | {"a":{"b":null,"c":null}}
            {"a":[{"x":1}]} | {"a":[{"b":null}]}
            {"a":null}      | {"a":null}
            {"a":null}      | {}
            {"a":[]}        | {"a":[null]}
            {"k":1,"a":{}}  | {"a":null}
            {"a":1.5}       | {"a":9007199254740992}
            {"a":[1]}       | {"a":2}
            """)
    void nullsAndWhatFitsPassWithoutACompleteParse(String shown, String met) throws IOException {
        SourceSchema schema = schema(Conflicts.NONE, List.of(shown));

        Map<String, List<Row>> rows = shred(schema, OPTIONS, Way.SCANNED, List.of(met));

        assertThat(task.refused()).isEqualTo(met.equals("{\"a\":2}") ? 1 : 0);
        assertThat(rows.get("t")).hasSize(1);
        assertThat(rows.get("t__rejects")).isEmpty();
        assertThat(shred(schema, OPTIONS, Way.JUDGED, List.of(met))).isEqualTo(rows);
    }

    @Test
    void rescuedValuesStandUnderTheirPathsInAColumnThatIsThereWithoutAClash() throws IOException {
        SourceSchema schema = schema(standard(ConflictPolicy.Named.RESCUE), List.of("{\"a\":\"x\",\"l\":[{\"n\":1}]}"));

        Map<String, List<Row>> rows = shred(
                schema,
                OPTIONS,
                Way.SCANNED,
                List.of(
                        "{\"a\":\"y\",\"l\":[]}",
                        "{\"a\":7,\"b\":{\"c\":[1,null]},\"l\":[{\"n\":2},{\"n\":\"many\",\"m\":true}]}"));

        assertThat(schema.type().fieldNames()).containsExactly("a", "l", "_rescued");
        assertThat(rows.get("t").toString())
                .isEqualTo(
                        "[[y,1,null], [null,2,{\"a\":7,\"b\":{\"c\":[1,null]},\"l[1].n\":\"many\",\"l[1].m\":true}]]");
        assertThat(rows.get("t_l").toString()).isEqualTo("[[2,0,2], [2,1,null]]");
        assertThat(rows.get("t__rejects")).isEmpty();
    }

    @Test
    void aPathsOwnPolicyGoesBeforeTheStandard() throws IOException {
        Conflicts conflicts =
                new Conflicts(Optional.of(ConflictPolicy.Named.REJECT), Map.of("s.rare", ConflictPolicy.Named.RESCUE));
        SourceSchema schema = schema(conflicts, List.of("{\"s\":{\"a\":1}}"));

        Map<String, List<Row>> rows = shred(
                schema, OPTIONS, Way.SCANNED, List.of("{\"s\":{\"a\":1,\"rare\":2}}", "{\"s\":{\"a\":1,\"other\":2}}"));

        assertThat(rows.get("t").toString()).isEqualTo("[[1,{\"s.rare\":2}]]");
        assertThat(rows.get("t__rejects").toString())
                .isEqualTo("[[{\"s\":{\"a\":1,\"other\":2}},TYPE_CONFLICT,"
                        + "s.other is not in the schema, which comes from a sample,f.json,23]]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MAKE_COLS", "MAKE_STRUCT", "AS_ARRAY", "JSON", "CAST", "PROJECT"})
    void policiesThatShapeColumnsComeTooLateAndReject(String name) throws IOException {
        ConflictPolicy policy = switch (name) {
            case "CAST" -> new ConflictPolicy.Cast(DataTypes.StringType);
            case "PROJECT" -> new ConflictPolicy.Project(DataTypes.LongType);
            default -> ConflictPolicy.Named.valueOf(name);
        };
        SourceSchema schema =
                schema(new Conflicts(Optional.of(policy), Map.of("late", policy)), List.of("{\"a\":1,\"s\":\"x\"}"));

        Map<String, List<Row>> rows = shred(
                schema,
                OPTIONS,
                Way.SCANNED,
                List.of("{\"a\":2,\"s\":\"y\"}", "{\"a\":\"x\"}", "{\"s\":1}", "{\"b\":1}", "{\"late\":1}"));

        assertThat(rows.get("t").toString()).isEqualTo("[[2,y]]");
        assertThat(rows.get("t__rejects").stream().map(row -> row.get(1) + " " + row.get(2)))
                .containsExactly(
                        "SCHEMA_MISMATCH a holds text where bigint is expected",
                        "SCHEMA_MISMATCH s holds a number where string is expected",
                        "SCHEMA_MISMATCH b is not in the schema, which comes from a sample",
                        "SCHEMA_MISMATCH late is not in the schema, which comes from a sample");
    }

    @Test
    void theRunFailsWhereTheJobSaysSo() {
        SourceSchema schema = schema(standard(ConflictPolicy.Named.FAIL), List.of("{\"l\":[{\"a\":1}]}"));

        assertThatThrownBy(() -> shred(schema, OPTIONS, Way.SCANNED, List.of("{\"l\":[{\"b\":2}]}")))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot load a value that the sample did not show (l[0].b): l[0].b is not in the schema,"
                        + " which comes from a sample. Survey all with survey: all, or choose another policy for this"
                        + " path under conflicts.");
        assertThatThrownBy(() -> shred(schema, OPTIONS, Way.SCANNED, List.of("{\"l\":[{\"a\":\"x\"}]}")))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot load a value of another type (l[0].a): l[0].a holds text where bigint is expected."
                        + " Correct the data, or choose another policy for this path under conflicts.");
    }

    @Test
    void aHostileKeyIsCutInTheDetail() throws IOException {
        String key = "k".repeat(100_000);
        Map<String, List<Row>> rows = shred(
                schema(Conflicts.NONE, List.of("{\"a\":1}")), OPTIONS, Way.SCANNED, List.of("{\"" + key + "\":1}"));
        assertThat(rows.get("t__rejects").get(0).getString(2))
                .isEqualTo("k".repeat(500) + "... is not in the schema, which comes from a sample");
    }

    @Test
    void everyNameOfAStructUsedAsAMapIsAnEntryAndItsValueIsJudged() throws IOException {
        SourceSchema schema = schema(
                Conflicts.NONE, List.of("{\"m\":{\"u1\":{\"a\":1},\"u2\":{\"a\":1.5,\"b\":\"x\"},\"u3\":null}}"));

        Map<String, List<Row>> rows = shred(
                schema,
                OPTIONS.withAsMap("m"),
                Way.SCANNED,
                List.of(
                        "{\"m\":{\"u9\":{\"a\":2,\"b\":\"y\"},\"u8\":null,\"u1\":{\"b\":\"z\"}}}",
                        "{\"m\":{\"u7\":{\"c\":1}}}",
                        "{\"m\":{\"u1\":{\"c\":1}}}",
                        "{\"m\":{\"u6\":5}}",
                        "{\"m\":{\"u3\":{\"a\":3}}}"));

        assertThat(rows.get("t_m").toString()).isEqualTo("[[1,0,u1,null,z], [1,1,u9,2.0,y], [2,0,u3,3.0,null]]");
        assertThat(rows.get("t__rejects").stream().map(row -> row.getString(2)))
                .containsExactly(
                        "m.u7.c is not in the schema, which comes from a sample",
                        "m.u1.c is not in the schema, which comes from a sample",
                        "m.u6 holds a number where an object is expected");
    }

    @Test
    void rescuedValuesOfEntriesStandUnderTheirKeys() throws IOException {
        SourceSchema schema = schema(
                standard(ConflictPolicy.Named.RESCUE), List.of("{\"`[]{}`\":[{\"m\":{\"u\":{\"a\":1,\"l\":[1]}}}]}"));

        Map<String, List<Row>> rows = shred(
                schema,
                OPTIONS.withAsMap("```[]{}```[].m"),
                Way.SCANNED,
                List.of("{\"`[]{}`\":[{},{\"m\":{\"u\":{\"b\":1},\"{}\":{\"b\":2},\"x\":{\"l\":[3,true],\"b\":4}}}]}"));

        assertThat(rows.get("t").toString())
                .isEqualTo("[[1,{\"```[]{}```[1].m.u.b\":1,\"```[]{}```[1].m.x.l[1]\":true,\"```[]{}```[1].m.x.b\":4,"
                        + "\"```[]{}```[1].m.`{}`.b\":2}]]");
    }

    @Test
    void namesOfAMapWhoseValuesWereAllNullAreJudged() throws IOException {
        SourceSchema schema = schema(Conflicts.NONE, List.of("{\"m\":{\"u1\":null}}"));

        Map<String, List<Row>> rows = shred(
                schema,
                OPTIONS.withAsMap("m"),
                Way.SCANNED,
                List.of("{\"m\":{\"u1\":null,\"u2\":null}}", "{\"m\":{\"u1\":1}}", "{\"m\":{\"u2\":1}}"));

        assertThat(rows.get("t")).hasSize(1);
        assertThat(rows.get("t__rejects").stream().map(row -> row.getString(2)))
                .containsExactly(
                        "m.u1 holds a number where null is expected", "m.u2 holds a number where null is expected");
    }

    @Test
    void whatTheJobLeavesOutIsNotJudged() throws IOException {
        SourceSchema schema = schema(
                Conflicts.NONE,
                List.of(
                        "{\"keep\":1,\"gone\":{\"a\":1},\"void\":null,\"m\":{\"k\":{\"v\":1,\"x\":null}},\"s\":{\"a\":1}}"));
        RelationalizeOptions options = OPTIONS.withAsMap("m")
                .withExclude("`gone`", "m{}.x")
                .withTable("t", TableOptions.NONE.withDrop("void", "s.a"));

        Map<String, List<Row>> rows = shred(
                schema,
                options,
                Way.SCANNED,
                List.of(
                        "{\"keep\":2,\"gone\":{\"b\":[1]},\"void\":5,\"m\":{\"k\":{\"v\":1,\"x\":9},\"l\":{\"x\":9}}}",
                        "{\"keep\":3,\"gone\":7,\"s\":{\"a\":\"x\"}}",
                        "{\"keep\":4,\"s\":{\"b\":1}}"));

        assertThat(rows.get("t")).hasSize(2);
        assertThat(rows.get("t__rejects").stream().map(row -> row.getString(2)))
                .containsExactly("s.b is not in the schema, which comes from a sample");
    }

    @Test
    void aTableOfSelectedColumnsWantsNoOthers() throws IOException {
        SourceSchema schema = schema(Conflicts.NONE, List.of("{\"a\":1,\"s\":{\"b\":1},\"n\":null,\"o\":null}"));

        Map<String, List<Row>> rows = shred(
                schema,
                OPTIONS.withTable("t", TableOptions.NONE.withSelect("a", "n")),
                Way.SCANNED,
                List.of("{\"a\":2,\"rare\":1,\"s\":{\"rare\":1},\"o\":1}", "{\"a\":\"x\"}", "{\"n\":1}"));

        assertThat(rows.get("t").toString()).isEqualTo("[[2,null]]");
        assertThat(rows.get("t__rejects").stream().map(row -> row.getString(2)))
                .containsExactly("a holds text where bigint is expected", "n holds a number where null is expected");
    }

    @Test
    void aValueWithoutAColumnToRescueItIntoIsRejected() throws IOException {
        SourceSchema schema = schema(standard(ConflictPolicy.Named.RESCUE), List.of("{\"a\":1}"));

        Map<String, List<Row>> rows = shred(
                schema,
                OPTIONS.withTable("t", TableOptions.NONE.withDrop("_rescued")),
                Way.SCANNED,
                List.of("{\"a\":2}", "{\"b\":1}", "{\"a\":\"x\"}"));

        assertThat(rows.get("t").toString()).isEqualTo("[[2]]");
        assertThat(rows.get("t__rejects").stream().map(row -> row.getString(2)))
                .containsExactly(
                        "b is not in the schema, which comes from a sample", "a holds text where bigint is expected");
    }

    @Test
    void voidsThatAreLeftOutAreJudgedToo() throws IOException {
        SourceSchema schema = schema(Conflicts.NONE, List.of("{\"a\":1,\"n\":null}"));

        Map<String, List<Row>> rows = shred(
                schema,
                OPTIONS.withVoids(RelationalizeOptions.Voids.DROP),
                Way.SCANNED,
                List.of("{\"a\":2,\"n\":null}", "{\"n\":1}"));

        assertThat(rows.get("t").toString()).isEqualTo("[[2]]");
        assertThat(rows.get("t__rejects").get(0).getString(2)).isEqualTo("n holds a number where null is expected");
    }

    @Test
    void numbersThatAreTextForWantOfATypeStayTextHoweverMany() throws IOException {
        String huge = "1".repeat(40);
        SourceSchema schema = schema(Conflicts.NONE, List.of("{\"a\":" + huge + ",\"v\":[" + huge + ",\"x\"]}"));

        Map<String, List<Row>> rows =
                shred(schema, OPTIONS, Way.SCANNED, List.of("{\"a\":5,\"v\":[6,\"y\"]}", "{\"a\":" + huge + "}"));

        assertThat(rows.get("t").toString()).isEqualTo("[[5,1], [" + huge + ",null]]");
        assertThat(rows.get("t_v").toString()).isEqualTo("[[1,0,6,null], [1,1,null,y]]");
    }

    private static Conflicts standard(ConflictPolicy policy) {
        return new Conflicts(Optional.of(policy), Map.of());
    }

    private static List<String> records(RandomJson random, StructType schema, int count, int oddity) {
        List<String> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            records.add(random.record(schema, oddity));
        }
        return records;
    }

    private static SourceSchema schema(Conflicts conflicts, List<String> sample) {
        return SourceSchema.ofSample(Way.survey(sample), conflicts, SurveyOptions.DEFAULT);
    }

    private Map<String, List<Row>> shred(SourceSchema schema, RelationalizeOptions options, Way way, List<String> lines)
            throws IOException {
        RelationalPlan plan = RelationalPlan.of(schema.type(), options);
        return task.rows(plan, OneTask.records(plan, schema.policies(), UnknownKeys.JUDGED), way, lines);
    }
}
