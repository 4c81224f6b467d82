package io.relata.transforms.survey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.relata.RelataException;
import io.relata.transforms.json.JsonLimits;
import io.relata.transforms.json.WholeRecord;
import io.relata.transforms.json.WholeRecordParser;
import io.relata.transforms.plan.RelationalPlan;
import io.relata.transforms.plan.RelationalizeOptions;
import io.relata.transforms.plan.RelationalizeOptions.EmptyArrays;
import io.relata.transforms.survey.ConflictPolicy.Named;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class FirstIdsTest {

    private static final RelationalizeOptions ROOT = RelationalizeOptions.root("root");

    /** Splits of records, and the plan of all. */
    private static final class Input {

        private final List<List<String>> splits;
        private final Conflicts conflicts;
        private Survey survey = Survey.NONE;

        private Input(Conflicts conflicts, List<List<String>> splits) {
            this.splits = splits;
            this.conflicts = conflicts;
            for (int split = 0; split < splits.size(); split++) {
                survey = survey.plus(SurveyedBytes.of(
                        split, SurveyOptions.DEFAULT, splits.get(split).toArray(String[]::new)));
            }
        }

        private RelationalPlan plan(RelationalizeOptions options) {
            return RelationalPlan.of(schema().type(), options);
        }

        private SourceSchema schema() {
            return SourceSchema.of(survey, conflicts, SurveyOptions.DEFAULT);
        }

        private List<long[]> ids(RelationalizeOptions options) {
            return FirstIds.of(plan(options), survey, schema().policies(), KeptTables.NONE, splits.size());
        }

        private long[] total(RelationalizeOptions options) {
            return ids(options).get(splits.size());
        }

        /** What walking the records gives out before each split. */
        private List<long[]> expected(RelationalizeOptions options) {
            WholeRecordParser parser = new WholeRecordParser(JsonLimits.DEFAULT, Set.of());
            IdOracle oracle = new IdOracle(plan(options));
            List<long[]> before = new ArrayList<>();
            for (List<String> split : splits) {
                before.add(oracle.given());
                for (String record : split) {
                    byte[] bytes = record.getBytes(UTF_8);
                    if (parser.parse(bytes, 0, bytes.length) instanceof WholeRecord.Good good) {
                        oracle.take(good.value());
                    }
                }
            }
            before.add(oracle.given());
            return before;
        }
    }

    @Test
    void valuesBesideArraysHaveNoIdsInATableThatStays() {
        Survey survey = SurveyedBytes.of(0, SurveyOptions.DEFAULT, "{\"a\": 5}", "{\"a\": [1]}")
                .plus(SurveyedBytes.of(1, SurveyOptions.DEFAULT, "{\"a\": 6}", "{\"a\": [2]}"));
        KeptTables kept = KeptTables.of(Set.of("$"), Set.of("$.a[]"), Conflicts.NONE);
        SourceSchema schema = SourceSchema.of(
                survey, Conflicts.NONE, SurveyOptions.DEFAULT, StructType.fromDDL("a ARRAY<BIGINT>"), kept);

        List<long[]> ids = FirstIds.of(RelationalPlan.of(schema.type(), ROOT), survey, schema.policies(), kept, 2);

        assertThat(ids).containsExactly(new long[] {0}, new long[] {1}, new long[] {2});
    }

    @Test
    void arraysAreCountedInAllSplitsBefore() {
        Input input = new Input(
                Conflicts.NONE,
                List.of(
                        List.of("{\"a\":[1]}", "{\"a\":[]}", "{\"a\":null}", "{}"),
                        List.of("{\"b\":[[1],[]]}"),
                        List.of("{\"a\":[2],\"b\":[]}")));

        List<long[]> ids = input.ids(ROOT);

        assertThat(ids.get(0)).containsExactly(0, 0, 0);
        assertThat(ids.get(1)).containsExactly(2, 0, 0);
        assertThat(ids.get(2)).containsExactly(2, 1, 2);
        assertThat(ids.get(3)).containsExactly(3, 2, 2);
        assertThat(input.total(ROOT.withEmptyArrays(EmptyArrays.NULL))).containsExactly(2, 1, 1);
    }

    @Test
    void splitWithoutRecordsHasTheIdsOfThoseBefore() {
        Survey survey = SurveyedBytes.of(2, SurveyOptions.DEFAULT, "{\"a\":[1]}")
                .plus(SurveyedBytes.of(9, SurveyOptions.DEFAULT, "{\"a\":[1]}"));
        RelationalPlan plan = RelationalPlan.of(
                SourceSchema.of(survey, Conflicts.NONE, SurveyOptions.DEFAULT).type(), ROOT);

        List<long[]> ids = FirstIds.of(plan, survey, 10);

        assertThat(ids.get(2)).containsExactly(0);
        assertThat(ids.get(5)).containsExactly(1);
        assertThat(ids.get(9)).containsExactly(1);
        assertThat(ids.get(10)).containsExactly(2);
    }

    @Test
    void valueBesideArraysCountsAsOneThatIsNeverEmpty() {
        Input input = new Input(
                Conflicts.NONE,
                List.of(
                        List.of("{\"a\":{\"b\":[1],\"c\":1}}", "{\"a\":null}"),
                        List.of("{\"a\":[]}", "{\"a\":[{\"b\":[1]},{\"b\":[]}]}")));

        assertThat(input.ids(ROOT).get(1)).containsExactly(1, 1);
        assertThat(input.total(ROOT)).containsExactly(3, 3);
        assertThat(input.total(ROOT.withEmptyArrays(EmptyArrays.NULL))).containsExactly(2, 2);
    }

    @Test
    void valueThatIsRescuedOrHasItsOwnColumnIsNoArray() {
        List<List<String>> splits =
                List.of(List.of("{\"a\":1}", "{\"a\":[1]}", "{\"a\":[2]}"), List.of("{\"a\":[]}", "{\"a\":3}"));
        for (Named policy : List.of(Named.RESCUE, Named.REJECT, Named.MAKE_COLS, Named.MAKE_STRUCT)) {
            Input input = new Input(new Conflicts(Optional.of(policy), Map.of()), splits);

            assertThat(input.total(ROOT)).as(policy.name()).containsExactly(3);
        }
    }

    @Test
    void objectsUsedAsMapsCountWithTheirArraysTogether() {
        Input input = new Input(
                Conflicts.NONE,
                List.of(
                        List.of("{\"m\":{\"x\":[1],\"y\":[2,3]}}", "{\"m\":{\"x\":null}}"),
                        List.of("{\"m\":{}}", "{\"m\":{\"z\":[]}}")));
        RelationalizeOptions asMap = ROOT.withAsMap("m");

        assertThat(input.ids(asMap).get(1)).containsExactly(2, 2);
        assertThat(input.total(asMap)).containsExactly(4, 3);
        assertThat(input.total(asMap.withEmptyArrays(EmptyArrays.NULL))).containsExactly(2, 2);
    }

    @Test
    void objectWhoseOtherMembersAreLeftOutHasRoomForAnIdThatIsNotGiven() {
        Input input = new Input(Conflicts.NONE, List.of(List.of("{\"m\":{\"x\":1}}"), List.of("{\"m\":{\"y\":1}}")));
        RelationalizeOptions leavesOut = ROOT.withAsMap("m").withExclude("m.x").withEmptyArrays(EmptyArrays.NULL);

        assertThat(input.total(leavesOut)).containsExactly(2);
        assertThat(input.expected(leavesOut).get(2)).containsExactly(1);
    }

    @Test
    void countsAreThoseOfWalkingTheRecords() {
        List<RelationalizeOptions> options = List.of(
                ROOT,
                ROOT.withEmptyArrays(EmptyArrays.NULL),
                ROOT.withAsMap("a"),
                ROOT.withAsMap("a", "b").withEmptyArrays(EmptyArrays.NULL));
        List<Conflicts> policies = List.of(
                Conflicts.NONE,
                new Conflicts(Optional.of(Named.AS_ARRAY), Map.of()),
                new Conflicts(Optional.of(Named.MAKE_STRUCT), Map.of()));
        long first = System.nanoTime();
        int compared = 0;
        for (long seed = first; seed < first + 100; seed++) {
            RandomJson random = new RandomJson(seed);
            List<List<String>> splits = new ArrayList<>();
            for (int split = random.below(5); split >= 0; split--) {
                splits.add(random.records(random.below(8), 0.1).stream()
                        .filter(record -> !record.isBlank() && !record.startsWith(" "))
                        .toList());
            }
            for (Conflicts conflicts : policies) {
                Input input = new Input(conflicts, splits);
                for (RelationalizeOptions each : options) {
                    try {
                        input.plan(each);
                    } catch (RelataException noPlan) {
                        continue; // random keys need not fit the options
                    }
                    List<long[]> ids = input.ids(each);
                    List<long[]> expected = input.expected(each);
                    for (int split = 0; split < expected.size(); split++) {
                        assertThat(ids.get(split))
                                .as("seed %s, split %s, %s, %s", seed, split, conflicts, each.asMap())
                                .containsExactly(expected.get(split));
                        compared += Arrays.stream(expected.get(split)).anyMatch(count -> count > 0) ? 1 : 0;
                    }
                }
            }
        }
        assertThat(compared).isGreaterThan(1_000);
    }
}
