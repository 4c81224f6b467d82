package io.relata.transforms.shred;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.testing.SparkExtension;
import io.relata.transforms.plan.RelationalPlan;
import io.relata.transforms.plan.RelationalizeOptions;
import io.relata.transforms.survey.ConflictPolicy;
import io.relata.transforms.survey.Conflicts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The two ways of a record, as bytes and as a parsed value, lead to the same rows. */
@ExtendWith(SparkExtension.class)
class BytesWalkTest {

    private static final RelationalizeOptions OPTIONS = RelationalizeOptions.root("t");

    private final SparkSession spark;
    private OneTask task;
    private UnknownKeys unknownKeys = UnknownKeys.SKIPPED;

    @TempDir
    Path folder;

    BytesWalkTest(SparkSession spark) {
        this.spark = spark;
    }

    @BeforeEach
    void start() {
        task = new OneTask(spark, folder);
    }

    @RepeatedTest(8)
    void scannedAndJudgedRecordsGiveTheSameRows() throws IOException {
        long seed = new Random().nextLong();
        RandomJson random = new RandomJson(seed);
        StructType schema = random.schema();
        Random choice = new Random(seed);
        Conflicts conflicts = List.of(
                        Conflicts.NONE,
                        new Conflicts(Optional.of(ConflictPolicy.Named.REJECT), Map.of()),
                        new Conflicts(Optional.of(ConflictPolicy.Named.RESCUE), Map.of()))
                .get(choice.nextInt(3));
        unknownKeys = choice.nextBoolean() ? UnknownKeys.JUDGED : UnknownKeys.SKIPPED;
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            lines.add(random.record(schema, 20));
        }

        Map<String, List<Row>> scanned = shred(schema, conflicts, Way.SCANNED, lines);
        int slow = task.refused();
        Map<String, List<Row>> judged = shred(schema, conflicts, Way.JUDGED, lines);

        assertThat(scanned)
                .as("seed %s, schema %s", seed, schema.catalogString())
                .isEqualTo(judged);
        assertThat(slow).as("records the scanner refused, seed %s", seed).isLessThan(lines.size());
    }

    @RepeatedTest(4)
    void recordsWithoutOdditiesAreAllScanned() throws IOException {
        long seed = new Random().nextLong();
        RandomJson random = new RandomJson(seed);
        StructType schema = random.schema();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            String line = random.record(schema, Integer.MAX_VALUE / 8);
            if (!line.contains("\\ud800")) {
                lines.add(line);
            }
        }

        Map<String, List<Row>> rows = shred(schema, Conflicts.NONE, Way.SCANNED, lines);

        assertThat(task.refused())
                .as("seed %s, schema %s", seed, schema.catalogString())
                .isZero();
        assertThat(rows.get("t")).hasSize(lines.size());
    }

    @RepeatedTest(3)
    void idsFromKeysAndPropagatedValuesAreTheSameEitherWay() throws IOException {
        long seed = new Random().nextLong();
        RandomJson random = new RandomJson(seed);
        StructType schema = random.schema();
        List<String> scalars = scalars(schema, "");
        while (scalars.isEmpty()) {
            schema = random.schema();
            scalars = scalars(schema, "");
        }
        Collections.shuffle(scalars, new Random(seed));
        List<String> copied = scalars.subList(0, Math.min(2, scalars.size()));
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            lines.add(random.record(schema, 20));
        }
        for (RelationalizeOptions options : List.of(
                OPTIONS.withKey(scalars.get(0)),
                OPTIONS.withKey(scalars.toArray(String[]::new)),
                OPTIONS.withPropagate(copied.toArray(String[]::new)),
                OPTIONS.withKey(scalars.get(0)).withPropagate(copied.toArray(String[]::new)))) {
            Map<String, List<Row>> scanned = shred(schema, options, Conflicts.NONE, Way.SCANNED, lines);
            int slow = task.refused();

            assertThat(scanned)
                    .as("seed %s, schema %s, %s", seed, schema.catalogString(), options)
                    .isEqualTo(shred(schema, options, Conflicts.NONE, Way.JUDGED, lines));
            assertThat(slow).as("records the scanner refused, seed %s", seed).isLessThan(lines.size());
        }
    }

    /** The logical names of the record's own scalars. */
    private static List<String> scalars(StructType struct, String prefix) {
        List<String> found = new ArrayList<>();
        for (StructField field : struct.fields()) {
            if (field.dataType() instanceof StructType inner) {
                found.addAll(scalars(inner, prefix + field.name() + "."));
            } else if (!(field.dataType() instanceof ArrayType)) {
                found.add(prefix + field.name());
            }
        }
        return found;
    }

    @Test
    void keyThatComesTwiceOrEscapedNamesTheRecordByItsLastValue() throws IOException {
        StructType schema = StructType.fromDDL("k struct<id: bigint, n: string>, a array<bigint>");
        RelationalizeOptions options = OPTIONS.withKey("k.id").withPropagate("k.n");
        List<String> odd = List.of(
                "{\"k\":{\"id\":1,\"n\":\"x\",\"id\":2},\"a\":[1]}",
                "{\"k\":{\"id\":1,\"n\":\"x\"},\"a\":[1],\"k\":{\"id\":3,\"n\":\"y\"}}",
                "{\"a\":[1],\"k\":{\"\\u0069d\":4,\"n\":\"x\\ty\"}}",
                "{\"k\":5,\"a\":[1]}");
        List<String> plain = List.of(
                "{\"k\":{\"n\":\"x\",\"id\":6},\"a\":[1]}",
                " { \"u\" : {\"k\":{\"id\":1}} , \"a\" : [ 1 ] , \"k\" : { \"id\" : 7 , \"u\":[{}], \"n\":null} } "
                        .strip(),
                "{\"a\":[1]}",
                "{\"k\":null,\"a\":[1]}",
                "{\"k\":{\"id\":-0,\"n\":\"caf\u00e9\"},\"a\":[1]}");
        List<String> lines = new ArrayList<>(odd);
        lines.addAll(plain);

        Map<String, List<Row>> rows = shred(schema, options, Conflicts.NONE, Way.SCANNED, lines);

        assertThat(task.refused()).isEqualTo(odd.size());
        assertThat(rows.get("keys").toString()).isEqualTo("[[1:2], [1:3], [1:4], [1:6], [1:7], [~], [~], [1:0]]");
        assertThat(rows.get("t_a").stream().map(row -> row.get(3) + " " + row.get(2)))
                .containsExactly("1 x", "1 y", "1 x\ty", "1 x", "1 null", "1 null", "1 null", "1 caf\u00e9");
        assertThat(rows).isEqualTo(shred(schema, options, Conflicts.NONE, Way.JUDGED, lines));
    }

    @Test
    void aRecordThatIsTakenBackShiftsNoNeighbour() throws IOException {
        StructType schema = StructType.fromDDL("a array<struct<b: array<bigint>, c: string>>, k bigint");

        Map<String, List<Row>> rows = shred(
                schema,
                Conflicts.NONE,
                Way.SCANNED,
                List.of(
                        "{\"k\":1,\"a\":[{\"b\":[1,2],\"c\":\"x\"}]}",
                        "{\"k\":2,\"a\":[{\"b\":[3],\"c\":\"lost\\n\"},{\"b\":[4,\"no number\"]}]}",
                        "{\"k\":3,\"a\":[{\"c\":\"y\\t\",\"b\":[5]}]}"));

        assertThat(rows.get("t").toString()).isEqualTo("[[1,1], [2,3]]");
        assertThat(rows.get("t_a").toString()).isEqualTo("[[1,0,1,x], [2,0,2,y\t]]");
        assertThat(rows.get("t_a.val.b").toString()).isEqualTo("[[1,0,1], [1,1,2], [2,0,5]]");
        assertThat(rows.get("t__rejects").toString())
                .isEqualTo(
                        "[[{\"k\":2,\"a\":[{\"b\":[3],\"c\":\"lost\\n\"},{\"b\":[4,\"no number\"]}]},SCHEMA_MISMATCH,"
                                + "a[1].b[1] holds text where bigint is expected,f.json,34]]");
    }

    private Map<String, List<Row>> shred(StructType schema, Conflicts conflicts, Way way, List<String> lines)
            throws IOException {
        return shred(schema, OPTIONS, conflicts, way, lines);
    }

    private Map<String, List<Row>> shred(
            StructType schema, RelationalizeOptions options, Conflicts conflicts, Way way, List<String> lines)
            throws IOException {
        RelationalPlan plan = RelationalPlan.of(schema, options);
        return task.rows(plan, OneTask.records(plan, conflicts, unknownKeys), way, lines);
    }
}
