package io.relata.transforms.survey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
            return RelationalPlan.of(
                    SourceSchema.of(survey, conflicts, SurveyOptions.DEFAULT).schema(), options);
        }

        private FirstIds ids(RelationalizeOptions options) {
            return FirstIds.of(plan(options), survey, conflicts);
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

    private static long[] before(FirstIds ids, int split) {
        return ids.before(split);
    }

    @Test
    void arraysAreCountedInAllSplitsBefore() {
        Input input = new Input(
                Conflicts.NONE,
                List.of(
                        List.of("{\"a\":[1]}", "{\"a\":[]}", "{\"a\":null}", "{}"),
                        List.of("{\"b\":[[1],[]]}"),
                        List.of("{\"a\":[2],\"b\":[]}")));

        FirstIds ids = input.ids(ROOT);

        assertThat(before(ids, 0)).containsExactly(0, 0, 0);
        assertThat(before(ids, 1)).containsExactly(2, 0, 0);
        assertThat(before(ids, 2)).containsExactly(2, 1, 2);
        assertThat(before(ids, 3)).containsExactly(3, 2, 2);
        assertThat(ids.total()).containsExactly(3, 2, 2);
        assertThat(input.ids(ROOT.withEmptyArrays(EmptyArrays.NULL)).total()).containsExactly(2, 1, 1);
    }

    @Test
    void splitWithoutRecordsHasTheIdsOfThoseBefore() {
        Survey survey = SurveyedBytes.of(2, SurveyOptions.DEFAULT, "{\"a\":[1]}")
                .plus(SurveyedBytes.of(9, SurveyOptions.DEFAULT, "{\"a\":[1]}"));
        RelationalPlan plan = RelationalPlan.of(
                SourceSchema.of(survey, Conflicts.NONE, SurveyOptions.DEFAULT).schema(), ROOT);

        FirstIds ids = FirstIds.of(plan, survey);

        assertThat(before(ids, 2)).containsExactly(0);
        assertThat(before(ids, 5)).containsExactly(1);
        assertThat(before(ids, 9)).containsExactly(1);
        assertThat(before(ids, 10)).containsExactly(2);
    }

    @Test
    void valueBesideArraysCountsAsOneThatIsNeverEmpty() {
        Input input = new Input(
                Conflicts.NONE,
                List.of(
                        List.of("{\"a\":{\"b\":[1],\"c\":1}}", "{\"a\":null}"),
                        List.of("{\"a\":[]}", "{\"a\":[{\"b\":[1]},{\"b\":[]}]}")));

        assertThat(before(input.ids(ROOT), 1)).containsExactly(1, 1);
        assertThat(input.ids(ROOT).total()).containsExactly(3, 3);
        assertThat(input.ids(ROOT.withEmptyArrays(EmptyArrays.NULL)).total()).containsExactly(2, 2);
    }

    @Test
    void valueThatIsRescuedOrHasItsOwnColumnIsNoArray() {
        List<List<String>> splits = List.of(List.of("{\"a\":1}", "{\"a\":[1]}", "{\"a\":[2]}"), List.of("{\"a\":[]}", "{\"a\":3}"));
        for (Named policy : List.of(Named.RESCUE, Named.REJECT, Named.MAKE_COLS, Named.MAKE_STRUCT)) {
            Input input = new Input(new Conflicts(Optional.of(policy), Map.of()), splits);

            assertThat(input.ids(ROOT).total()).as(policy.name()).containsExactly(3);
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

        assertThat(before(input.ids(asMap), 1)).containsExactly(2, 2);
        assertThat(input.ids(asMap).total()).containsExactly(4, 3);
        assertThat(input.ids(asMap.withEmptyArrays(EmptyArrays.NULL)).total()).containsExactly(2, 2);
        assertThatThrownBy(() -> input.ids(
                        asMap.withEmptyArrays(EmptyArrays.NULL).withExclude("m.z")))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot number arrays without gaps (path m): objects were counted with all their members,"
                        + " and the plan leaves some out. Name a key for the documents, so that ids are hashes, or set"
                        + " emptyArrays to KEY.");
    }

    @Test
    void surveyWithoutCountsBySplitIsRefused() {
        Survey survey = SurveyedBytes.of("{\"a\":[1]}");
        Survey without = new Survey(survey.root().withoutSplits(), 1, 0, Map.of(), false);
        RelationalPlan plan = RelationalPlan.of(
                SourceSchema.of(survey, Conflicts.NONE, SurveyOptions.DEFAULT).schema(), ROOT);

        assertThatThrownBy(() -> FirstIds.of(plan, without))
                .hasMessageStartingWith("Cannot number arrays without gaps (path the record): the counts by split");
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
                    FirstIds ids = input.ids(each);
                    List<long[]> expected = input.expected(each);
                    for (int split = 0; split < expected.size(); split++) {
                        assertThat(ids.before(split))
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
