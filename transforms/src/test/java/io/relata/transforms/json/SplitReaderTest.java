package io.relata.transforms.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitReaderTest {

    private static final String TEXT = "{\"a\":\"" + "xyz".repeat(50) + "\"}\n";
    private static final String LINES = TEXT.repeat(2_000);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", ".gz", ".bz2", ".snappy", ".lz4", ".deflate", ".zst", ".zstd"})
    void linesAndDocumentsAreReadHoweverCompressed(String extension) throws IOException {
        write("lines.json" + extension, bytes(LINES + "x\n"));
        write("list.json" + extension, bytes("[" + "{},".repeat(2_000) + "1]"));
        List<String> found = read(JsonInput.of(List.of(folder.toString())));
        assertThat(found).hasSize(4_002);
        assertThat(found.subList(0, 2_000)).containsOnly(TEXT.strip());
        assertThat(found.get(2_000)).isEqualTo(LINES.length() + " judged x");
        assertThat(found.subList(2_001, 4_001)).containsOnly("{}");
        assertThat(found.get(4_001)).isEqualTo("6001 judged 1");
    }

    @Test
    void allMembersOfACompressedFileAreRead() throws IOException {
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (int i = 0; i < 3; i++) {
            try (GZIPOutputStream member = new GZIPOutputStream(members)) {
                member.write(bytes("{\"a\":" + i + "}\n"));
            }
            frames.writeBytes(Zstd.compress(bytes("{\"a\":" + i + "}\n")));
        }
        java.nio.file.Files.write(folder.resolve("a.json.gz"), members.toByteArray());
        java.nio.file.Files.write(folder.resolve("b.json.zst"), frames.toByteArray());
        assertThat(read(JsonInput.of(List.of(folder.toString()))))
                .containsExactly("{\"a\":0}", "{\"a\":1}", "{\"a\":2}", "{\"a\":0}", "{\"a\":1}", "{\"a\":2}");
    }

    @ParameterizedTest
    @ValueSource(strings = {".gz", ".bz2", ".snappy", ".lz4", ".deflate", ".zst"})
    void aCompressedFileThatIsCutOffIsAnError(String extension) throws IOException {
        Path file = write("a.json" + extension, random(300_000));
        byte[] whole = java.nio.file.Files.readAllBytes(file);
        java.nio.file.Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        for (FileLayout layout : FileLayout.values()) {
            assertThatThrownBy(() -> read(file, layout))
                    .isInstanceOf(IOException.class)
                    .hasMessageMatching("Cannot read file:" + file + " past byte \\d+: (?s).*");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".gz", ".bz2", ".snappy", ".lz4", ".deflate", ".zst"})
    void aFileThatIsNotCompressedAsItsNameSaysIsAnError(String extension) throws IOException {
        Path file = folder.resolve("a.json" + extension);
        java.nio.file.Files.write(file, bytes(LINES));
        for (FileLayout layout : FileLayout.values()) {
            assertThatThrownBy(() -> read(file, layout))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("Cannot read file:" + file + " past byte 0: ");
        }
    }

    @Test
    void aFileThatIsGoneIsAnError() {
        Path file = folder.resolve("gone.json");
        assertThatThrownBy(() -> read(file, FileLayout.LINES))
                .isInstanceOf(IOException.class)
                .hasMessage("Cannot read file:%s past byte 0: File file:%s does not exist".formatted(file, file));
    }

    @Test
    void whatTheScannerThrowsIsNotChanged() {
        IOException failure = new IOException("disk full");
        write("a.json", bytes(LINES));
        RecordScanner full = new RecordScanner() {
            @Override
            public void framing(Framing framing) {}

            @Override
            public int scan(byte[] bytes, int start, int limit) throws IOException {
                throw failure;
            }

            @Override
            public void judge(byte[] bytes, int start, int end, RecordPlace place) {}

            @Override
            public void reject(JsonReject reject) {}

            @Override
            public void release() {}
        };
        JsonInput input = JsonInput.of(List.of(folder.toString()));
        JsonSplit split = input.splits(new Configuration(), 1 << 20).get(0);
        assertThatThrownBy(() -> SplitReader.read(split, input, new Configuration(), full))
                .isSameAs(failure);
    }

    @Test
    void utf16LinesAreReadAsADocument() {
        write("a.json", "{\"a\":1}\n{\"a\":2}\n3".getBytes(StandardCharsets.UTF_16));
        assertThat(read(JsonInput.of(List.of(folder.toString())).withLayout(JsonLayout.LINES)))
                .containsExactly("{\"a\":1}", "{\"a\":2}", "- judged 3");
    }

    @Test
    void theRecordsOfAPathAreRead() {
        write("a.json", bytes("{\"v\":1,\"r\":[{\"a\":1}]}"));
        assertThat(read(JsonInput.of(List.of(folder.toString())).withRecords(RecordsPath.parse("$.r[*]"))))
                .containsExactly("{\"a\":1}");
    }

    /** Splits in their order are the input in its order, whatever their size. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void anySplitsGiveTheSameRecords(long seed) {
        Random random = new Random(seed);
        List<String> expected = new ArrayList<>();
        for (int file = 0; file < 8; file++) {
            StringBuilder content = new StringBuilder();
            for (int i = random.nextInt(10); i >= 0; i--) {
                String record = "{\"f\":%d,\"i\":%d,\"s\":\"%s\"}".formatted(file, i, "x".repeat(random.nextInt(50)));
                expected.add(record);
                content.append(record).append(i == 0 ? "" : "\n");
            }
            String list = "[" + content.toString().replace("\n", ",") + "]";
            write("%02d.json%s".formatted(file, file % 3 == 0 ? ".gz" : ""), bytes(file % 4 == 0 ? list : content));
        }
        JsonInput input = JsonInput.of(List.of(folder.toString()));
        for (long target : new long[] {5, 50, 300, 1 << 20, 3 << 20, Long.MAX_VALUE}) {
            assertThat(read(input, target))
                    .as("seed %d, splits of %d bytes", seed, target)
                    .isEqualTo(expected);
        }
    }

    private List<String> read(JsonInput input) {
        return read(input, 100 << 20);
    }

    private static List<String> read(JsonInput input, long target) {
        RecordingScanner scanner = RecordingScanner.taking();
        try {
            for (JsonSplit split : input.splits(new Configuration(), target)) {
                SplitReader.read(split, input, new Configuration(), scanner);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return scanner.found();
    }

    private static void read(Path file, FileLayout layout) throws IOException {
        JsonSplit split = new JsonSplit(0, List.of(FilePart.whole("file:" + file, layout, 1)));
        SplitReader.read(split, JsonInput.of(List.of("a")), new Configuration(), RecordingScanner.taking());
    }

    private Path write(String name, byte[] content) {
        if (!name.endsWith(".zst") && !name.endsWith(".zstd")) {
            return Path.of(Files.write(folder, name, content));
        }
        try {
            return java.nio.file.Files.write(folder.resolve(name), Zstd.compress(content));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Lines that compression can do little about. */
    private static byte[] random(int length) {
        Random random = new Random(1);
        StringBuilder content = new StringBuilder();
        while (content.length() < length) {
            content.append("{\"a\":").append(random.nextLong()).append("}\n");
        }
        return bytes("[" + content.toString().strip().replace("\n", "\n,") + "]");
    }

    private static byte[] bytes(CharSequence text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
