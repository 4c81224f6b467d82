package io.relata.transforms.survey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.relata.transforms.json.Framing;
import io.relata.transforms.json.JsonLimits;
import io.relata.transforms.json.JsonReject;
import io.relata.transforms.json.Leniency;
import io.relata.transforms.json.RecordPlace;
import io.relata.transforms.json.RecordScanner;
import io.relata.transforms.json.RejectReason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SurveyScannerTest {

    private static SurveyPlace at(Survey survey, String key) {
        return survey.root().members().get(key);
    }

    private static KindCounts kinds(Survey survey, String key) {
        return at(survey, key).kinds();
    }

    @Test
    void countsEveryKind() {
        Survey survey = SurveyedBytes.of(
                "{\"a\":null}",
                "{\"a\":true}",
                "{\"a\":12}",
                "{\"a\":9223372036854775808}",
                "{\"a\":1.5}",
                "{\"a\":\"x\"}",
                "{\"a\":{}}",
                "{\"a\":[]}");

        assertThat(kinds(survey, "a")).isEqualTo(new KindCounts(1, 1, 1, 1, 1, 1, 1, 1));
        assertThat(survey.records()).isEqualTo(8);
    }

    @Test
    void longestTextIsThatOfTheDecodedText() {
        Survey survey = SurveyedBytes.of("{\"a\":\"caf\u00e9\",\"b\":\"caf\\u00e9\\n\",\"c\":\"\\ud83d\\ude80\"}");

        assertThat(at(survey, "a").longestText()).isEqualTo(5);
        assertThat(at(survey, "b").longestText()).isEqualTo(6);
        assertThat(at(survey, "c").longestText()).isEqualTo(4);
    }

    @Test
    void escapedKeyBelongsToTheDecodedOne() {
        Survey survey = SurveyedBytes.of("{\"ab\":1}", "{\"\\u0061b\":2}", "{\"a\\\"b\":3}", "{\"a\\\"b\":4}");

        assertThat(survey.root().members()).containsOnlyKeys("ab", "a\"b");
        assertThat(kinds(survey, "ab").longs()).isEqualTo(2);
        assertThat(kinds(survey, "a\"b").longs()).isEqualTo(2);
    }

    @Test
    void knownKeyWithAQuoteIsNotTakenForTwoTokens() {
        Survey survey = SurveyedBytes.of("{\"a\\\"b\":3}", "{\"a\"b\":4}");

        assertThat(survey.records()).isEqualTo(1);
        assertThat(survey.rejected()).containsOnlyKeys(RejectReason.MALFORMED);
    }

    @Test
    void valueOfAShadowedKeyDoesNotCount() {
        Survey survey = SurveyedBytes.of("{\"a\":[1,2],\"b\":1,\"a\":\"x\"}", "{\"a\":{\"c\":1,\"c\":null}}");

        assertThat(kinds(survey, "a")).isEqualTo(new KindCounts(0, 0, 0, 0, 0, 1, 1, 0));
        assertThat(at(survey, "a").element()).isEmpty();
        assertThat(at(survey, "a").members().get("c").kinds().nulls()).isEqualTo(1);
        assertThat(survey.duplicateKeys()).isEqualTo(2);
    }

    @Test
    void numbersTellWhatTypeHoldsThem() {
        Survey survey = SurveyedBytes.of(
                "{\"a\":9007199254740992,\"b\":9007199254740993,\"c\":-9007199254740993,\"d\":1e400,\"e\":0.125}",
                "{\"e\":1234.5,\"f\":1.5e-3,\"g\":-9223372036854775808,\"h\":-9223372036854775809}");

        assertThat(at(survey, "a").numbers()).isEqualTo(new NumberExtents(16, 0, 0, 0, 0, 0));
        assertThat(at(survey, "b").numbers()).isEqualTo(new NumberExtents(16, 0, 0, 1, 0, 0));
        assertThat(at(survey, "c").numbers()).isEqualTo(new NumberExtents(16, 0, 0, 1, 0, 0));
        assertThat(at(survey, "d").numbers()).isEqualTo(new NumberExtents(0, 401, 0, 0, 1, 0));
        assertThat(at(survey, "e").numbers()).isEqualTo(new NumberExtents(0, 4, 3, 0, 0, 0));
        assertThat(at(survey, "f").numbers()).isEqualTo(new NumberExtents(0, 1, 4, 0, 0, 0));
        assertThat(kinds(survey, "g").longs()).isEqualTo(1);
        assertThat(kinds(survey, "h").bigIntegers()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "1.5e2643383279,  268435457, 0,         1",
        "1.5e-2643383279, 1,         268435457, 0",
        "1e268435456,     268435457, 0,         1",
        "1e99999999999999999999, 268435457, 0,  1",
        "0.5e00000000000000000003, 4, 0,        0",
    })
    void exponentsBeyondEveryIntegerAreBounded(String number, int whole, int fraction, int beyondDouble) {
        Survey survey = SurveyedBytes.of("{\"a\":" + number + "}");

        assertThat(at(survey, "a").numbers()).isEqualTo(new NumberExtents(0, whole, fraction, 0, beyondDouble, 0));
    }

    @Test
    void arraysAndTheirElementsAreCountedPerSplit() {
        Survey survey = SurveyedBytes.of(
                7, SurveyOptions.DEFAULT, "{\"a\":[1,null]}", "{\"a\":[]}", "{\"a\":{\"x\":null}}", "{\"a\":5}");

        assertThat(at(survey, "a").splits().rows()).containsExactly(new SplitCounts.Row(7, 2, 1, 2, 1, 1));
        assertThat(at(survey, "a").element().orElseThrow().kinds().values()).isEqualTo(2);
    }

    @Test
    void rejectsAreCountedByReasonWithTheFirstPlace() {
        Survey first = SurveyedBytes.of(
                1, SurveyOptions.DEFAULT, "{\"a\":1}", "{bad", "[1]", "{worse", "{\"a\":" + "[".repeat(200));
        Survey second = SurveyedBytes.of(0, SurveyOptions.DEFAULT, "{\"a\":2}", "{\"b\"}");

        assertThat(first.rejected())
                .containsOnlyKeys(RejectReason.MALFORMED, RejectReason.NOT_AN_OBJECT, RejectReason.TOO_DEEP);
        assertThat(first.rejected().get(RejectReason.MALFORMED).count()).isEqualTo(2);
        assertThat(first.rejected().get(RejectReason.MALFORMED).place())
                .isEqualTo(new RecordPlace("file", OptionalLong.of(8)));
        Survey both = first.plus(second);
        assertThat(both.rejected().get(RejectReason.MALFORMED).count()).isEqualTo(3);
        assertThat(both.rejected().get(RejectReason.MALFORMED).split()).isZero();
        assertThat(both.rejectedRecords()).isEqualTo(5);
        assertThat(both.records()).isEqualTo(2);
    }

    @Test
    void whatIsNoRecordIsCountedToo() {
        SurveyScanner scanner = new SurveyScanner(0, JsonLimits.DEFAULT, Set.of(), SurveyOptions.DEFAULT);
        scanner.reject(new JsonReject(
                "x", RejectReason.RECORDS_PATH_MISSING, "no list there", new RecordPlace("f", OptionalLong.empty())));

        assertThat(scanner.survey().rejected().get(RejectReason.RECORDS_PATH_MISSING))
                .isEqualTo(new Survey.Rejection(1, 0, new RecordPlace("f", OptionalLong.empty()), "no list there"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":007}",
                "{\"a\":1.}",
                "{\"a\":.5}",
                "{\"a\":+1}",
                "{\"a\":-}",
                "{\"a\":1e}",
                "{\"a\":1e+}",
                "{\"a\":01.5}",
                "{\"a\":-01}",
                "{\"a\":1.2.3}",
                "{\"a\":0x1}",
                "{\"a\":NaN}",
                "{\"a\":nul}",
                "{\"a\":nulL}",
                "{\"a\":tru}",
                "{\"a\":falsE}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12g4\"}",
                "{\"a\":\"\t\"}",
                "{\"a\":\"\u0000\"}",
                "{\"a\":1,}",
                "{,\"a\":1}",
                "{\"a\":[1,]}",
                "{\"a\":[,1]}",
                "{\"a\":[1 2]}",
                "{\"a\" 1}",
                "{\"a\":1 \"b\":2}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":1}}",
                "{\"a\":1}{}",
                "{\"a\":1} //",
                "{\"a\":1}\u0000",
                "{\"a\":[1}",
                "{\"a\":{\"b\":1]}",
                "{\"a\":",
                "{\"a",
                "{",
                "{\"a\":1",
                "{\"a\":\"x",
                "{\"a\":\"x\\",
                "{\"a\":\"\\u00",
                "{\"a\":\f1}",
                "{\"a\":\u00a01}"
            })
    void malformedRecordsAreRefusedByBothWays(String record) {
        for (Framing framing : Framing.values()) {
            SurveyScanner scanner = new SurveyScanner(0, JsonLimits.DEFAULT, Set.of(), SurveyOptions.DEFAULT);

            int refused = SurveyedBytes.feed(scanner, framing, List.of(record.getBytes(UTF_8)));

            assertThat(refused).isEqualTo(1);
            assertThat(scanner.survey().records()).isZero();
            assertThat(scanner.survey().root()).isEqualTo(SurveyPlace.NONE);
        }
    }

    @Test
    void loneSurrogatesAreGood() {
        Survey survey = SurveyedBytes.of("{\"\\ud800\":\"\\udc00x\"}", "{\"a\":\"\\ud83d\\ud83d\\ude80\"}");

        assertThat(survey.records()).isEqualTo(2);
        assertThat(at(survey, "\uFFFD").longestText()).isEqualTo(4);
        assertThat(at(survey, "a").longestText()).isEqualTo(7);
    }

    @Test
    void recordIsOneLineWhereLinesAreRecords() {
        byte[] record = "{\"a\":\n1}".getBytes(UTF_8);
        byte[] padded = java.util.Arrays.copyOf(record, record.length + RecordScanner.PADDING);
        SurveyScanner scanner = new SurveyScanner(0, JsonLimits.DEFAULT, Set.of(), SurveyOptions.DEFAULT);

        scanner.framing(Framing.LINES);
        assertThat(scanner.scan(padded, 0, record.length)).isEqualTo(RecordScanner.REFUSED);
        scanner.framing(Framing.RANGES);
        assertThat(scanner.scan(padded, 0, record.length)).isEqualTo(record.length);
    }

    @Test
    void limitsAreThoseOfTheParser() {
        JsonLimits narrow = new JsonLimits(1_000, 3, 5, 1_000_000);
        for (String record : List.of("{\"a\":[[12345]]}", "{\"a\":[[1.234]]}", "{\"a\":[[1e234]]}", "{\"a\":[{}]}")) {
            SurveyScanner scanner = new SurveyScanner(0, narrow, Set.of(), SurveyOptions.DEFAULT);
            assertThat(SurveyedBytes.feed(scanner, Framing.LINES, List.of(record.getBytes(UTF_8))))
                    .isZero();
        }
        for (String record : List.of("{\"a\":123456}", "{\"a\":1.2345}", "{\"a\":1e2345}", "{\"a\":[[[]]]}")) {
            SurveyScanner scanner = new SurveyScanner(0, narrow, Set.of(), SurveyOptions.DEFAULT);
            assertThat(SurveyedBytes.feed(scanner, Framing.LINES, List.of(record.getBytes(UTF_8))))
                    .isEqualTo(1);
            assertThat(scanner.survey().rejectedRecords()).isEqualTo(1);
        }
    }

    @Test
    void lenientRecordsCountWhereTheJobIsLenient() {
        Survey survey = SurveyedBytes.lenient(Leniency.NAN, "{\"a\":NaN}", "{\"a\":-Infinity}", "{\"a\":1,}");

        assertThat(kinds(survey, "a").fractions()).isEqualTo(2);
        assertThat(at(survey, "a").numbers().nonFinite()).isEqualTo(2);
        assertThat(survey.rejectedRecords()).isEqualTo(1);
    }

    @Test
    void keysBeyondTheBoundAreCountedAndStillChecked() {
        StringBuilder first = new StringBuilder("{\"p\":{");
        for (int i = 0; i < TallyTree.MOST_MEMBERS; i++) {
            first.append(i == 0 ? "" : ",").append("\"k").append(i).append("\":1");
        }
        Survey survey = SurveyedBytes.of(
                first.append("}}").toString(),
                "{\"p\":{\"more\":[{\"x\":1}],\"k0\":2,\"most\":\"y\"}}",
                "{\"p\":{\"other\":[1,]}}");

        assertThat(at(survey, "p").members()).hasSize(TallyTree.MOST_MEMBERS);
        assertThat(at(survey, "p").otherMembers()).isEqualTo(2);
        assertThat(at(survey, "p").members().get("k0").kinds().longs()).isEqualTo(2);
        assertThat(survey.rejectedRecords()).isEqualTo(1);
    }

    @Test
    void timestampsAreLookedForWhereTheJobAsks() {
        String[] records = {
            "{\"t\":\"2026-11-21T10:00:00Z\",\"u\":\"x\"}", "{\"t\":\"2026-11-21\\u005410:00:00.5+01:00\"}"
        };

        Survey inferred = SurveyedBytes.of(0, SurveyedBytes.INFER, records);

        assertThat(at(inferred, "t").plainTexts()).isZero();
        assertThat(at(inferred, "u").plainTexts()).isEqualTo(1);
    }

    @Test
    void travelsInFewBytes() throws Exception {
        Survey survey = SurveyedBytes.of(
                        1, SurveyedBytes.INFER, "{\"a\":[{\"b\":1.5},null],\"c\":\"\u4f60\",\"d\":1e400}", "{bad")
                .plus(SurveyedBytes.of(0, SurveyOptions.DEFAULT, "{\"a\":[],\"e\":{\"f\":true}}", "[]"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(survey);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(survey);
        }
        assertThat(bytes.size()).isLessThan(500);
    }
}
