package io.relata.jobs.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relata.transforms.json.InputFile;
import io.relata.transforms.json.JsonLimits;
import io.relata.transforms.json.RecordsPath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentRecordsTest {

    private static final String REST = "; nothing from here to the end of the file could be read";

    @TempDir
    private Path folder;

    @Test
    void anObjectIsARecord() {
        assertThat(read(" {\"a\":1} ")).containsExactly("1 {\"a\":1}");
    }

    @Test
    void theElementsOfAListAreRecords() {
        assertThat(read("[{\"a\":1},\n {\"a\":[{}]}]")).containsExactly("1 {\"a\":1}", "11 {\"a\":[{}]}");
    }

    @Test
    void valuesMayFollowOneAnother() {
        assertThat(read("{\"a\":1}{\"a\":2}\n[{\"a\":3}][]\n{\"a\":4}"))
                .containsExactly("0 {\"a\":1}", "7 {\"a\":2}", "16 {\"a\":3}", "27 {\"a\":4}");
    }

    @Test
    void textIsKeptByteForByte() {
        String record =
                "{ \"n\" : 1.50E+02,\t\"n\":-0, \"big\":123456789012345678901234567890,\r\n\"s\":\"\\u00e9é\\/\" }";
        assertThat(read("[" + record + "]")).containsExactly("1 " + record);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n\t\r ", "[]", "[ ]\n[]"})
    void nothingHoldsNoRecord(String content) {
        assertThat(read(content)).isEmpty();
    }

    @Test
    void whatIsNoObjectIsRejectedInItsPlace() {
        assertThat(read("[1,{\"a\":1},null,\"x\",[{\"a\":2}],true] 7 \"y\""))
                .containsExactly(
                        "1 NOT_AN_OBJECT a number where a record must be an object <1>",
                        "3 {\"a\":1}",
                        "11 NOT_AN_OBJECT null where a record must be an object <null>",
                        "16 NOT_AN_OBJECT a text where a record must be an object <\"x\">",
                        "20 NOT_AN_OBJECT a list where a record must be an object <[{\"a\":2}]>",
                        "30 NOT_AN_OBJECT true where a record must be an object <true>",
                        "36 NOT_AN_OBJECT a number where a record must be an object <7 >",
                        "38 NOT_AN_OBJECT a text where a record must be an object <\"y\">");
    }

    @Test
    void aTruncatedRecordIsRejectedWhereItStarts() {
        assertThat(read("[{\"a\":1},\n{\"a\":\"x"))
                .hasSize(2)
                .startsWith("1 {\"a\":1}")
                .last()
                .asString()
                .startsWith("10 MALFORMED Unexpected end-of-input")
                .endsWith(REST + " <{\"a\":\"x>");
    }

    @Test
    void aListWithoutItsEndIsRejectedAtTheEnd() {
        assertThat(read("[{\"a\":1}"))
                .hasSize(2)
                .startsWith("1 {\"a\":1}")
                .last()
                .asString()
                .startsWith("8 MALFORMED Unexpected end-of-input")
                .endsWith(REST + " <>");
    }

    @Test
    void garbageBetweenRecordsEndsTheFile() {
        assertThat(read("{\"a\":1}{\"a\":2},{\"a\":3}"))
                .containsExactly(
                        "0 {\"a\":1}",
                        "7 {\"a\":2}",
                        "15 MALFORMED Unexpected character (',' (code 44)): expected a value" + REST + " <{\"a\":3}>");
    }

    @Test
    void aRecordsPathLeadsToAList() {
        String content =
                "{\"v\":{\"Records\":[0]},\"a\":{\"x\":[{\"b\":9}],\"b\":[{\"c\":1},{\"c\":2}],\"y\":1},\"z\":[[{}]]}";
        assertThat(read(content, "$.a.b[*]")).containsExactly("45 {\"c\":1}", "53 {\"c\":2}");
    }

    @Test
    void aRecordsPathHoldsForEachDocumentOfAFile() {
        assertThat(read("{\"r\":[{\"a\":1}]}\n{\"r\":[]}\n{\"r\":[{\"a\":2}]}", "$.r[*]"))
                .containsExactly("6 {\"a\":1}", "31 {\"a\":2}");
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
                .hasSize(3)
                .element(1)
                .isEqualTo("16 RECORDS_PATH_MISSING the document holds no list at $.r[*] <null>");
    }

    @Test
    void theTopmostListMayBeAsked() {
        assertThat(read("[{\"a\":1}] {\"a\":2}", "$[*]"))
                .containsExactly("1 {\"a\":1}", "10 RECORDS_PATH_MISSING the document holds no list at $[*] <null>");
    }

    @Test
    void aRecordThatIsTooLargeIsPassedOver() {
        String large = "{\"s\":\"" + "x".repeat(300_000) + "\"}";
        List<String> found =
                read("[{\"a\":1}," + large + ",{\"a\":2}]", Optional.empty(), new JsonLimits(100_000, 9, 9, 1_000_000));
        assertThat(found).hasSize(3).startsWith("1 {\"a\":1}").endsWith("300018 {\"a\":2}");
        assertThat(found.get(1))
                .isEqualTo("9 TOO_LARGE a record of 300,008 bytes, of at most 100,000 <%s>"
                        .formatted(large.substring(0, JsonLimits.RAW_BYTES)));
    }

    @Test
    void aRecordOfTheLargestSizeIsKept() {
        String record = "{\"s\":\"" + "x".repeat(99_992) + "\"}";
        String content = " ".repeat(150_000) + record + record;
        assertThat(read(content, Optional.empty(), new JsonLimits(100_000, 9, 9, 1_000_000)))
                .containsExactly("150000 " + record, "250000 " + record);
    }

    @Test
    void aRecordThatIsTooDeepIsPassedOver() {
        assertThat(read(
                        "{\"a\":[[1]]}{\"a\":[[[1]]]}{\"a\":1}",
                        Optional.empty(),
                        new JsonLimits(1000, 3, 9, 1_000_000)))
                .containsExactly(
                        "0 {\"a\":[[1]]}",
                        "11 TOO_DEEP more than 3 objects and lists inside one another <{\"a\":[[[1]]]}>",
                        "24 {\"a\":1}");
    }

    @Test
    void aNumberThatIsTooLongIsPassedOver() {
        assertThat(read(
                        "{\"a\":123456789}{\"a\":1234567890}{\"a\":1}",
                        Optional.empty(),
                        new JsonLimits(1000, 3, 9, 1_000_000)))
                .containsExactly(
                        "0 {\"a\":123456789}",
                        "15 TOO_LARGE a number of 10 characters, of at most 9 <{\"a\":1234567890}>",
                        "31 {\"a\":1}");
    }

    @Test
    void aByteOrderMarkIsCountedAndNotRead() {
        assertThat(read("\ufeff[{\"a\":1}]")).containsExactly("4 {\"a\":1}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE"})
    void otherEncodingsAreRead(String name) {
        Charset charset = Charset.forName(name);
        for (String mark : List.of("", "\ufeff")) {
            String file =
                    Files.write(folder, name, (mark + "[{\"a\":\"é\"}] {\"b\":\"\ud83d\ude00\"}").getBytes(charset));
            assertThat(readFile(file, Optional.empty(), JsonLimits.DEFAULT))
                    .containsExactly("- {\"a\":\"é\"}", "- {\"b\":\"\ud83d\ude00\"}");
        }
    }

    @Test
    void bytesThatAreNoTextEndTheFile() {
        byte[] content = "[{\"a\":1},{\"a\":\"x\"}]".getBytes(StandardCharsets.ISO_8859_1);
        content[15] = (byte) 0xE9;
        List<String> found = readFile(Files.write(folder, "a.json", content), Optional.empty(), JsonLimits.DEFAULT);
        assertThat(found).hasSize(2).startsWith("1 {\"a\":1}");
        assertThat(found.get(1)).startsWith("9 MALFORMED Invalid UTF-8").endsWith(REST + " <{\"a\":\"\ufffd\"}]>");
    }

    @Test
    void halfACharacterInUtf16EndsTheFile() {
        byte[] content = "{\"a\":\"\ud83d\"}".getBytes(StandardCharsets.UTF_16BE);
        content[12] = (byte) 0xD8;
        List<String> found = readFile(Files.write(folder, "a.json", content), Optional.empty(), JsonLimits.DEFAULT);
        assertThat(found).singleElement().asString().startsWith("- MALFORMED this is no text in UTF_16BE" + REST);
    }

    @Test
    void aCompressedFileThatIsCutOffIsAnError() throws IOException {
        String whole = Files.write(folder, "whole.json.gz", "[" + "{\"a\":1},".repeat(10_000) + "{}]");
        byte[] bytes = java.nio.file.Files.readAllBytes(Path.of(whole));
        Path cut = folder.resolve("cut.json.gz");
        java.nio.file.Files.write(cut, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        assertThatThrownBy(() -> readFile(cut.toString(), Optional.empty(), JsonLimits.DEFAULT))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("Cannot read " + cut + " past byte ");
    }

    /** The file at a record's position is the record: so a person finds it. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void positionsAreExact(long seed) throws IOException {
        Random random = new Random(seed);
        ObjectMapper mapper = new ObjectMapper();
        List<JsonNode> written = new ArrayList<>();
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (int document = 0; document < 60; document++) {
            ArrayNode list = mapper.createArrayNode();
            for (int i = random.nextInt(20); i >= 0; i--) {
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
        String file = Files.write(folder, "a.json.gz", bytes);
        List<JsonNode> found = new ArrayList<>();
        for (Row row : rows(file, Optional.empty(), JsonLimits.DEFAULT)) {
            int position = Math.toIntExact(row.getLong(2));
            JsonNode record = mapper.readTree(row.getString(0));
            assertThat(mapper.readTree(bytes, position, bytes.length - position))
                    .as("seed %d, position %d", seed, position)
                    .isEqualTo(record);
            found.add(record);
        }
        assertThat(found).as("seed %d", seed).isEqualTo(written);
    }

    private static ObjectNode randomObject(ObjectMapper mapper, Random random, int depth) {
        ObjectNode object = mapper.createObjectNode();
        for (int i = random.nextInt(5); i > 0; i--) {
            String key = "k\"é\ud83d\ude00".substring(0, random.nextInt(3) + 1) + i;
            switch (random.nextInt(depth > 3 ? 3 : 5)) {
                case 0 -> object.put(key, random.nextLong());
                case 1 -> object.put(key, "\u0001\\é\ud83d\ude00{[".repeat(random.nextInt(400)));
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

    private List<String> read(String content) {
        return read(content, Optional.empty(), JsonLimits.DEFAULT);
    }

    private List<String> read(String content, String path) {
        return read(content, Optional.of(RecordsPath.parse(path)), JsonLimits.DEFAULT);
    }

    private List<String> read(String content, Optional<RecordsPath> path, JsonLimits limits) {
        return readFile(Files.write(folder, "a.json", content), path, limits);
    }

    /** Each as {@code position text}, or {@code position reason detail <raw>}. */
    private static List<String> readFile(String file, Optional<RecordsPath> path, JsonLimits limits) {
        return rows(file, path, limits).stream()
                .map(row -> {
                    String position = row.isNullAt(2) ? "-" : Long.toString(row.getLong(2));
                    if (row.isNullAt(3)) {
                        return position + " " + row.getString(0);
                    }
                    Row rejected = row.getStruct(3);
                    assertThat(row.isNullAt(0)).isTrue();
                    assertThat(rejected.getString(3)).isEqualTo(file);
                    assertThat(rejected.get(4)).isEqualTo(row.get(2));
                    return "%s %s %s <%s>".formatted(position, rejected.get(1), rejected.get(2), rejected.get(0));
                })
                .toList();
    }

    private static List<Row> rows(String file, Optional<RecordsPath> path, JsonLimits limits) {
        List<Row> rows = new ArrayList<>();
        try (DocumentRecords records =
                DocumentRecords.open(new InputFile(file, 1), path, limits, new Configuration())) {
            records.forEachRemaining(rows::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }
}
