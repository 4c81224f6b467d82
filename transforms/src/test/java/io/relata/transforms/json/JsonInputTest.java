package io.relata.transforms.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.RelataException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonInputTest {

    private static final String LINES = "{\"a\":1}\n{\"a\":2}\n";

    @TempDir
    private Path folder;

    @Test
    void travelsToTheTasks() throws Exception {
        JsonInput input = JsonInput.of(List.of("a", "b"))
                .withRecords(RecordsPath.parse("$.r[*]"))
                .withLimits(new JsonLimits(1, 2, 3, 1_000_000))
                .withLenient(Set.of(Leniency.NAN, Leniency.COMMENTS));
        JsonSplit split = new JsonSplit(7, List.of(new FilePart("a", 1, 2, FileLayout.LINES, 1)));
        assertThat(copied(input)).isEqualTo(input);
        assertThat(copied(JsonInput.of(List.of("a")))).isEqualTo(JsonInput.of(List.of("a")));
        assertThat(copied(split)).isEqualTo(split);
    }

    @Test
    void aRecordsPathWithLinesIsAnError() {
        JsonInput lines = JsonInput.of(List.of("a")).withLayout(JsonLayout.LINES);
        assertThatThrownBy(() -> lines.withRecords(RecordsPath.parse("$.r[*]")))
                .hasMessage("Cannot use a records path with lines ($.r[*]): the layout LINES says that each line is a"
                        + " record itself. Leave out the records path, or the layout.");
    }

    @Test
    void noPathIsAnError() {
        assertThatThrownBy(() -> JsonInput.of(List.of()))
                .hasMessage("Cannot read JSON (no path): a source needs at least one. Name one.");
    }

    @Test
    void longLineFilesAreCutInEqualParts() {
        Files.write(folder, "a.json", "{}\n".repeat(1_000_000));
        assertThat(splits(1_000_000))
                .containsExactly(
                        "0 a.json 0-1000000 LINES", "1 a.json 1000000-2000000 LINES", "2 a.json 2000000-3000000 LINES");
        assertThat(splits(1_400_000)).containsExactly("0 a.json 0-1500000 LINES", "1 a.json 1500000-3000000 LINES");
    }

    @Test
    void whatCannotBeCutStaysWhole() throws IOException {
        Files.write(folder, "a.json.gz", LINES);
        Files.write(folder, "b.json", "[{\"a\":1},{\"a\":2}]");
        Files.write(folder, "c.json", LINES.getBytes(StandardCharsets.UTF_16));
        java.nio.file.Files.write(
                folder.resolve("d.json.zst"),
                com.github.luben.zstd.Zstd.compress(LINES.getBytes(StandardCharsets.UTF_8)));
        assertThat(splits(4))
                .containsExactly(
                        "0 a.json.gz 0-whole LINES",
                        "1 b.json 0-whole DOCUMENT",
                        "2 c.json 0-whole DOCUMENT",
                        "3 d.json.zst 0-whole LINES");
    }

    @Test
    void smallFilesShareASplitInTheOrderOfTheirPaths() {
        for (int i = 0; i < 30; i++) {
            Files.write(folder, "%02d.json".formatted(i), i % 2 == 0 ? LINES : "[{}]");
        }
        Files.write(folder, "empty.json", "");
        List<String> splits = splits(10 << 20);
        assertThat(splits).hasSize(30).isSorted();
        assertThat(splits.get(0)).isEqualTo("0 00.json 0-16 LINES");
        assertThat(splits.get(29)).isEqualTo("3 29.json 0-whole DOCUMENT");
        assertThat(splits(10 << 20)).isEqualTo(splits);
    }

    @Test
    void aRecordsPathMeansDocuments() {
        Files.write(folder, "a.json", LINES);
        JsonInput input = JsonInput.of(List.of(folder.toString())).withRecords(RecordsPath.parse("$.r[*]"));
        assertThat(input.splits(new Configuration(), 100))
                .containsExactly(new JsonSplit(
                        0, List.of(FilePart.whole("file:" + folder + "/a.json", FileLayout.DOCUMENT, LINES.length()))));
    }

    @Test
    void aFileThatCannotBeReadIsAnErrorWithItsName() throws IOException {
        java.nio.file.Files.write(folder.resolve("a.json.gz"), new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});
        assertThatThrownBy(() -> splits(100))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot read JSON (file:" + folder + "/a.json.gz): reading its first bytes failed: not a"
                        + " gzip file. Check that the file is whole and that this run is allowed to read it.");
    }

    private List<String> splits(long target) {
        String prefix = "file:" + folder + "/";
        List<String> parts = new ArrayList<>();
        for (JsonSplit split : JsonInput.of(List.of(folder.toString())).splits(new Configuration(), target)) {
            for (FilePart part : split.parts()) {
                assertThat(part.path()).startsWith(prefix);
                String end = part.end() == FilePart.WHOLE ? "whole" : Long.toString(part.end());
                parts.add("%d %s %d-%s %s"
                        .formatted(
                                split.number(),
                                part.path().substring(prefix.length()),
                                part.start(),
                                end,
                                part.layout()));
            }
        }
        return parts;
    }

    private static Object copied(Object value) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return in.readObject();
        }
    }
}
