package io.relata.transforms.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileLayoutTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1}",
                "{\"a\":1}\n{\"a\":2}\n",
                "\n\n {\"a\":1}\r\n{\"a\":2}",
                "{\"a\":\r1}\r\n{\"a\":2}",
                "{bad\n{\"a\":1}",
                "{\"a\":{\"b\":1\n{\"a\":2}\n",
                "{\"a\":\n{\"b\":1}\n{\"b\":2}\n",
                "{\"a\":1} x\n{\"a\":2}",
                "{\"a\":1} 5\n{\"a\":2}",
                "5\n[1]",
                "\ufeff{\"a\":1}\n",
                "",
                "\n",
                "{\"a\":1,\n\"b\":2",
                "{",
                "{\n{\"a\":1}\n"
            })
    void linesAreLines(String content) throws IOException {
        assertThat(layout(content)).isEqualTo(FileLayout.LINES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"a\":1}]",
                " \n[",
                "\ufeff [{}]",
                "{\n\"a\":1}",
                "{\"a\":1\n}\n{\"a\":2}",
                "{\n\"a\":1",
                " {\t\r\n \"a\":[\n{\"b\":1}\n],\"c",
                "{\"a\":1}{\"a\":2}",
                "{\"a\":1} [1]\n{\"a\":2}"
            })
    void documentsAreDocuments(String content) throws IOException {
        assertThat(layout(content)).isEqualTo(FileLayout.DOCUMENT);
    }

    @Test
    void aValueWhoseEndIsNotInSightIsADocument() throws IOException {
        assertThat(layout("{\"a\":[" + "1,".repeat(1 << 20))).isEqualTo(FileLayout.DOCUMENT);
        assertThat(layout("{\"a\":[\n" + "1,\n".repeat(1 << 20))).isEqualTo(FileLayout.DOCUMENT);
    }

    @Test
    void utf16CannotBeSplitIntoLines() throws IOException {
        String file = Files.write(folder, "a.json", "{\"a\":1}\n{\"a\":2}".getBytes(StandardCharsets.UTF_16));
        assertThat(FileLayout.of(new InputFile(file, 1), JsonLayout.LINES, new Configuration()))
                .isEqualTo(FileLayout.DOCUMENT);
    }

    @Test
    void whatIsAskedForCounts() throws IOException {
        InputFile list = new InputFile(Files.write(folder, "a.json", "[1]"), 3);
        InputFile lines = new InputFile(Files.write(folder, "b.json", "{}\n{}"), 5);
        assertThat(FileLayout.of(list, JsonLayout.LINES, new Configuration())).isEqualTo(FileLayout.LINES);
        assertThat(FileLayout.of(lines, JsonLayout.DOCUMENT, new Configuration()))
                .isEqualTo(FileLayout.DOCUMENT);
    }

    private FileLayout layout(String content) throws IOException {
        InputFile plain = new InputFile(Files.write(folder, "a.json", content), 1);
        InputFile compressed = new InputFile(Files.write(folder, "a.json.gz", content), 1);
        FileLayout layout = FileLayout.of(plain, JsonLayout.AUTO, new Configuration());
        assertThat(FileLayout.of(compressed, JsonLayout.AUTO, new Configuration()))
                .isEqualTo(layout);
        return layout;
    }
}
