package io.relata.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.relata.RelataException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepeatedRecordsTest {

    @TempDir
    private Path folder;

    @Test
    void recordsAreWrittenAsTheyAreAndRepeatedWithOtherKeys() throws IOException {
        Path file = file("[{\"id\": {\"key\": \"A\", \"n\": -7}, \"tags\": [\"\\u00e9/\", null], \"b\": true},"
                + " {\"id\": {\"key\": \"B\"}, \"items\": [{\"key\": \"C\", \"in\": [1, 2]}], \"e\": []}]");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        RepeatedRecords records = new RepeatedRecords(RealRecords.read(file), "root", "id.key");
        NdjsonWriter out = new NdjsonWriter(bytes, "root");

        for (int number = 0; number < 5; number++) {
            records.write(number, out);
        }
        out.close();

        String first = "{\"id\":{\"key\":\"A%s\",\"n\":-7},\"tags\":[\"\\u00e9/\",null],\"b\":true}\n";
        String second = "{\"id\":{\"key\":\"B%s\"},\"items\":[{\"key\":\"C\",\"in\":[1,2]}],\"e\":[]}\n";
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .isEqualTo(first.formatted("")
                        + second.formatted("")
                        + first.formatted("-1")
                        + second.formatted("-1")
                        + first.formatted("-2"));
        assertThat(out.counts())
                .isEqualTo(Map.of(
                        "root", new TableCounts(5, 7, 11),
                        "root_tags", new TableCounts(6, 0, 3),
                        "root_items", new TableCounts(2, 2, 2),
                        "root_items.val.in", new TableCounts(4, 0, 4),
                        "root_e", new TableCounts(0, 0, 0)));
    }

    @Test
    void fractionIsRefused() throws IOException {
        RepeatedRecords records =
                new RepeatedRecords(RealRecords.read(file("[{\"id\":\"A\",\"n\":[{\"f\":0.5}]}]")), "root", "id");
        NdjsonWriter out = new NdjsonWriter(new ByteArrayOutputStream(), "root");

        assertThatThrownBy(() -> records.write(0, out))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot repeat real records (n.val.f): it holds the number 0.5. "
                        + "Teach RepeatedRecords to write it as it is.");
    }

    @Test
    void absentFileAndOtherContentAreRefused() throws IOException {
        String remedy = "Give the folder that holds data/ in BENCH_JVM_OPTIONS=-Drelata.shared=FOLDER, "
                + "or take other --data.";
        Path absent = folder.resolve("absent.json");
        assertThatThrownBy(() -> RealRecords.read(absent))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot repeat real records (%s): there is no such file. %s", absent, remedy);
        Path empty = file("[]");
        assertThatThrownBy(() -> RealRecords.read(empty))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot repeat real records (%s): it is no JSON array with elements. %s", empty, remedy);
    }

    @Test
    void absentLegislatorsAreNamedBeforeAnythingIsWritten() {
        Legislators absent = Legislators.of(folder.resolve("absent.json"));

        assertThatThrownBy(() -> GeneratedData.in(folder.resolve("data"), absent, 1, 1))
                .isInstanceOf(RelataException.class)
                .hasMessageContaining("there is no such file");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void firstLegislatorsAreTheFileItself() throws IOException {
        Legislators legislators = SharedLegislators.find();
        GeneratedData data = GeneratedData.in(folder, legislators, 2, 1);

        ObjectMapper json = new ObjectMapper();
        List<Path> files = data.files().toList();
        List<String> lines = new ArrayList<>();
        for (Path file : files) {
            lines.addAll(Files.readAllLines(file));
        }
        assertThat(data.manifest().bytes()).isBetween(2_000_000L, 2_040_000L);
        assertThat(data.manifest()
                        .tables()
                        .getOrDefault("legislators", TableCounts.NONE)
                        .rows())
                .isEqualTo(lines.size());
        List<JsonNode> real = RealRecords.read(Legislators.sharedFile()).records();
        for (int number = 0; number < real.size(); number++) {
            assertThat(json.readTree(lines.get(number))).isEqualTo(real.get(number));
        }
        Set<String> keys = new HashSet<>();
        for (String line : lines) {
            keys.add(json.readTree(line).at("/id/bioguide").asText());
        }
        assertThat(keys).hasSameSizeAs(lines);
    }

    @Test
    void otherFileMakesTheDataAnew() throws IOException {
        Path file = file("[{\"id\": {\"bioguide\": \"A\"}}]");
        GeneratedData.in(folder.resolve("data"), Legislators.of(file), 1, 1);
        Files.writeString(file, "[{\"id\": {\"bioguide\": \"B\"}}]");

        GeneratedData data = GeneratedData.in(folder.resolve("data"), Legislators.of(file), 1, 1);

        assertThat(data.files().findFirst().orElseThrow()).content().startsWith("{\"id\":{\"bioguide\":\"B\"}}\n");
    }

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("records.json"), content);
    }
}
