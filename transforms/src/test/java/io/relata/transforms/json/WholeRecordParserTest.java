package io.relata.transforms.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.relata.transforms.json.JsonValue.ArrayValue;
import io.relata.transforms.json.JsonValue.BooleanValue;
import io.relata.transforms.json.JsonValue.Member;
import io.relata.transforms.json.JsonValue.NullValue;
import io.relata.transforms.json.JsonValue.NumberValue;
import io.relata.transforms.json.JsonValue.ObjectValue;
import io.relata.transforms.json.JsonValue.TextValue;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WholeRecordParserTest {

    private static final WholeRecordParser STRICT = new WholeRecordParser(JsonLimits.DEFAULT, Set.of());

    private static WholeRecord parse(String text) {
        return parse(STRICT, text);
    }

    private static WholeRecord parse(WholeRecordParser parser, String text) {
        byte[] bytes = ("??" + text + "??").getBytes(UTF_8);
        return parser.parse(bytes, 2, bytes.length - 2);
    }

    private static WholeRecord read(int repeatedKeys, Member... members) {
        return new WholeRecord.Good(new ObjectValue(List.of(members)), repeatedKeys);
    }

    private static WholeRecord refused(RejectReason reason, String detail) {
        return new WholeRecord.Refused(reason, detail);
    }

    @Test
    void readsEveryKindOfValueWithNumbersAsTheyAreWritten() {
        assertThat(parse(" {\"n\":null,\"t\":true,\"f\":false,\"i\":-0,\"d\":1.50E+2,\"s\":\"a\\u00e9\\n\",\"o\":{},"
                        + "\"a\":[1,[],{\"x\":\"\"}]} \r\n"))
                .isEqualTo(read(
                        0,
                        new Member("n", new NullValue()),
                        new Member("t", new BooleanValue(true)),
                        new Member("f", new BooleanValue(false)),
                        new Member("i", new NumberValue("-0")),
                        new Member("d", new NumberValue("1.50E+2")),
                        new Member("s", new TextValue("a\u00e9\n")),
                        new Member("o", new ObjectValue(List.of())),
                        new Member(
                                "a",
                                new ArrayValue(List.of(
                                        new NumberValue("1"),
                                        new ArrayValue(List.of()),
                                        new ObjectValue(List.of(new Member("x", new TextValue("")))))))));
    }

    @Test
    void lastOfDuplicateKeysWinsInThePlaceOfTheFirst() {
        assertThat(parse("{\"a\":1,\"b\":2,\"\\u0061\":3,\"a\":null,\"c\":{\"d\":1,\"d\":2}}"))
                .isEqualTo(read(
                        3,
                        new Member("a", new NullValue()),
                        new Member("b", new NumberValue("2")),
                        new Member("c", new ObjectValue(List.of(new Member("d", new NumberValue("2")))))));
    }

    @Test
    void loneSurrogatesBecomeTheReplacementCharacter() {
        assertThat(parse("{\"\\ud800\":\"x\\udc00\\ud83d\\ude00\\ud83d\"}"))
                .isEqualTo(read(0, new Member("\uFFFD", new TextValue("x\uFFFD\uD83D\uDE00\uFFFD"))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            [1]   | a record is an object, and it is a list
            "x"   | a record is an object, and it is a text
            -1e5  | a record is an object, and it is a number
            true  | a record is an object, and it is true
            false | a record is an object, and it is false
            null  | a record is an object, and it is null
            """)
    void whatIsNoObjectIsNoRecord(String text, String detail) {
        assertThat(parse(text)).isEqualTo(refused(RejectReason.NOT_AN_OBJECT, detail));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"a\":1",
                "{\"a\":1,}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":1.}",
                "{\"a\":.5}",
                "{\"a\":NaN}",
                "{'a':1}",
                "{\"a\":1}//",
                "{\"a\":\"\t\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":1}{\"a\":2}",
                "{\"a\":1} x",
                "[1,2",
                "\uFEFF{}",
                "{\"a\":1\f}"
            })
    void whatIsNotJsonIsMalformed(String text) {
        assertThat(parse(text))
                .isInstanceOfSatisfying(
                        WholeRecord.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(RejectReason.MALFORMED));
    }

    @Test
    void saysWhereARecordIsMalformed() {
        assertThat(parse("{\"a\":1}{}"))
                .isEqualTo(refused(RejectReason.MALFORMED, "something follows its end, at character 8"));
        assertThat(parse(" ")).isEqualTo(refused(RejectReason.MALFORMED, "it ends before its value does"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00c0\u0080", "\u00ed\u00a0\u0080", "\u00f4\u0090\u0080\u0080", "\u0080", "\u00e4"})
    void invalidUtf8IsMalformed(String latin1) {
        byte[] bytes = ("{\"a\":\"" + latin1 + "\"}").getBytes(ISO_8859_1);

        assertThat(STRICT.parse(bytes, 0, bytes.length)).isEqualTo(refused(RejectReason.MALFORMED, "it is not UTF-8"));
    }

    @Test
    void limitsHoldToTheLastLevelByteAndDigit() {
        WholeRecordParser narrow = new WholeRecordParser(new JsonLimits(20, 3, 5, 1_000_000), Set.of());

        assertThat(parse(narrow, "{\"a\":[[12345]]}")).isInstanceOf(WholeRecord.Good.class);
        assertThat(parse(narrow, "{\"a\":[[[]]]}"))
                .isEqualTo(refused(
                        RejectReason.TOO_DEEP, "more than 3 objects and lists lie inside one another, at character 8"));
        assertThat(parse(narrow, "{\"a\":123456}"))
                .isEqualTo(refused(RejectReason.TOO_LARGE, "a number has more than 5 characters, at character 6"));
        assertThat(parse(narrow, "{\"a\":1.2345}"))
                .isEqualTo(refused(RejectReason.TOO_LARGE, "a number has more than 5 characters, at character 6"));
        assertThat(parse(narrow, "{\"a\":\"" + "x".repeat(12) + "\"}")).isInstanceOf(WholeRecord.Good.class);
        assertThat(parse(narrow, "{\"a\":\"" + "x".repeat(13) + "\"}"))
                .isEqualTo(refused(RejectReason.TOO_LARGE, "it has 21 bytes, and at most 20 are allowed"));
    }

    @Test
    void depthAndNamesHaveNoOtherLimit() {
        WholeRecordParser deep = new WholeRecordParser(new JsonLimits(1 << 20, 100_000, 10, 1_000_000), Set.of());

        assertThat(parse(deep, "{\"a\":" + "[".repeat(99_999) + "]".repeat(99_999) + "}"))
                .isInstanceOf(WholeRecord.Good.class);
        assertThat(parse(deep, "{\"" + "k".repeat(60_000) + "\":1}")).isInstanceOf(WholeRecord.Good.class);
    }

    @Test
    void recordOfTooManyValuesIsTooLarge() {
        String text = "{\"a\":[" + "1,".repeat(JsonLimits.DEFAULT.values() - 3) + "1";

        assertThat(parse(text + "]}")).isInstanceOf(WholeRecord.Good.class);
        assertThat(parse(text + ",1]}"))
                .isEqualTo(refused(RejectReason.TOO_LARGE, "it holds more than 1000000 values"));
    }

    @Test
    void lenientOnlyWhereAsked() {
        record Case(Leniency leniency, String text, WholeRecord expected) {}
        WholeRecord one = read(0, new Member("a", new NumberValue("1")));
        List<Case> cases = List.of(
                new Case(Leniency.NAN, "{\"a\":NaN}", read(0, new Member("a", new NumberValue("NaN")))),
                new Case(Leniency.NAN, "{\"a\":-INF}", read(0, new Member("a", new NumberValue("-Infinity")))),
                new Case(Leniency.COMMENTS, "{\"a\":1/* b */}// c", one),
                new Case(Leniency.SINGLE_QUOTES, "{'a':1}", one),
                new Case(Leniency.TRAILING_COMMAS, "{\"a\":1,}", one));
        for (Case each : cases) {
            assertThat(parse(new WholeRecordParser(JsonLimits.DEFAULT, Set.of(each.leniency())), each.text()))
                    .isEqualTo(each.expected());
            for (Leniency other : Leniency.values()) {
                if (other != each.leniency()) {
                    assertThat(parse(new WholeRecordParser(JsonLimits.DEFAULT, Set.of(other)), each.text()))
                            .isInstanceOf(WholeRecord.Refused.class);
                }
            }
        }
    }
}
