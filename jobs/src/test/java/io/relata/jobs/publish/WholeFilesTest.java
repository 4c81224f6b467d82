package io.relata.jobs.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Options;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFilesTest {

    private static final int LIMIT = 1 << 20;

    @TempDir
    private Path folder;

    private final WholeFiles files = new WholeFiles(new Configuration());

    @Test
    void aFileIsMadeWithItsFolders() throws IOException {
        String path = folder + "/a b/#1/%41.json";
        files.create(path, bytes("x"));
        assertThat(folder.resolve("a b/#1/%41.json")).hasContent("x");
        assertThat(files.read(path, LIMIT))
                .hasValueSatisfying(read -> assertThat(read).isEqualTo(bytes("x")));
        assertThat(files.names(folder + "/a b/#1")).containsExactly("%41.json");
    }

    @Test
    void anExistingFileIsNotMadeAgain() throws IOException {
        String path = folder + "/f";
        files.create(path, bytes("first"));
        assertThatThrownBy(() -> files.create(path, bytes("second")))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessage(path);
        assertThat(folder.resolve("f")).hasContent("first");
    }

    @Test
    void whatIsNotThereIsEmpty() throws IOException {
        assertThat(files.read(folder + "/none", LIMIT)).isEmpty();
        assertThat(files.names(folder + "/none")).isEmpty();
    }

    @Test
    void aFileOverTheLimitIsNotRead() throws IOException {
        files.create(folder + "/f", bytes("12345"));
        assertThatThrownBy(() -> files.read(folder + "/f", 4))
                .isInstanceOf(IOException.class)
                .hasMessage("the file has 5 bytes and at most 4 are read");
    }

    @Test
    void aReaderFindsTheOldOrTheNewWhileItIsReplaced() throws Exception {
        String path = folder + "/f";
        files.create(path, content('a'));
        ExecutorService writer = Executors.newSingleThreadExecutor();
        try {
            Future<?> writing = writer.submit(() -> {
                for (int i = 0; i < 300; i++) {
                    files.replace(path, content((char) ('a' + i % 26)));
                }
                return null;
            });
            int reads = 0;
            while (!writing.isDone() || reads == 0) {
                byte[] read = files.read(path, LIMIT).orElseThrow();
                assertThat(read).isEqualTo(content((char) read[0]));
                reads++;
            }
            writing.get();
        } finally {
            writer.shutdownNow();
        }
        assertThat(files.names(folder.toString())).containsExactly("f");
    }

    @Test
    void aFailedReplacementLeavesTheOldAndNoTemporaryFile() throws IOException {
        Files.createDirectories(folder.resolve("taken/inner"));
        assertThatThrownBy(() -> files.replace(folder + "/taken", bytes("x"))).isInstanceOf(IOException.class);
        assertThat(folder.resolve("taken/inner")).isDirectory();
        assertThat(files.names(folder.toString())).containsExactly("taken");
    }

    @Test
    void renamingFileSystemsKeepTheSamePromises() throws IOException {
        org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(folder.toUri() + "/f");
        files.placeByRename(path, bytes("first"), Options.Rename.NONE);
        assertThatThrownBy(() -> files.placeByRename(path, bytes("second"), Options.Rename.NONE))
                .isInstanceOf(IOException.class);
        assertThat(folder.resolve("f")).hasContent("first");
        files.placeByRename(path, bytes("third"), Options.Rename.OVERWRITE);
        assertThat(folder.resolve("f")).hasContent("third");
        assertThat(files.names(folder.toString())).containsExactly("f");
    }

    private static byte[] content(char letter) {
        byte[] content = new byte[40_000];
        Arrays.fill(content, (byte) letter);
        return content;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
