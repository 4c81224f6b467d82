package io.relata.jobs.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.transforms.json.FileLayout;
import io.relata.transforms.json.FilePart;
import io.relata.transforms.json.JsonLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineRecordsTest {

    private static final String CONTENT = "\ufeff{\"a\":1}\r\n\n \t{bad \n\r\n{\"a\":2}\n5\n{\"ä\":\"é\"}\n{\"a\":";

    @TempDir
    private Path folder;

    @Test
    void eachLineIsFoundWhereItsFirstCharacterIsThatIsNoSpace() throws IOException {
        String file = Files.write(folder, "a.json", CONTENT);
        assertThat(read(file, 0, FilePart.WHOLE))
                .containsExactly(
                        "3 {\"a\":1}",
                        "15 MALFORMED <{bad >",
                        "23 {\"a\":2}",
                        "31 NOT_AN_OBJECT <5>",
                        "33 {\"ä\":\"é\"}",
                        "45 MALFORMED <{\"a\":>");
    }

    @Test
    void offsetsOfACompressedFileAreThoseOfItsText() throws IOException {
        List<String> plain = read(Files.write(folder, "a.json", CONTENT), 0, FilePart.WHOLE);
        for (String extension : List.of("gz", "bz2")) {
            String file = Files.write(folder, "a.json." + extension, CONTENT);
            assertThat(read(file, 0, FilePart.WHOLE)).as(extension).isEqualTo(plain);
        }
    }

    @Test
    void partsThatMeetShareNoLineAndLoseNone() throws IOException {
        String file = Files.write(folder, "a.json", CONTENT);
        List<String> whole = read(file, 0, FilePart.WHOLE);
        int length = CONTENT.getBytes(StandardCharsets.UTF_8).length;
        for (int one = 1; one < length; one++) {
            for (int other = one; other < length; other++) {
                List<String> parts = read(file, 0, one);
                parts.addAll(read(file, one, other));
                parts.addAll(read(file, other, length));
                assertThat(parts).as("cut at %d and %d", one, other).isEqualTo(whole);
            }
        }
    }

    /** Lines go over the ends of what is read at once, and over several. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void longLinesAreFoundWholeAndInTheirPlaces(long seed) throws IOException {
        Random random = new Random(seed);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            content.writeBytes(" \n".repeat(random.nextInt(3)).getBytes(StandardCharsets.UTF_8));
            String line = "{\"k\":\"" + "x".repeat(random.nextInt(1 << random.nextInt(19))) + "\"}";
            expected.add(content.size() + " " + line);
            content.writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8));
        }
        String file = Files.write(folder, "a.json", content.toByteArray());
        int cut = random.nextInt(content.size());
        List<String> parts = read(file, 0, cut);
        parts.addAll(read(file, cut, content.size()));
        assertThat(parts).as("seed %d", seed).isEqualTo(expected);
    }

    @Test
    void aLineThatIsTooLongIsRejectedAndTheNextIsNot() throws IOException {
        String file = Files.write(folder, "a.json", "{\"a\":\"" + "x".repeat(200_000) + "\"}\r\n{\"a\":1}\n");
        JsonLimits limits = new JsonLimits(100_000, 100, 1_000, 1_000_000);
        List<Row> rows = new ArrayList<>();
        try (LineRecords records = LineRecords.open(part(file, 0, FilePart.WHOLE), limits, new Configuration())) {
            records.forEachRemaining(rows::add);
        }
        assertThat(rows).hasSize(2);
        Row rejected = rows.get(0).getStruct(3);
        assertThat(rejected.getString(0)).hasSize(JsonLimits.RAW_BYTES);
        assertThat(rejected.getString(2)).isEqualTo("a record of 200,009 bytes, of at most 100,000");
        assertThat(rows.get(1).getString(0)).isEqualTo("{\"a\":1}");
        assertThat(rows.get(1).getLong(2)).isEqualTo(200_010);
    }

    @Test
    void aFileThatCannotBeDecompressedIsNamed() throws IOException {
        Path whole = Path.of(Files.write(folder, "a.json.gz", CONTENT));
        byte[] content = java.nio.file.Files.readAllBytes(whole);
        java.nio.file.Files.write(whole, Arrays.copyOf(content, content.length / 2));
        assertThatThrownBy(() -> read(whole.toString(), 0, FilePart.WHOLE))
                .isInstanceOf(IOException.class)
                .hasMessage("Cannot read " + whole + " past byte 0: Unexpected end of input stream");
    }

    /** Each as {@code position text}, or {@code position reason <raw>}; line ends left out. */
    private static List<String> read(String file, long start, long end) throws IOException {
        List<String> found = new ArrayList<>();
        try (LineRecords records = LineRecords.open(part(file, start, end), JsonLimits.DEFAULT, new Configuration())) {
            records.forEachRemaining(row -> {
                String text = row.isNullAt(0)
                        ? row.getStruct(3).get(1) + " <" + row.getStruct(3).get(0) + ">"
                        : row.getString(0);
                found.add(row.getLong(2) + " " + text.replace("\r", ""));
            });
        }
        return found;
    }

    private static FilePart part(String file, long start, long end) {
        return new FilePart(file, start, end, FileLayout.LINES, 1);
    }
}
