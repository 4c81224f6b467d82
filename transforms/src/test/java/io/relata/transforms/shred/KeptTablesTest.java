package io.relata.transforms.shred;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.RelataException;
import io.relata.testing.SparkExtension;
import io.relata.transforms.json.JsonLimits;
import io.relata.transforms.json.JsonValue;
import io.relata.transforms.json.WholeRecord;
import io.relata.transforms.json.WholeRecordParser;
import io.relata.transforms.plan.PlannedColumn;
import io.relata.transforms.plan.PlannedTable;
import io.relata.transforms.plan.PublishedTables;
import io.relata.transforms.plan.RelationalPlan;
import io.relata.transforms.plan.RelationalizeOptions;
import io.relata.transforms.plan.RelationalizeOptions.TableOptions;
import io.relata.transforms.survey.ConflictPolicy;
import io.relata.transforms.survey.Conflicts;
import io.relata.transforms.survey.FirstIds;
import io.relata.transforms.survey.KeptTables;
import io.relata.transforms.survey.SourceSchema;
import io.relata.transforms.survey.Survey;
import io.relata.transforms.survey.SurveyOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables that stay as they are known, beside others that change: what has no column is kept aside, and all else loaded. */
@Tag("any-spark")
@ExtendWith(SparkExtension.class)
class KeptTablesTest {

    private static final RelationalizeOptions OPTIONS = RelationalizeOptions.root("t");
    private static final WholeRecordParser PARSER = new WholeRecordParser(JsonLimits.DEFAULT, Set.of());

    private final SparkSession spark;
    private OneTask task;

    @TempDir
    Path folder;

    KeptTablesTest(SparkSession spark) {
        this.spark = spark;
    }

    @BeforeEach
    void start() {
        task = new OneTask(spark, folder);
    }

    /** The records of a first run, and the tables that were published of them. */
    private static final class Known {

        private final RelationalizeOptions options;
        private final RelationalPlan plan;

        private Known(RelationalizeOptions options, List<String> records) {
            this.options = options;
            this.plan = RelationalPlan.of(
                    SourceSchema.of(Way.survey(records), Conflicts.NONE, SurveyOptions.DEFAULT)
                            .type(),
                    options);
        }

        private KeptTables keeping(Conflicts conflicts, Set<String> paths) {
            Set<String> others = new LinkedHashSet<>();
            plan.tables().stream()
                    .map(PlannedTable::path)
                    .filter(path -> !paths.contains(path))
                    .forEach(others::add);
            return KeptTables.of(paths, others, conflicts);
        }
    }

    /** A second run. */
    private record Load(RelationalPlan plan, Map<String, List<Row>> rows) {

        private String shown(String table) {
            return rows.getOrDefault(table, List.of()).toString();
        }

        private List<String> columns(String path) {
            return plan.tables().stream()
                    .filter(table -> table.path().equals(path))
                    .flatMap(table -> table.columns().stream())
                    .map(column -> column.name() + " " + column.type().catalogString())
                    .toList();
        }
    }

    /** Every scalar of the records is in one cell of the tables or in one text of the column for the rest. */
    @RepeatedTest(6)
    void nothingIsLostWhicheverTablesStay() throws IOException {
        long seed = new Random().nextLong();
        Random choice = new Random(seed);
        RandomJson random = new RandomJson(seed);
        Known known = new Known(OPTIONS, records(random, 20, Integer.MAX_VALUE / 8));
        Set<String> paths = new LinkedHashSet<>();
        known.plan.tables().stream()
                .map(PlannedTable::path)
                .filter(path -> choice.nextBoolean())
                .forEach(paths::add);
        List<String> records = records(random, 20, 20);
        for (int i = 0; i < 4; i++) {
            records.addAll(records(random, 20, 20));
        }

        Load load = load(known, Conflicts.NONE, paths, Way.SCANNED, records);

        String run = "seed %d, kept %s of %s"
                .formatted(seed, paths, known.plan.source().catalogString());
        assertThat(load.rows).as(run).isEqualTo(load(known, Conflicts.NONE, paths, Way.JUDGED, records).rows);
        for (PlannedTable table : known.plan.tables()) {
            if (paths.contains(table.path())) {
                List<String> before = new ArrayList<>(columns(table));
                if (table.path().equals("$")) {
                    before.add("_rescued string");
                }
                assertThat(load.columns(table.path())).as(run).isEqualTo(before);
            }
        }
        Survey survey = Way.survey(records);
        assertThat((long) load.rows.get("t__rejects").size()).as(run).isEqualTo(survey.rejectedRecords());
        assertThat((long) load.rows.get("t").size()).as(run).isEqualTo(survey.records());
        assertThat(cells(load)).as(run).isEqualTo(scalars(records));
    }

    private static List<String> columns(PlannedTable table) {
        return table.columns().stream()
                .map(column -> column.name() + " " + column.type().catalogString())
                .toList();
    }

    /** The oracle: without a survey, where all tables stay. */
    @RepeatedTest(3)
    void tablesThatAllStayAreWhatTheyAreWithoutASurvey() throws IOException {
        long seed = new Random().nextLong();
        RandomJson random = new RandomJson(seed);
        Known known = new Known(OPTIONS, records(random, 20, 20));
        List<String> records = records(random, 60, 20);
        Set<String> all = new LinkedHashSet<>();
        known.plan.tables().forEach(table -> all.add(table.path()));

        Load load = load(known, Conflicts.NONE, all, Way.SCANNED, records);

        Conflicts rescue = new Conflicts(Optional.of(ConflictPolicy.Named.RESCUE), Map.of());
        RelationalPlan plan = plan(known, SourceSchema.withRescued(known.plan.source()));
        assertThat(load.plan.source()).isEqualTo(plan.source());
        assertThat(load.rows)
                .as("seed %d, known %s", seed, known.plan.source().catalogString())
                .isEqualTo(task.rows(plan, OneTask.records(plan, rescue, UnknownKeys.KEPT), Way.SCANNED, records));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            $       | {"k":1}             | {"k":"x"}                  | {"k":"x"}
            $       | {"k":1}             | {"k":1.5}                  | {"k":1.5}
            $       | {"k":1}             | {"k":9223372036854775808}  | {"k":9223372036854775808}
            $       | {"k":1.5}           | {"k":9007199254740993}     | {"k":9007199254740993}
            $       | {"k":"x"}           | {"k":true}                 | {"k":true}
            $       | {"k":1}             | {"k":1,"n":{"m":[1]}}      | {"n":{"m":[1]}}
            $       | {"s":{"t":1}}       | {"s":{"t":1,"u.v":2}}      | {"s.`u.v`":2}
            $       | {"s":{"t":1}}       | {"s":[1]}                  | {"s":[1]}
            $       | {"k":1}             | {"k":1,"l":[]}             | {"l":[]}
            $       | {"v":null}          | {"v":7}                    | {"v":7}
            $       | {"v":[1,"t"]}       | {"v":true}                 | {"v":true}
            $       | {"l":[1]}           | {"l":7}                    | {"l":7}
            $.l[]   | {"l":[{"a":1}]}     | {"l":[{},{"b":2}]}         | {"l[1].b":2}
            $.l[]   | {"l":[{"a":1}]}     | {"l":{"a":2,"b":3}}        | {"l[0].b":3}
            $.l[]   | {"l":[{"a":1}]}     | {"l":[[1]]}                | {"l[0]":[1]}
            $.l[]   | {"l":[]}            | {"l":[null,5]}             | {"l[1]":5}
            $.l[]   | {"l":[{"a":"x"}]}   | {"l":[{"a":5},{"a":"y"}]}  | {"l[0].a":5}
            $.l[]   | {"l":[{"a":0.5}]}   | {"l":[{"a":9007199254740993}]} | {"l[0].a":9007199254740993}
            $.l[]   | {"l":[1,"t"]}       | {"l":[true,{"x":1}]}       | {"l[0]":true,"l[1]":{"x":1}}
            $.l[]   | {"l":[{"s":{}}]}    | {"l":[{"s":{"u":[1]}}]}    | {"l[0].s.u":[1]}
            $.l[][] | {"l":[[{"a":1}]]}   | {"l":[[],[{"b":true}]]}    | {"l[1][0].b":true}
            $.l[].m[] | {"l":[{"m":[1]}]} | {"l":[{"m":[1.5],"n":1}]}  | {"l[0].m[0]":1.5}
            """)
    void whatATableThatStaysHasNoColumnForIsKeptAside(String table, String first, String second, String rescued)
            throws IOException {
        Known known = new Known(OPTIONS, List.of(first));

        Load load = load(known, Conflicts.NONE, Set.of(table), Way.SCANNED, List.of(second));

        assertThat(rescued(load)).containsExactly(rescued);
        assertThat(load.rows.get("t__rejects")).isEmpty();
        assertThat(load(known, Conflicts.NONE, Set.of(table), Way.JUDGED, List.of(second)).rows)
                .isEqualTo(load.rows);
    }

    @Test
    void otherTablesTakeWhatComesAtTheSameTime() throws IOException {
        Known known = new Known(OPTIONS, List.of("{\"k\":1,\"a\":[{\"b\":1,\"c\":[{\"d\":1}]}]}"));
        String record = "{\"k\":1.5,\"n\":[1],\"a\":[{\"b\":\"x\",\"e\":[2],\"c\":[{\"d\":true,\"f\":3}]}]}";

        Load below = load(known, Conflicts.NONE, Set.of("$", "$.a[].c[]"), Way.SCANNED, List.of(record));
        Load between = load(known, Conflicts.NONE, Set.of("$.a[]"), Way.SCANNED, List.of(record));

        assertThat(rescued(below)).containsExactly("{\"k\":1.5,\"n\":[1],\"a[0].c[0].d\":true,\"a[0].c[0].f\":3}");
        assertThat(below.columns("$")).containsExactly("a bigint", "k bigint", "_rescued string");
        assertThat(below.columns("$.a[]"))
                .containsExactly(
                        "id bigint",
                        "index int",
                        "a.val.b bigint",
                        "a.val.c bigint",
                        "a.val.b_string string",
                        "a.val.e bigint");
        assertThat(below.columns("$.a[].c[]")).containsExactly("id bigint", "index int", "a.val.c.val.d bigint");
        assertThat(below.shown("t_a")).isEqualTo("[[1,0,null,1,x,1]]");
        assertThat(below.shown("t_a.val.e")).isEqualTo("[[1,0,2]]");
        assertThat(below.shown("t_a.val.c")).isEqualTo("[[1,0,null]]");
        assertThat(rescued(between)).containsExactly("{\"a[0].b\":\"x\",\"a[0].e\":[2]}");
        assertThat(between.columns("$")).containsExactly("a bigint", "k double", "n bigint", "_rescued string");
        assertThat(between.columns("$.a[].c[]"))
                .containsExactly(
                        "id bigint",
                        "index int",
                        "a.val.c.val.d bigint",
                        "a.val.c.val.d_boolean boolean",
                        "a.val.c.val.f bigint");
    }

    @Test
    void idsAreDenseThoughValuesBesideArraysAreKeptAside() throws IOException {
        Known known = new Known(OPTIONS, List.of("{\"a\":[{\"b\":[1]}]}"));

        Load load = load(
                known,
                Conflicts.NONE,
                Set.of("$", "$.a[]"),
                Way.SCANNED,
                List.of(
                        "{\"a\":{\"b\":[1]}}",
                        "{\"a\":[{\"b\":2},{\"b\":[3]}]}",
                        "{\"a\":[]}",
                        "{\"a\":[{\"b\":[4]}]}"));

        assertThat(load.shown("t")).isEqualTo("[[null,{\"a\":{\"b\":[1]}}], [1,{\"a[0].b\":2}], [2,null], [3,null]]");
        assertThat(load.shown("t_a")).isEqualTo("[[1,0,null], [1,1,1], [3,0,2]]");
        assertThat(load.shown("t_a.val.b")).isEqualTo("[[1,0,3], [2,0,4]]");
    }

    @Test
    void everyNameOfAStructUsedAsAMapIsAnEntryOfATableThatStays() throws IOException {
        Known known = new Known(OPTIONS.withAsMap("m"), List.of("{\"m\":{\"u\":{\"x\":1,\"l\":[1]}}}"));
        List<String> records =
                List.of("{\"m\":{\"u\":{\"x\":2,\"y\":3},\"n\":{\"x\":4,\"z\":5,\"l\":[6,\"t\"]}},\"k\":1}");

        Load load = load(known, Conflicts.NONE, Set.of("$.m{}", "$.m{value}.l[]"), Way.SCANNED, records);
        Load below = load(known, Conflicts.NONE, Set.of("$.m{}"), Way.SCANNED, records);

        assertThat(load.shown("t")).isEqualTo("[[1,1,{\"m.n.z\":5,\"m.n.l[1]\":\"t\",\"m.u.y\":3}]]");
        assertThat(load.shown("t_m")).isEqualTo("[[1,0,n,1,4], [1,1,u,null,2]]");
        assertThat(load.shown("t_m.val.value.l")).isEqualTo("[[1,0,6], [1,1,null]]");
        // what lies below names that nobody surveyed is kept aside, though its table may change
        assertThat(below.shown("t")).isEqualTo(load.shown("t"));
    }

    @Test
    void aMapWhoseEntriesChangeIsSurveyedInATableThatStays() throws IOException {
        Known known = new Known(OPTIONS.withAsMap("m"), List.of("{\"m\":{\"u\":{\"x\":1}}}"));

        Load load = load(
                known,
                Conflicts.NONE,
                Set.of("$"),
                Way.SCANNED,
                List.of("{\"m\":{\"u\":{\"x\":2,\"y\":3},\"n\":{\"x\":4}},\"k\":1}"));

        assertThat(load.shown("t")).isEqualTo("[[1,{\"k\":1}]]");
        assertThat(load.shown("t_m")).isEqualTo("[[1,0,n,4,null], [1,1,u,2,3]]");
    }

    @Test
    void aRecordIsRejectedOrTheRunFailsWhereTheJobSaysSoOfAllPaths() throws IOException {
        Known known = new Known(OPTIONS, List.of("{\"k\":1,\"a\":[{\"b\":1}]}"));
        List<String> records = List.of("{\"k\":2,\"a\":[{\"c\":1}]}");
        Conflicts reject = new Conflicts(Optional.of(ConflictPolicy.Named.REJECT), Map.of());
        Conflicts fail = new Conflicts(Optional.of(ConflictPolicy.Named.FAIL), Map.of());

        assertThat(load(known, reject, Set.of("$.a[]"), Way.SCANNED, records).shown("t__rejects"))
                .isEqualTo("[[{\"k\":2,\"a\":[{\"c\":1}]},TYPE_CONFLICT,"
                        + "a[0].c is not in the schema, which is the published one,f.json,0]]");
        assertThatThrownBy(() -> load(known, fail, Set.of("$.a[]"), Way.SCANNED, records))
                .isInstanceOf(RelataException.class)
                .hasMessage(
                        "Cannot load a value that the published tables have no column for (a[0].c): a[0].c is not in"
                                + " the schema, which is the published one. Let columns come with contract: evolve, or choose"
                                + " another policy for this path under conflicts.");
    }

    @ParameterizedTest
    @CsvSource({"MAKE_COLS", "MAKE_STRUCT", "JSON", "CAST"})
    void policiesThatShapeColumnsComeTooLateAndRescue(String name) throws IOException {
        ConflictPolicy policy = name.equals("CAST")
                ? new ConflictPolicy.Cast(DataTypes.DoubleType)
                : ConflictPolicy.Named.valueOf(name);
        Known known = new Known(OPTIONS, List.of("{\"k\":1,\"s\":\"x\",\"a\":[{\"b\":1}]}"));

        Load load = load(
                known,
                new Conflicts(Optional.of(policy), Map.of()),
                Set.of("$"),
                Way.SCANNED,
                List.of("{\"k\":\"y\",\"s\":\"z\",\"n\":1}"));

        assertThat(load.shown("t")).isEqualTo("[[null,null,z,{\"k\":\"y\",\"n\":1}]]");
    }

    @Test
    void aPolicyOfThePathItselfCountsInATableThatStays() throws IOException {
        Known known = new Known(OPTIONS, List.of("{\"k\":1,\"l\":1}"));
        Conflicts conflicts = new Conflicts(
                Optional.empty(), Map.of("k", ConflictPolicy.Named.REJECT, "l", ConflictPolicy.Named.MAKE_COLS));

        Load load = load(known, conflicts, Set.of("$"), Way.SCANNED, List.of("{\"k\":\"x\"}", "{\"k\":2,\"l\":\"y\"}"));

        assertThat(load.shown("t")).isEqualTo("[[2,null,{\"l\":\"y\"}]]");
        assertThat(load.shown("t__rejects"))
                .isEqualTo("[[{\"k\":\"x\"},TYPE_CONFLICT,k holds text where bigint is expected,f.json,0]]");
    }

    @Test
    void aRecordIsRejectedWhereTheJobLeavesTheColumnForTheRestOut() throws IOException {
        Known known = new Known(OPTIONS, List.of("{\"k\":1,\"a\":[{\"b\":1}]}"));
        SourceSchema schema = schema(known, Conflicts.NONE, Set.of("$.a[]"), List.of("{\"a\":[{\"c\":1}]}"));
        RelationalPlan plan = RelationalPlan.of(
                schema.type(),
                OPTIONS.withTable("t", TableOptions.NONE.withDrop("_rescued")),
                PublishedTables.of(known.plan));

        Map<String, List<Row>> rows = task.rows(
                plan,
                OneTask.records(
                        schema.policies(),
                        UnknownKeys.SKIPPED,
                        known.keeping(Conflicts.NONE, Set.of("$.a[]")),
                        OneTask.manyCounted(plan)),
                Way.SCANNED,
                List.of("{\"a\":[{\"c\":1}]}"));

        assertThat(rows.get("t__rejects").toString())
                .isEqualTo("[[{\"a\":[{\"c\":1}]},SCHEMA_MISMATCH,"
                        + "a[0].c is not in the schema, which is the published one,f.json,0]]");
    }

    @Test
    void recordsOfWhichAllHasAColumnAreNotParsedCompletely() throws IOException {
        Known known = new Known(OPTIONS, List.of("{\"k\":1,\"s\":\"x\",\"a\":[{\"b\":1.5}]}"));
        List<String> records = List.of("{\"k\":2,\"s\":null,\"n\":null,\"a\":[{\"b\":2.5,\"c\":null}]}");

        load(known, Conflicts.NONE, Set.of("$", "$.a[]"), Way.SCANNED, records);

        assertThat(task.refused()).isZero();
    }

    private Load load(Known known, Conflicts conflicts, Set<String> kept, Way way, List<String> records)
            throws IOException {
        SourceSchema schema = schema(known, conflicts, kept, records);
        RelationalPlan plan = plan(known, schema.type());
        KeptTables tables = known.keeping(conflicts, kept);
        IdsBefore ids = tables.holdsEntries()
                ? OneTask.manyCounted(plan)
                : new IdsBefore(FirstIds.of(plan, Way.survey(records), schema.policies(), tables, 1));
        return new Load(
                plan,
                task.rows(plan, OneTask.records(schema.policies(), UnknownKeys.SKIPPED, tables, ids), way, records));
    }

    private static SourceSchema schema(Known known, Conflicts conflicts, Set<String> kept, List<String> records) {
        return SourceSchema.of(
                Way.survey(records),
                conflicts,
                SurveyOptions.DEFAULT,
                known.plan.source(),
                known.keeping(conflicts, kept));
    }

    private static RelationalPlan plan(Known known, StructType schema) {
        return RelationalPlan.of(schema, known.options, PublishedTables.of(known.plan));
    }

    /** Of a schema of its own. */
    private static List<String> records(RandomJson random, int count, int oddity) {
        StructType schema = random.schema();
        List<String> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            records.add(random.record(schema, oddity));
        }
        return records;
    }

    private static List<String> rescued(Load load) {
        List<PlannedColumn> columns = load.plan.tables().get(0).columns();
        int column = columns.stream().map(PlannedColumn::name).toList().indexOf("_rescued");
        return load.rows.get("t").stream().map(row -> row.getString(column)).toList();
    }

    private static long scalars(List<String> records) {
        return records.stream()
                .map(KeptTablesTest::parsed)
                .flatMap(Optional::stream)
                .mapToLong(KeptTablesTest::scalars)
                .sum();
    }

    private static Optional<JsonValue> parsed(String record) {
        byte[] bytes = record.getBytes(UTF_8);
        return PARSER.parse(bytes, 0, bytes.length) instanceof WholeRecord.Good good
                ? Optional.of(good.value())
                : Optional.empty();
    }

    private static long scalars(JsonValue value) {
        if (value instanceof JsonValue.ObjectValue object) {
            return object.members().stream()
                    .mapToLong(member -> scalars(member.value()))
                    .sum();
        }
        if (value instanceof JsonValue.ArrayValue array) {
            return array.elements().stream().mapToLong(KeptTablesTest::scalars).sum();
        }
        return value instanceof JsonValue.NullValue ? 0 : 1;
    }

    /** Values in columns, and scalars in the column for the rest. */
    private static long cells(Load load) {
        long cells = 0;
        for (PlannedTable table : load.plan.tables()) {
            for (int i = 0; i < table.columns().size(); i++) {
                PlannedColumn column = table.columns().get(i);
                boolean isRescued = column.path().equals("$._rescued");
                for (Row row : load.rows.get(table.name())) {
                    if (column.role() == PlannedColumn.Role.VALUE && !row.isNullAt(i)) {
                        cells += isRescued ? scalars(List.of(row.getString(i))) : 1;
                    }
                }
            }
        }
        return cells;
    }
}
