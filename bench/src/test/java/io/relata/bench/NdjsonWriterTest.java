package io.relata.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NdjsonWriterTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final NdjsonWriter out = new NdjsonWriter(bytes, "root");

    @Test
    void writesEachKindOfValue() {
        out.beginRecord();
        out.field("text").text("a\"b\\c\n\u00e9\u4f60\ud83d\ude80/\u0001");
        out.field("escaped").escapedText("\u00e9\ud83d\ude80/");
        out.field("ascii").asciiText("\u00e9\ud83d\ude80/");
        out.field("numbers");
        out.beginArray("root_numbers");
        for (long number : new long[] {0, 7, -10, Long.MAX_VALUE, Long.MIN_VALUE}) {
            out.element();
            out.number(number);
        }
        out.endArray();
        out.field("decimals");
        out.beginObject();
        out.field("a").decimal(1_205, 2);
        out.field("b").decimal(-5, 2);
        out.field("c").decimal(0, 3);
        out.endObject();
        out.field("at").timestamp(2024, 2, 8, 3_723);
        out.field("yes").bool(true);
        out.field("none").nothing();
        out.endRecord();
        out.beginRecord();
        out.endRecord();

        assertThat(written())
                .isEqualTo("{\"text\":\"a\\\"b\\\\c\\n\u00e9\u4f60\ud83d\ude80/\\u0001\","
                        + "\"escaped\":\"\\u00e9\\ud83d\\ude80\\/\","
                        + "\"ascii\":\"\\u00e9\\ud83d\\ude80/\","
                        + "\"numbers\":[0,7,-10,9223372036854775807,-9223372036854775808],"
                        + "\"decimals\":{\"a\":12.05,\"b\":-0.05,\"c\":0.000},"
                        + "\"at\":\"2024-02-08T01:02:03Z\",\"yes\":true,\"none\":null}\n{}\n");
    }

    @Test
    void countsRowsKeysAndValuesOfEachTable() {
        out.beginRecord();
        out.field("a").number(1);
        out.field("b").nothing();
        out.field("c");
        out.beginArray("root_c");
        out.element();
        out.nothing();
        out.element();
        out.text("");
        out.endArray();
        out.field("d");
        out.beginArray("root_d");
        out.endArray();
        out.endRecord();

        assertThat(out.counts())
                .isEqualTo(Map.of(
                        "root", new TableCounts(1, 2, 1),
                        "root_c", new TableCounts(2, 0, 1),
                        "root_d", new TableCounts(0, 0, 0)));
    }

    @Test
    void everyShapeGivesReadableRecords() throws IOException {
        for (RecordShape shape : List.of(new Games(), new Orders(), new SpreadRecords(7))) {
            ByteArrayOutputStream records = new ByteArrayOutputStream();
            SplittableRandom random = new SplittableRandom(1);
            try (NdjsonWriter writer = new NdjsonWriter(records, shape.root())) {
                for (int number = 0; number < 500; number++) {
                    shape.write(number, random, writer);
                }
            }
            String[] lines = records.toString(StandardCharsets.UTF_8).split("\n", -1);
            assertThat(lines).as(shape.name()).hasSize(501);
            for (int number = 0; number < 500; number++) {
                JsonNode record = new ObjectMapper().readTree(lines[number]);
                assertThat(record.path(shape.key()).asText()).endsWith(Integer.toString(number));
            }
        }
    }

    private String written() {
        out.close();
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
