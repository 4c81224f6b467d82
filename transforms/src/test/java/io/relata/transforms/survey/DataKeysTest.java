package io.relata.transforms.survey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("any-spark")
class DataKeysTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"17\",\"-4\",\"230\",\"99\",\"1000\"",
                "\"2026-11-21\",\"2026-11-22\",\"2026-11-23\",\"2026-11-24\",\"2026-11-25T10:00:00Z\"",
                "\"2026-01\",\"2026-02\",\"2026-03\",\"2026-04\",\"2026-05\"",
                "\"5f2b8c1e00aa\",\"5f2b8c1e00ab\",\"5f2b8c1e00ac\",\"5f2b8c1e00ad\",\"5f2b8c1e00ae\"",
                "\"de\",\"en\",\"en-GB\",\"fr\",\"pt_BR\",\"nl\",\"zh-Hant\",\"it\""
            })
    void idsDatesAndLanguagesAreDataInOneObjectAlready(String keys) {
        List<String> names = List.of(keys.split(","));
        assertThat(found("{\"n\":1,\"by\":" + object(names, key -> "{\"x\":1,\"y\":\"t\"}") + "}"))
                .containsExactly(new DataKeys("by", names.size(), 1));
        assertThat(found("{\"all\":[{\"by\":" + object(names, key -> "1") + "}]}"))
                .containsExactly(new DataKeys("all[].by", names.size(), 1));
    }

    @Test
    void namesThatHardlyAnyTwoObjectsShareAreData() {
        String[] records = IntStream.range(0, 200)
                .mapToObj(i -> "{\"seen\":{\"user-" + name(i) + "\":" + i + "}}")
                .toArray(String[]::new);
        assertThat(found(records)).containsExactly(new DataKeys("seen", 200, 200));
    }

    @Test
    void fieldsThatAreSeldomFilledAreNoData() {
        long seed = 7;
        Random random = new Random(seed);
        String[] records = IntStream.range(0, 1_000)
                .mapToObj(i -> "{\"answers\":{"
                        + IntStream.range(0, 300)
                                .filter(field -> random.nextInt(100) < 3)
                                .mapToObj(field -> "\"question_" + name(field) + "\":\"x\"")
                                .collect(Collectors.joining(","))
                        + "}}")
                .toArray(String[]::new);
        assertThat(found(records)).as("seed " + seed).isEmpty();
    }

    @Test
    void fieldsOfManyShapesAreNoDataWhateverTheirNames() {
        List<String> names = List.of("\"1\"", "\"2\"", "\"3\"", "\"4\"", "\"5\"", "\"6\"");
        assertThat(found("{\"form\":" + object(names, key -> key % 2 == 0 ? "1" : "\"x\"") + "}"))
                .isEmpty();
        assertThat(found("{\"form\":" + object(names, key -> "{\"field" + key + "\":1}") + "}"))
                .isEmpty();
    }

    @Test
    void recordsThemselvesAreToldAndWhatLiesBelowDataIsNot() {
        List<String> names = List.of("\"11\"", "\"12\"", "\"13\"", "\"14\"", "\"15\"");
        assertThat(found(object(names, key -> object(names, inner -> "1")))).containsExactly(new DataKeys("", 5, 1));
        assertThat(found("{\"outer\":" + object(names, key -> object(names, inner -> "1")) + "}"))
                .containsExactly(new DataKeys("outer", 5, 1));
    }

    @Test
    void manyObjectsOrListsOfObjectsWithTheSameFieldsAreData() {
        List<String> names =
                IntStream.range(0, 40).mapToObj(i -> "\"C" + name(i) + "\"").toList();
        assertThat(found(object(names, key -> "[{\"name\":\"x\",\"rank\":" + key + "}]")))
                .containsExactly(new DataKeys("", 40, 1));
        assertThat(found("{\"by\":" + object(names, key -> "{\"name\":\"x\",\"rank\":1}") + "}"))
                .containsExactly(new DataKeys("by", 40, 1));
        assertThat(found("{\"by\":" + object(names, key -> "{\"value\":1}") + "}"))
                .isEmpty();
        assertThat(found(object(names, key -> "[{\"x" + key + "\":1,\"y" + key + "\":2}]")))
                .isEmpty();
        assertThat(found(object(names.subList(0, 29), key -> "[{\"name\":\"x\",\"rank\":1}]")))
                .isEmpty();
    }

    @Test
    void moreThanAThousandFieldsAreToldWhateverTheyHold() {
        List<String> names = IntStream.range(0, 1_001)
                .mapToObj(i -> "\"field_" + name(i) + "\"")
                .toList();
        IntFunction<String> value = key -> key % 2 == 0 ? "1" : "\"x\"";
        assertThat(found("{\"n\":" + object(names, value) + "}")).containsExactly(new DataKeys("n", 1_001, 1));
        assertThat(found("{\"n\":" + object(names.subList(0, 1_000), value) + "}"))
                .isEmpty();
    }

    @Test
    void wordsOfTwoLettersAreNoLanguagesWhenTheyAreFewOrOthers() {
        assertThat(found("{\"a\":" + object(List.of("\"id\"", "\"no\"", "\"to\"", "\"is\""), key -> "1") + "}"))
                .isEmpty();
        List<String> states = List.of(
                "\"ny\"", "\"tx\"", "\"nj\"", "\"wa\"", "\"oh\"", "\"dc\"", "\"wi\"", "\"az\"", "\"vt\"", "\"ri\"");
        assertThat(found("{\"a\":" + object(states, key -> "1") + "}")).isEmpty();
    }

    private static String object(List<String> names, IntFunction<String> value) {
        List<String> members = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            members.add(names.get(i) + ":" + value.apply(i));
        }
        return "{" + String.join(",", members) + "}";
    }

    /** A word without digits. */
    private static String name(int number) {
        return Integer.toString(number, 26)
                .chars()
                .map(digit -> Character.digit(digit, 26) + 'a')
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private static List<DataKeys> found(String... records) {
        return DataKeys.of(SurveyedBytes.of(records));
    }
}
