package io.relata.transforms.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.testing.ForklessLocalFileSystem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonSampleTest {

    private final Configuration settings = ForklessLocalFileSystem.in(new Configuration());

    @TempDir
    private Path folder;

    @Test
    void whatIsNoLargerThanASampleIsNotSampled() {
        List<JsonSplit> splits = List.of(split(0, lines("a", 600)), split(1, lines("b", 400)));
        assertThat(JsonSample.of(splits, 1_000)).isEmpty();
        assertThat(JsonSample.of(splits, 999)).isPresent();
        assertThat(JsonSample.of(List.of(), 1)).isEmpty();
    }

    @Test
    void stretchesGoFromTheFirstByteOfAPartToItsLast() {
        FilePart part = new FilePart("a", 1_000_000, 2_000_000, FileLayout.LINES, 1_000_000);
        List<FilePart> stretches = JsonSample.of(List.of(split(0, part)), 128_000)
                .orElseThrow()
                .get(0)
                .parts();
        assertThat(stretches).hasSize(128);
        assertThat(stretches.get(0)).isEqualTo(new FilePart("a", 1_000_000, 1_001_000, FileLayout.LINES, 1_000));
        assertThat(stretches.get(127)).isEqualTo(new FilePart("a", 1_999_000, 2_000_000, FileLayout.LINES, 1_000));
        for (int i = 1; i < stretches.size(); i++) {
            assertThat(stretches.get(i).start())
                    .isGreaterThan(stretches.get(i - 1).end());
        }
    }

    @Test
    void whatSmallPartsLeaveOverGoesToLargeOnes() {
        List<JsonSplit> splits = List.of(
                split(0, lines("small", 100)),
                split(
                        1,
                        lines("large", 100_000),
                        FilePart.whole("document", FileLayout.DOCUMENT, 100_000),
                        FilePart.whole("short.gz", FileLayout.LINES, 40)));
        assertThat(JsonSample.of(splits, 1_140).orElseThrow().stream()
                        .flatMap(split -> split.parts().stream())
                        .map(part -> part.path() + " " + part.bytes())
                        .distinct())
                .containsExactly("small 100", "large 8", "document 500", "short.gz 40");
    }

    /** Whatever the files are: no more than asked for, most of it, and the same each time. */
    @Test
    void aSampleIsBoundedAndTheSameEachTime() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            List<JsonSplit> splits = new ArrayList<>();
            for (int i = random.nextInt(20); i >= 0; i--) {
                List<FilePart> parts = new ArrayList<>();
                for (int j = random.nextInt(1 + random.nextInt(300)); j >= 0; j--) {
                    long bytes = 1L + random.nextInt(1 + random.nextInt(100_000));
                    parts.add(
                            random.nextBoolean()
                                    ? lines("p" + j, bytes)
                                    : FilePart.whole("p" + j, FileLayout.DOCUMENT, bytes));
                }
                splits.add(new JsonSplit(i, parts));
            }
            long all = bytes(splits);
            long most = 128L + random.nextInt(200_000);
            List<JsonSplit> sample = JsonSample.of(splits, most).orElse(splits);
            String run = "seed %d, round %d, %d of %d bytes".formatted(seed, round, most, all);
            assertThat(sample).as(run).isEqualTo(JsonSample.of(splits, most).orElse(splits));
            if (all > most) {
                assertThat(bytes(sample)).as(run).isLessThanOrEqualTo(2 * most).isGreaterThanOrEqualTo(most / 4);
                assertThat(sample).as(run).allMatch(split -> !split.parts().isEmpty());
                assertThat(sample.stream().flatMap(split -> split.parts().stream()))
                        .as(run)
                        .noneMatch(FilePart::isStream);
            }
        }
    }

    @Test
    void manyFilesAreNotTakenInARhythm() {
        List<FilePart> files = new ArrayList<>();
        for (int i = 0; i < 24_000; i++) {
            files.add(lines("%02d".formatted(i % 24), 1_000));
        }
        List<JsonSplit> sample =
                JsonSample.of(List.of(new JsonSplit(0, files)), 1_000_000).orElseThrow();
        assertThat(sample.get(0).parts().stream().map(FilePart::path).distinct())
                .hasSize(24);
    }

    @Test
    void recordsOfLinesAreReadWholeWhereTheSampleBeginsAndEnds() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            text.append("{\"n\":").append(i).append("}\n");
        }
        Files.write(folder, "a.json", text.toString());
        RecordingScanner scanner = RecordingScanner.taking();
        long bytes = read(2_000, scanner);
        assertThat(scanner.found()).allMatch(record -> record.matches("\\{\"n\":[0-9]+}"));
        assertThat(scanner.found()).startsWith("{\"n\":0}").contains("{\"n\":4999}");
        assertThat(String.join("\n", scanner.found()).length() + 1).isEqualTo((int) bytes);
        assertThat(bytes).isBetween(1_000L, 4_000L);
    }

    @Test
    void documentsAreReadUpToTheSamplesEndOnly() throws IOException {
        StringBuilder text = new StringBuilder("{\"n\":1,\"r\":[");
        for (int i = 0; i < 500_000; i++) {
            text.append(i == 0 ? "" : ",").append("{\"n\":").append(i).append("}");
        }
        Files.write(folder, "a.json", text + "],\"more\":[]}");
        long stored = java.nio.file.Files.size(folder.resolve("a.json"));
        long before = bytesRead();
        RecordingScanner scanner = RecordingScanner.taking();
        JsonInput input = JsonInput.of(List.of(folder.toString())).withRecords(RecordsPath.parse("$.r[*]"));
        long bytes = read(input, 1_000, scanner);
        assertThat(bytes).isBetween(1_000L, 1_020L);
        assertThat(scanner.found()).hasSizeBetween(90, 120).allMatch(record -> record.matches("\\{\"n\":[0-9]+}"));
        assertThat(stored).isGreaterThan(5_000_000);
        assertThat(bytesRead() - before).isLessThan(1 << 20);
    }

    @Test
    void listsAtTheTopEndWithTheSampleAndTheNextDocumentIsNotBegun() throws IOException {
        Files.write(folder, "a.json", "[{\"n\":1},{\"n\":2},{\"n\":3}] [{\"n\":4}]" + " ".repeat(1_000));
        RecordingScanner scanner = RecordingScanner.taking();
        long bytes = read(JsonInput.of(List.of(folder.toString())).withLayout(JsonLayout.DOCUMENT), 12, scanner);
        assertThat(scanner.found()).containsExactly("{\"n\":1}", "{\"n\":2}");
        assertThat(bytes).isEqualTo(17);
    }

    @Test
    void aListThatBeginsBehindTheSampleIsNotMissing() throws IOException {
        Files.write(folder, "a.json", "{\"x\":\"" + "x".repeat(2_000) + "\",\"r\":[{}]}");
        RecordingScanner scanner = RecordingScanner.taking();
        read(JsonInput.of(List.of(folder.toString())).withRecords(RecordsPath.parse("$.r[*]")), 1_000, scanner);
        assertThat(scanner.found()).isEmpty();
    }

    @Test
    void compressedLinesAreReadUpToTheSamplesEndOnly() throws IOException {
        Random random = new Random(1);
        Path file = folder.resolve("a.json.gz");
        try (OutputStream out = new GZIPOutputStream(java.nio.file.Files.newOutputStream(file))) {
            for (int i = 0; i < 200_000; i++) {
                out.write(("{\"n\":\"" + Long.toHexString(random.nextLong()) + "\"}\n")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
        }
        assertThat(java.nio.file.Files.size(file)).isGreaterThan(1_500_000);
        JsonInput input = JsonInput.of(List.of(folder.toString())).withLayout(JsonLayout.LINES);
        List<JsonSplit> sample =
                JsonSample.of(input.splits(settings, 1 << 20), 2_000).orElseThrow();
        long before = bytesRead();
        RecordingScanner scanner = RecordingScanner.taking();
        long bytes = SplitReader.read(sample.get(0), input, settings, scanner);
        assertThat(bytes).isBetween(2_000L, 2_030L);
        assertThat(scanner.found()).hasSizeBetween(70, 90);
        assertThat(bytesRead() - before).isLessThan(1 << 20);
    }

    private long read(long most, RecordScanner scanner) throws IOException {
        return read(JsonInput.of(List.of(folder.toString())), most, scanner);
    }

    private long read(JsonInput input, long most, RecordScanner scanner) throws IOException {
        long bytes = 0;
        for (JsonSplit split :
                JsonSample.of(input.splits(settings, 1 << 20), most).orElseThrow()) {
            bytes += SplitReader.read(split, input, settings, scanner);
        }
        return bytes;
    }

    @SuppressWarnings("deprecation") // the newer counters do not tell schemes of one class apart
    private static long bytesRead() {
        return org.apache.hadoop.fs.FileSystem.getAllStatistics().stream()
                .filter(statistics -> statistics.getScheme().equals("file"))
                .mapToLong(org.apache.hadoop.fs.FileSystem.Statistics::getBytesRead)
                .sum();
    }

    private static long bytes(List<JsonSplit> splits) {
        return splits.stream()
                .flatMap(split -> split.parts().stream())
                .mapToLong(FilePart::bytes)
                .sum();
    }

    private static FilePart lines(String path, long bytes) {
        return new FilePart(path, 0, bytes, FileLayout.LINES, bytes);
    }

    private static JsonSplit split(int number, FilePart... parts) {
        return new JsonSplit(number, List.of(parts));
    }
}
