package io.relata.transforms.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads files of documents that are random, and then broken in one place. */
@Tag("any-spark")
class RandomDocumentsTest {

    private static final int ROUNDS = 300;
    private static final JsonFactory STRICT = new JsonFactory();
    private static final byte[] BREAKING = "{}[],:\"\\ \n0x-tf\0".getBytes(StandardCharsets.UTF_8);

    private final Configuration settings = new Configuration(false);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void whatWasWrittenIsFoundWhateverTheWindow(long seed) throws IOException {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            RandomDocuments documents = new RandomDocuments(random);
            String run = "seed %d, round %d: %s".formatted(seed, round, text(documents.bytes()));
            assertThat(read(documents.bytes(), documents.path(), 1 << 20, RecordingScanner.taking()))
                    .as(run)
                    .isEqualTo(documents.records().stream()
                            .map(RandomDocuments.Record::text)
                            .toList());
            assertThat(read(documents.bytes(), documents.path(), 16, RecordingScanner.refusing()))
                    .as(run)
                    .isEqualTo(documents.records().stream()
                            .map(record -> "%d judged %s".formatted(record.start(), record.text()))
                            .toList());
        }
    }

    /** What lies before the broken place is found, what is broken is told, and no window shows more than another. */
    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void aBrokenByteCostsNothingBeforeItAndIsNeverSilent(long seed) throws IOException {
        Random random = new Random(seed);
        int broken = 0;
        for (int round = 0; round < ROUNDS; round++) {
            RandomDocuments documents = new RandomDocuments(random);
            byte[] whole = documents.bytes();
            int at = random.nextInt(whole.length + 1);
            byte[] content = broken(whole, at, random);
            String run = "seed %d, round %d, broken at %d: %s".formatted(seed, round, at, text(content));
            List<String> found = read(content, documents.path(), 1 << 20, RecordingScanner.taking());
            for (int chunk : new int[] {16, 17 + random.nextInt(60)}) {
                assertThat(read(content, documents.path(), chunk, RecordingScanner.taking()))
                        .as(run)
                        .isEqualTo(found);
            }
            if (at >= 4) {
                List<String> before = documents.records().stream()
                        .filter(record -> record.end() <= at)
                        .map(RandomDocuments.Record::text)
                        .toList();
                assertThat(found).as(run).hasSizeGreaterThanOrEqualTo(before.size());
                assertThat(found.subList(0, before.size())).as(run).isEqualTo(before);
            }
            // The scanner of these tests takes bytes that are no text, and shows them so.
            boolean complains = found.stream().anyMatch(text -> !text.startsWith("{") || text.contains("\ufffd"));
            if (!isJson(content)) {
                broken++;
                assertThat(complains).as(run).isTrue();
            }
        }
        assertThat(broken).as("seed %d: texts that are no JSON", seed).isGreaterThan(ROUNDS / 4);
    }

    private List<String> read(byte[] content, Optional<RecordsPath> path, int chunk, RecordingScanner scanner)
            throws IOException {
        String file = Files.write(folder, "a.json", content);
        JsonInput input = path.map(JsonInput.of(List.of(file))::withRecords).orElse(JsonInput.of(List.of(file)));
        JsonSplit split = new JsonSplit(0, List.of(FilePart.whole(file, FileLayout.DOCUMENT, 1)));
        SplitReader.read(split, input, settings, scanner, chunk);
        return scanner.found();
    }

    private static byte[] broken(byte[] whole, int at, Random random) {
        if (at == whole.length || random.nextInt(4) == 0) {
            return Arrays.copyOf(whole, at);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(whole, 0, at);
        int kind = random.nextInt(3);
        if (kind != 0) {
            out.write(random.nextInt(5) == 0 ? random.nextInt(256) : BREAKING[random.nextInt(BREAKING.length)]);
        }
        int rest = kind == 2 ? at : at + 1;
        out.write(whole, rest, whole.length - rest);
        return out.toByteArray();
    }

    private static boolean isJson(byte[] content) {
        try (JsonParser parser = STRICT.createParser(decoded(content))) {
            JsonToken token = parser.nextToken();
            while (token != null) {
                token = parser.nextToken();
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static String decoded(byte[] content) throws IOException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(content))
                .toString();
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.ISO_8859_1);
    }
}
