package io.relata.transforms.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineRecordsTest {

    private static final int LONGEST = 200;
    private static final JsonLimits LIMITS = new JsonLimits(LONGEST, 100, 1000, 1_000_000);

    @Test
    void eachLineIsARecord() {
        assertThat(read("{\"a\":1}\n{\"a\":2}\r\n\n \t\r\n  {\"a\":3} \r\n{\"a\":4}"))
                .containsExactly("{\"a\":1}", "{\"a\":2}", "{\"a\":3}", "{\"a\":4}");
    }

    @Test
    void whatIsNoRecordIsJudgedAlone() {
        assertThat(read("{\"a\":1}\n nonsense \n[1]\n{\"a\":2} {}\n{\"a\":3}\nlast"))
                .containsExactly(
                        "{\"a\":1}",
                        "9 judged nonsense",
                        "19 judged [1]",
                        "23 judged {\"a\":2} {}",
                        "{\"a\":3}",
                        "42 judged last");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", " \r\n\t", "\ufeff", "\ufeff\n"})
    void nothingHoldsNoRecord(String content) {
        assertThat(read(content)).isEmpty();
    }

    @Test
    void aByteOrderMarkIsCountedAndNotRead() {
        assertThat(read("\ufeff{\"a\":1}\nx")).containsExactly("{\"a\":1}", "11 judged x");
    }

    @Test
    void aLineOfTheLargestSizeIsKeptAndALongerOneRejected() {
        String largest = "{\"a\":\"" + "x".repeat(LONGEST - 8) + "\"}";
        String tooLong = "{\"a\":\"" + "x".repeat(LONGEST - 7) + "\"}";
        assertThat(read(largest + "\n  " + tooLong + "\n{}\n" + largest + "\n" + "  " + tooLong))
                .containsExactly(
                        largest,
                        "203 TOO_LARGE a record of more than 200 bytes <" + tooLong + ">",
                        "{}",
                        largest,
                        "611 TOO_LARGE a record of more than 200 bytes <" + tooLong + ">");
    }

    @Test
    void aLongRejectShowsItsStartOnly() throws IOException {
        byte[] content = ("\u00e9".repeat(200_000) + "\n{}").getBytes(StandardCharsets.UTF_8);
        RecordingScanner scanner = RecordingScanner.taking();
        read(content, 0, FilePart.WHOLE, new Window(1000, 100_000), new JsonLimits(100_000, 9, 9, 1_000_000), scanner);
        assertThat(scanner.found())
                .containsExactly(
                        "0 TOO_LARGE a record of more than 100,000 bytes <" + "\u00e9".repeat(32_768) + ">", "{}");
    }

    @Test
    void whiteSpaceOfAnyLengthIsNoRecord() {
        assertThat(read(" ".repeat(1000) + "\n" + " ".repeat(1000) + "{}\n{}" + " ".repeat(150)))
                .containsExactly("{}", "{}");
    }

    /** Whatever the parts and the chunks are, each line is read once and in its place. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void anyPartsGiveTheSameRecords(long seed) throws IOException {
        Random random = new Random(seed);
        for (int round = 0; round < 150; round++) {
            List<String> expected = new ArrayList<>();
            byte[] content = content(random, expected);
            int size = round % 3 == 0 ? 1 + round % 5 : 1 + random.nextInt(content.length + 10);
            Window window = new Window(1 + random.nextInt(300), LONGEST);
            RecordingScanner taking = RecordingScanner.taking();
            RecordingScanner refusing = RecordingScanner.refusing();
            for (int start = 0; start < content.length; start += size) {
                read(content, start, Math.min(content.length, start + size), window, LIMITS, taking);
                read(content, start, start + size, window, LIMITS, refusing);
            }
            String run = "seed %d, round %d, parts of %d bytes".formatted(seed, round, size);
            assertThat(taking.found())
                    .as(run)
                    .isEqualTo(expected.stream().map(LineRecordsTest::taken).toList());
            assertThat(refusing.found()).as(run).isEqualTo(expected);
        }
    }

    /** What is expected, all judged; a record is told by its brace. */
    private static byte[] content(Random random, List<String> expected) {
        StringBuilder content = new StringBuilder();
        content.append(random.nextInt(4) == 0 ? "\ufeff" : "");
        for (int i = random.nextInt(30); i >= 0; i--) {
            String space = " \t".repeat(random.nextInt(10) == 0 ? random.nextInt(300) : random.nextInt(2));
            String record = random.nextInt(5) == 0
                    ? List.of("", "nonsense", "[1]", "}", "{\"a\":1").get(random.nextInt(5))
                    : "{\"\u00e9\":\"" + "x".repeat(random.nextInt(4) == 0 ? random.nextInt(500) : random.nextInt(20))
                            + "\"}";
            content.append(space);
            int position = bytes(content).length;
            content.append(record);
            String end = random.nextBoolean() ? "\r\n" : "\n";
            content.append(i == 0 && random.nextBoolean() ? "" : end);
            if (bytes(record).length + (content.toString().endsWith("\r\n") ? 1 : 0) > LONGEST) {
                String raw = content.toString().endsWith("\r\n") ? record + "\r" : record;
                expected.add("%d TOO_LARGE a record of more than 200 bytes <%s>"
                        .formatted(position, new String(bytes(raw), 0, LONGEST + 1, StandardCharsets.UTF_8)));
            } else if (!record.isEmpty()) {
                expected.add("%d judged %s".formatted(position, record));
            }
        }
        return bytes(content);
    }

    private static String taken(String expected) {
        int record = expected.indexOf("judged {\"\u00e9");
        return record < 0 ? expected : expected.substring(record + "judged ".length());
    }

    private static byte[] bytes(CharSequence text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> read(String content) {
        List<String> found = null;
        for (int chunk : new int[] {1, 7, 16, 100, 1 << 20}) {
            RecordingScanner scanner = RecordingScanner.taking();
            try {
                read(bytes(content), 0, FilePart.WHOLE, new Window(chunk, LONGEST), LIMITS, scanner);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            assertThat(found == null ? scanner.found() : found).isEqualTo(scanner.found());
            found = scanner.found();
        }
        return found;
    }

    private static void read(
            byte[] content, long start, long end, Window window, JsonLimits limits, RecordScanner scanner)
            throws IOException {
        int from = (int) Math.max(0, start - 1);
        InputStream in = new ByteArrayInputStream(Arrays.copyOfRange(content, from, content.length));
        window.begin("a.json", in, from);
        new LineRecords(new FilePart("a.json", start, end, FileLayout.LINES, end - start), limits, window, scanner)
                .read();
    }
}
