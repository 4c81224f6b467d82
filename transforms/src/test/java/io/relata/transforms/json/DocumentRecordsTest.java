package io.relata.transforms.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentRecordsTest {

    private static final String REST = "; nothing from here to the end of the file could be read";
    private static final int[] CHUNKS = {1, 2, 16, 17, 100, 5000, 1 << 20};

    @Test
    void anObjectIsARecord() {
        assertThat(read(" {\"a\":1} ")).containsExactly("{\"a\":1}");
    }

    @Test
    void theElementsOfAListAreRecords() {
        assertThat(read(" [ {\"a\":1},\n {\"a\":[{}]} ] ")).containsExactly("{\"a\":1}", "{\"a\":[{}]}");
    }

    @Test
    void valuesMayFollowOneAnother() {
        assertThat(read("{\"a\":1}{\"a\":2}\n[{\"a\":3}][]\n{\"a\":4}"))
                .containsExactly("{\"a\":1}", "{\"a\":2}", "{\"a\":3}", "{\"a\":4}");
    }

    @Test
    void bracketsAndQuotesInStringsAreText() {
        String record = "{\"}\":\"{[\\\"]\\\\\",\"\\\\\":[\"\\\\\\\"}\"]}";
        assertThat(read("[" + record + "," + record + "]")).containsExactly(record, record);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n\t\r ", "[]", "[ ]\n[]", "\ufeff", "\ufeff []"})
    void nothingHoldsNoRecord(String content) {
        assertThat(read(content)).isEmpty();
    }

    @Test
    void whatIsNoObjectIsJudgedInItsPlace() {
        assertThat(read("[1,{\"a\":1},null,\"x\",[{\"a\":2}],true] 7 \"y\"-0.5e1"))
                .containsExactly(
                        "1 judged 1",
                        "{\"a\":1}",
                        "11 judged null",
                        "16 judged \"x\"",
                        "20 judged [{\"a\":2}]",
                        "30 judged true",
                        "36 judged 7",
                        "38 judged \"y\"",
                        "41 judged -0.5e1");
    }

    @Test
    void aRecordThatIsMalformedInsideIsJudgedAlone() {
        assertThat(read("[{\"a\":1},{\"a\" 2},{\"a\":\"\\q\"},\"\\q\",{\"a\":3}]{nonsense}{\"a\":4}"))
                .containsExactly(
                        "{\"a\":1}",
                        "9 judged {\"a\" 2}",
                        "17 judged {\"a\":\"\\q\"}",
                        "28 judged \"\\q\"",
                        "{\"a\":3}",
                        "41 judged {nonsense}",
                        "{\"a\":4}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":\"x", "{\"a\":\"x\\", "{\"a\":\"}\\\"}", "[{\"a\":1}", "\"abc", "{"})
    void aRecordThatTheFileEndsInsideIsOneReject(String rest) {
        assertThat(read("[{\"a\":1},\n" + rest))
                .containsExactly("{\"a\":1}", "10 MALFORMED the file ends inside a value" + REST + " <" + rest + ">");
    }

    @Test
    void aListWithoutItsEndIsRejectedAtTheEnd() {
        assertThat(read("[{\"a\":1} "))
                .containsExactly(
                        "{\"a\":1}",
                        "9 MALFORMED the end of the file where a comma or the end of the list must follow" + REST
                                + " <>");
    }

    @Test
    void whatIsWrongBetweenRecordsEndsTheFile() {
        String good = "{\"a\":1}";
        assertThat(read(good + good + ",{\"a\":3}"))
                .containsExactly(good, good, "14 MALFORMED ',' where a value must begin" + REST + " <,{\"a\":3}>");
        assertThat(read("[" + good + " " + good + "]"))
                .containsExactly(
                        good,
                        "9 MALFORMED '{' where a comma or the end of the list must follow" + REST + " <{\"a\":1}]>");
        assertThat(read("[" + good + ",]"))
                .containsExactly(good, "9 MALFORMED ']' where a value must begin" + REST + " <]>");
        assertThat(read("[" + good + ",nul,{}]"))
                .containsExactly(good, "9 MALFORMED neither a number nor true, false or null" + REST + " <nul,{}]>");
        assertThat(read("[" + good + "]\u0001"))
                .containsExactly(good, "9 MALFORMED neither a number nor true, false or null" + REST + " <\u0001>");
        assertThat(read(good + "]")).containsExactly(good, "7 MALFORMED ']' where a value must begin" + REST + " <]>");
    }

    @Test
    void aRecordsPathLeadsToAList() {
        String content =
                "{\"v\":{\"Records\":[0]},\"a\":{\"x\":[{\"b\":9}],\"b\":[{\"c\":1},{\"c\":2}],\"y\":1},\"z\":[[{}]]}";
        assertThat(read(content, "$.a.b[*]")).containsExactly("{\"c\":1}", "{\"c\":2}");
    }

    @Test
    void keysOnTheWayMayBeEscaped() {
        assertThat(read(
                        "{\"\\u0061\\u00e9\" : { \"\\\"\\/\\n\\ud83d\\ude00\" :[{\"c\":1}]}}",
                        "$['a\u00e9']['\"/\n\ud83d\ude00'][*]"))
                .containsExactly("{\"c\":1}");
    }

    @Test
    void aRecordsPathHoldsForEachDocumentOfAFile() {
        assertThat(read("{\"r\":[{\"a\":1}],\"r\":[{\"a\":9}]}\n{\"r\":[]}\n{\"r\":[{\"a\":2}]}", "$.r[*]"))
                .containsExactly("{\"a\":1}", "{\"a\":9}", "{\"a\":2}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"x\":[{\"b\":1}]}",
                "{\"r\":null}",
                "{\"r\":{\"r\":[{}]}}",
                "[{\"r\":[{}]}]",
                "5",
                "\"r\""
            })
    void aDocumentWithoutAListAtTheRecordsPathIsRejected(String document) {
        assertThat(read("{\"r\":[{\"a\":1}]} " + document + " {\"r\":[{\"a\":2}]}", "$.r[*]"))
                .containsExactly(
                        "{\"a\":1}", "16 RECORDS_PATH_MISSING the document holds no list at $.r[*] <>", "{\"a\":2}");
    }

    @Test
    void theTopmostListMayBeAsked() {
        assertThat(read("[{\"a\":1}] {\"a\":2}", "$[*]"))
                .containsExactly("{\"a\":1}", "10 RECORDS_PATH_MISSING the document holds no list at $[*] <>");
    }

    @Test
    void theWayToTheListIsChecked() {
        assertThat(read("{1}", "$.r[*]")).containsExactly("1 MALFORMED '1' where a key must begin" + REST + " <1}>");
        assertThat(read("{\"x\" 1}", "$.r[*]"))
                .containsExactly("5 MALFORMED '1' where a colon must follow a key" + REST + " <1}>");
        assertThat(read("{\"x\":1;}", "$.r[*]"))
                .containsExactly("5 MALFORMED neither a number nor true, false or null" + REST + " <1;}>");
        assertThat(read("{\"x\":1\"", "$.r[*]"))
                .containsExactly(
                        "6 MALFORMED '\"' where a comma or the end of the object must follow" + REST + " <\">");
        assertThat(read("{\"x\":1,}", "$.r[*]"))
                .containsExactly("7 MALFORMED '}' where a key must begin" + REST + " <}>");
        assertThat(read("{\"x\":}", "$.r[*]"))
                .containsExactly("5 MALFORMED '}' where a value must begin" + REST + " <}>");
    }

    @Test
    void whatIsPassedOverIsChecked() {
        assertThat(read("{\"x\":[1,{\"y\":tru}],\"r\":[{\"a\":1}]}", "$.r[*]"))
                .containsExactly(
                        "5 MALFORMED a value that is not JSON" + REST + " <[1,{\"y\":tru}],\"r\":[{\"a\":1}]}>");
        assertThat(read("{\"\\x\":1,\"r\":[{\"a\":1}]}", "$.r[*]"))
                .containsExactly("1 MALFORMED a key that is not JSON" + REST + " <\"\\x\":1,\"r\":[{\"a\":1}]}>");
    }

    @Test
    void whatIsPassedOverMayBeLongerThanARecord() {
        String content = "{\"x\":[" + "\"]\\\"\",".repeat(10_000) + "1],\"r\":[{\"a\":1}]}";
        assertThat(read(content, Optional.of(RecordsPath.parse("$.r[*]")), new JsonLimits(100, 9, 9, 1_000_000)))
                .containsExactly("{\"a\":1}");
    }

    @Test
    void aRecordThatIsTooLargeIsPassedOver() {
        String large = "{\"s\":\"" + "x".repeat(300_000) + "\"}";
        assertThat(read(
                        "[{\"a\":1}," + large + ",{\"a\":2}]",
                        Optional.empty(),
                        new JsonLimits(100_000, 9, 9, 1_000_000)))
                .containsExactly(
                        "{\"a\":1}",
                        "9 TOO_LARGE a record of 300,008 bytes, of at most 100,000 <%s>"
                                .formatted(large.substring(0, JsonLimits.RAW_BYTES)),
                        "{\"a\":2}");
    }

    @Test
    void aRecordOfTheLargestSizeIsKept() {
        JsonLimits limits = new JsonLimits(50, 9, 9, 1_000_000);
        String record = "{\"s\":\"" + "x".repeat(42) + "\"}";
        assertThat(read(
                        " ".repeat(99) + record + record + "[1,\"" + "y".repeat(48) + "\"," + "1".repeat(50) + "]"
                                + "2".repeat(50),
                        Optional.empty(),
                        limits))
                .containsExactly(
                        record,
                        record,
                        "200 judged 1",
                        "202 judged \"" + "y".repeat(48) + "\"",
                        "253 judged " + "1".repeat(50),
                        "304 judged " + "2".repeat(50));
        assertThat(read("1".repeat(51) + " \"" + "y".repeat(49) + "\"{}", Optional.empty(), limits))
                .containsExactly(
                        "0 TOO_LARGE a record of 51 bytes, of at most 50 <" + "1".repeat(51) + ">",
                        "52 TOO_LARGE a record of 51 bytes, of at most 50 <\"" + "y".repeat(49) + "\">",
                        "{}");
    }

    @Test
    void aRecordThatIsTooLargeAndNeverEndsIsOneReject() {
        String large = "{\"s\":\"" + "x".repeat(500);
        assertThat(read("{}" + large, Optional.empty(), new JsonLimits(50, 9, 9, 1_000_000)))
                .containsExactly(
                        "{}", "2 MALFORMED the file ends inside a value" + REST + " <" + large.substring(0, 51) + ">");
    }

    @Test
    void aByteOrderMarkIsCountedAndNotRead() {
        assertThat(read("\ufeff[1]")).containsExactly("4 judged 1");
    }

    @Test
    void bytesThatAreNoTextAreTheirRecordsAlone() {
        byte[] content = "[{\"a\":1},{\"a\":\"x\"},{}]".getBytes(StandardCharsets.ISO_8859_1);
        content[15] = (byte) 0xE9;
        RecordingScanner scanner = RecordingScanner.refusing();
        read(content, TextEncoding.UTF_8, JsonInput.of(List.of("a")), 16, scanner);
        assertThat(scanner.found())
                .containsExactly("1 judged {\"a\":1}", "9 judged {\"a\":\"\ufffd\"}", "19 judged {}");
    }

    @Test
    void halfACharacterInUtf16EndsTheFileAndLosesNothingBefore() {
        byte[] content = ("[" + "{\"a\":1},".repeat(3000) + "{\"a\":\"\ud83d\"}]").getBytes(StandardCharsets.UTF_16BE);
        int half = content.length - 8;
        content[half] = (byte) 0xD8;
        for (int chunk : CHUNKS) {
            RecordingScanner scanner = RecordingScanner.taking();
            read(content, TextEncoding.UTF_16BE, JsonInput.of(List.of("a")), chunk, scanner);
            assertThat(scanner.found())
                    .hasSize(3001)
                    .endsWith("{\"a\":1}", "- MALFORMED this is no text in UTF_16BE" + REST + " <{\"a\":\">");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF_16BE", "UTF_16LE", "UTF_32BE", "UTF_32LE"})
    void otherEncodingsAreReadWithoutPositions(String name) {
        Charset charset = Charset.forName(name.replace('_', '-'));
        for (String mark : List.of("", "\ufeff")) {
            String text = mark + "[{\"a\":\"\u00e9\"}] {\"b\":\"\ud83d\ude00\"} 5";
            RecordingScanner scanner = RecordingScanner.taking();
            read(text.getBytes(charset), TextEncoding.valueOf(name), JsonInput.of(List.of("a")), 16, scanner);
            assertThat(scanner.found()).containsExactly("{\"a\":\"\u00e9\"}", "{\"b\":\"\ud83d\ude00\"}", "- judged 5");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anyDocumentsGiveTheirRecords(long seed) throws IOException {
        Random random = new Random(seed);
        ObjectMapper mapper = new ObjectMapper();
        for (int round = 0; round < 20; round++) {
            List<JsonNode> written = new ArrayList<>();
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            for (int document = random.nextInt(5); document >= 0; document--) {
                ArrayNode list = mapper.createArrayNode();
                for (int i = random.nextInt(8); i >= 0; i--) {
                    list.add(randomObject(mapper, random, 0));
                }
                list.forEach(written::add);
                content.writeBytes(
                        random.nextBoolean()
                                ? mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(list)
                                : mapper.writeValueAsBytes(list));
                content.writeBytes(" \r\n".repeat(random.nextInt(3)).getBytes(StandardCharsets.UTF_8));
            }
            byte[] bytes = content.toByteArray();
            int chunk = 1 + random.nextInt(random.nextBoolean() ? 20 : 2000);
            String run = "seed %d, round %d, chunk of %d".formatted(seed, round, chunk);
            RecordingScanner taking = RecordingScanner.taking();
            read(bytes, TextEncoding.UTF_8, JsonInput.of(List.of("a")), chunk, taking);
            assertThat(taking.judged()).as(run).isZero();
            assertThat(parsed(mapper, taking.found())).as(run).isEqualTo(written);
            RecordingScanner refusing = RecordingScanner.refusing();
            read(bytes, TextEncoding.UTF_8, JsonInput.of(List.of("a")), chunk, refusing);
            for (String found : refusing.found()) {
                int position = Integer.parseInt(found.substring(0, found.indexOf(' ')));
                assertThat(mapper.readTree(bytes, position, bytes.length - position))
                        .as(run)
                        .isEqualTo(mapper.readTree(found.substring(found.indexOf('{'))));
            }
            assertThat(refusing.found()).as(run).hasSameSizeAs(written);
        }
    }

    /** What is cut off anywhere: all whole records before, and one reject at most. */
    @Test
    void aFileThatIsCutAnywhereLosesNoRecordBefore() {
        String content = "[{\"a\":1},{\"a\":\"\\\\\"}]\n{\"a\":[]}";
        List<String> records = List.of("{\"a\":1}", "{\"a\":\"\\\\\"}", "{\"a\":[]}");
        int[] ends = {8, 19, content.length()};
        for (int cut = 0; cut <= content.length(); cut++) {
            int whole = 0;
            while (whole < 3 && ends[whole] <= cut) {
                whole++;
            }
            List<String> found = read(content.substring(0, cut));
            assertThat(found).as("cut at %d", cut).hasSizeGreaterThanOrEqualTo(whole);
            assertThat(found.subList(0, whole)).as("cut at %d", cut).isEqualTo(records.subList(0, whole));
            boolean isWhole = cut == 0 || cut == 20 || cut == 21 || cut == content.length();
            assertThat(found.size() - whole).as("cut at %d", cut).isEqualTo(isWhole ? 0 : 1);
        }
    }

    private static List<JsonNode> parsed(ObjectMapper mapper, List<String> texts) throws IOException {
        List<JsonNode> parsed = new ArrayList<>();
        for (String text : texts) {
            parsed.add(mapper.readTree(text));
        }
        return parsed;
    }

    private static ObjectNode randomObject(ObjectMapper mapper, Random random, int depth) {
        ObjectNode object = mapper.createObjectNode();
        for (int i = random.nextInt(5); i > 0; i--) {
            String key = "k\"\u00e9\ud83d\ude00".substring(0, random.nextInt(3) + 1) + i;
            switch (random.nextInt(depth > 3 ? 3 : 5)) {
                case 0 -> object.put(key, random.nextLong());
                case 1 -> object.put(key, "\u0001\\\u00e9\ud83d\ude00{[".repeat(random.nextInt(40)));
                case 2 -> object.put(key, random.nextDouble());
                case 3 -> object.set(key, randomObject(mapper, random, depth + 1));
                default ->
                    object.putArray(key)
                            .add(randomObject(mapper, random, depth + 1))
                            .addNull();
            }
        }
        return object;
    }

    private static List<String> read(String content) {
        return read(content, Optional.empty(), JsonLimits.DEFAULT);
    }

    private static List<String> read(String content, String path) {
        return read(content, Optional.of(RecordsPath.parse(path)), JsonLimits.DEFAULT);
    }

    /** With windows of many sizes, which must all give the same. */
    private static List<String> read(String content, Optional<RecordsPath> path, JsonLimits limits) {
        JsonInput plain = JsonInput.of(List.of("a")).withLimits(limits);
        JsonInput input = path.map(plain::withRecords).orElse(plain);
        List<String> first = List.of();
        for (int chunk : CHUNKS) {
            RecordingScanner scanner = RecordingScanner.taking();
            read(content.getBytes(StandardCharsets.UTF_8), TextEncoding.UTF_8, input, chunk, scanner);
            if (chunk == CHUNKS[0]) {
                first = scanner.found();
            }
            assertThat(scanner.found()).as("in chunks of %d", chunk).isEqualTo(first);
        }
        return first;
    }

    private static void read(byte[] content, TextEncoding encoding, JsonInput input, int chunk, RecordScanner scanner) {
        Window window = new Window(chunk, input.limits().recordBytes());
        window.begin("a", encoding.asUtf8(new ByteArrayInputStream(content)), 0);
        try {
            new DocumentRecords(FilePart.whole("a", FileLayout.DOCUMENT, 1), encoding, input, window, scanner).read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
