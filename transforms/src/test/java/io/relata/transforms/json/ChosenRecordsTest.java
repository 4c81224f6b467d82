package io.relata.transforms.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of an input with a choice those records are read that an earlier reading rejected. */
class ChosenRecordsTest {

    @TempDir
    private Path folder;

    @Test
    void linesAreFoundByTheirPlacesInWhateverSplit() throws IOException {
        String line = "{\"a\":\"" + "x".repeat(90) + "\"}\n";
        write(line.repeat(3_000));
        int length = line.length();
        RecordChoice choice = RecordChoice.of(Stream.of(0, 1, 17, 2_999)
                .map(number -> rejected(number * length, RejectReason.TYPE_CONFLICT, line.strip()))
                .toList());
        assertThat(choice.count()).isEqualTo(4);
        assertThat(choice.files()).containsExactly(file());
        assertThat(read(choice, 10_000))
                .containsExactly(
                        "0 judged " + line.strip(),
                        length + " judged " + line.strip(),
                        17 * length + " judged " + line.strip(),
                        2_999 * length + " judged " + line.strip());
    }

    @Test
    void whatHasAnotherTextNowIsNoneOfThem() throws IOException {
        write("{\"a\":1}\n{\"a\":2}\n{\"a\":3}\n");
        RecordChoice choice = RecordChoice.of(List.of(
                rejected(0, RejectReason.TYPE_CONFLICT, "{\"a\":9}"),
                rejected(8, RejectReason.TYPE_CONFLICT, "{\"a\":2}"),
                rejected(15, RejectReason.TYPE_CONFLICT, "{\"a\":3}")));
        assertThat(read(choice, 1 << 20)).containsExactly("8 judged {\"a\":2}");
    }

    @Test
    void aDocumentThatBreaksAgainAtItsPlaceIsHandedOnAndNoOtherIs() throws IOException {
        write("[{\"a\":1},{\"a\":2},{\"a\":");
        List<String> broken = read(JsonInput.of(List.of(file())), 1 << 20).stream()
                .filter(found -> found.contains("MALFORMED"))
                .toList();
        assertThat(broken).hasSize(1);
        int position = Integer.parseInt(broken.get(0).substring(0, broken.get(0).indexOf(' ')));
        String raw = broken.get(0)
                .substring(broken.get(0).indexOf('<') + 1, broken.get(0).length() - 1);
        assertThat(read(RecordChoice.of(List.of(rejected(position, RejectReason.MALFORMED, raw))), 1 << 20))
                .isEqualTo(broken);
        assertThat(read(RecordChoice.of(List.of(rejected(0, RejectReason.MALFORMED, raw))), 1 << 20))
                .isEmpty();
    }

    /** What stood for all the rest of a file may be a record now, and then those behind it would be lost. */
    @Test
    void aRecordIsNotTakenForTheRestOfADocument() throws IOException {
        write("[{\"a\":1},{\"a\":2}]");
        assertThat(read(RecordChoice.of(List.of(rejected(1, RejectReason.MALFORMED, "{\"a\":1}"))), 1 << 20))
                .isEmpty();
        assertThat(read(RecordChoice.of(List.of(rejected(1, RejectReason.TYPE_CONFLICT, "{\"a\":1}"))), 1 << 20))
                .containsExactly("1 judged {\"a\":1}");
    }

    @Test
    void aDigestIsWhatSparkMakesOfTheText() {
        assertThat(RejectedText.digest("ä"))
                .isEqualTo("33e6d73fee82904c8d7afb78de1154d1e8dc2a0edb08120e63df5b9385c2d9cc");
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve("a.json"), text);
    }

    private String file() {
        return "file:" + folder.resolve("a.json");
    }

    private RejectedText rejected(long position, RejectReason reason, String raw) {
        return new RejectedText(file(), position, reason, RejectedText.digest(raw));
    }

    private List<String> read(RecordChoice choice, long targetBytes) throws IOException {
        return read(JsonInput.of(List.of(file())).withChoice(choice), targetBytes);
    }

    /** As a task reads it, which gets its input serialized. */
    private static List<String> read(JsonInput input, long targetBytes) throws IOException {
        Configuration settings = new Configuration();
        RecordingScanner scanner = RecordingScanner.taking();
        JsonInput sent = sent(input);
        for (JsonSplit split : input.splits(settings, targetBytes)) {
            SplitReader.read(split, sent, settings, scanner, 1 << 12);
        }
        return scanner.found();
    }

    private static JsonInput sent(JsonInput input) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(input);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (JsonInput) in.readObject();
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
