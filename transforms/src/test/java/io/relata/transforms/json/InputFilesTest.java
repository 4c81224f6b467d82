package io.relata.transforms.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.RelataException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFilesTest {

    @TempDir
    private Path folder;

    @Test
    void foldersAreReadWithAllInsideThem() {
        Files.write(folder, "in/b.json", "{}");
        Files.write(folder, "in/A/B/c.json.gz", "{}");
        Files.write(folder, "in/dt=1/_k=v/d.json", "{}");
        assertThat(list(folder + "/in")).containsExactly("in/A/B/c.json.gz", "in/b.json", "in/dt=1/_k=v/d.json");
    }

    /** One that is not known to be local is asked for all at once. */
    @Test
    void anyFileSystemIsListedAlike() {
        Files.write(folder, "in/b.json", "{}");
        Files.write(folder, "in/A/B/c.json", "{}");
        Files.write(folder, "in/A/_tmp/d.json", "{}");
        Configuration other = new Configuration();
        other.setClass("fs.file.impl", RawLocalFileSystem.class, FileSystem.class);
        other.setBoolean("fs.file.impl.disable.cache", true);
        List<String> paths = List.of(folder + "/in");
        assertThat(InputFiles.list(paths, other)).hasSize(2).isEqualTo(InputFiles.list(paths, new Configuration()));
    }

    @Test
    void namesThatStartWithADotOrAnUnderscoreArePassedOver() {
        for (String name :
                List.of("_SUCCESS", ".a.json", "_temporary/0/a.json", ".x/a.json", "a.json._COPYING_", "z")) {
            Files.write(folder, "in/" + name, "{}");
        }
        assertThat(list(folder + "/in")).containsExactly("in/z");
        assertThat(list(folder + "/in/*")).containsExactly("in/z");
    }

    @Test
    void aFolderInsideAHiddenOneIsReadWhenNamed() {
        Files.write(folder, "_run/in/a.json", "{}");
        assertThat(list(folder + "/_run/in")).containsExactly("_run/in/a.json");
    }

    @Test
    void patternsMatchFilesAndFolders() {
        Files.write(folder, "in/a1.json", "{}");
        Files.write(folder, "in/a2/x.json", "{}");
        Files.write(folder, "in/b1.json", "{}");
        assertThat(list(folder + "/in/a*")).containsExactly("in/a1.json", "in/a2/x.json");
        assertThat(list(folder + "/in/{a,b}1.json")).containsExactly("in/a1.json", "in/b1.json");
    }

    @Test
    void aPathThatExistsIsNoPattern() {
        Files.write(folder, "in/a[1].json", "{}");
        Files.write(folder, "in/a1.json", "{}");
        assertThat(list(folder + "/in/a[1].json")).containsExactly("in/a[1].json");
    }

    @Test
    void aFileIsListedOnce() {
        String file = Files.write(folder, "in/a.json", "{}");
        assertThat(list(folder + "/in", file, folder + "/in/*")).containsExactly("in/a.json");
    }

    @Test
    void aFolderWithoutFilesIsAnError() throws IOException {
        java.nio.file.Files.createDirectories(folder.resolve("in/empty"));
        Files.write(folder, "in/_SUCCESS", "");
        assertThatThrownBy(() -> list(folder + "/in"))
                .isInstanceOf(RelataException.class)
                .hasMessage(
                        "Cannot read JSON (" + folder + "/in): it holds no file (names that start with _ or . do not"
                                + " count). Correct the path, or run again when the files have been written.");
    }

    @Test
    void aPatternThatIsNoneIsAnError() {
        assertThatThrownBy(() -> list(folder + "/in/[a"))
                .isInstanceOf(RelataException.class)
                .hasMessageStartingWith("Cannot read JSON (" + folder + "/in/[a): ")
                .hasMessageEndingWith(". Correct the path, or check that this run is allowed to list and read it.");
    }

    @Test
    void aPathThatIsNoneIsAnError() {
        assertThatThrownBy(() -> list("a:b.json"))
                .isInstanceOf(RelataException.class)
                .hasMessageStartingWith("Cannot read JSON (a:b.json): this is not a path: ")
                .hasMessageEndingWith(". Correct the path.");
    }

    @Test
    void anUnknownFileSystemIsAnError() {
        assertThatThrownBy(() -> list("nowhere://bucket/a.json"))
                .isInstanceOf(RelataException.class)
                .hasMessage(
                        "Cannot read JSON (nowhere://bucket/a.json): listing its files failed: No FileSystem for"
                                + " scheme \"nowhere\". Correct the path, or check that this run is allowed to list and read it.");
    }

    private List<String> list(String... paths) {
        String prefix = "file:" + folder + "/";
        return InputFiles.list(List.of(paths), new Configuration()).stream()
                .map(file -> {
                    assertThat(file.path()).startsWith(prefix);
                    return file.path().substring(prefix.length());
                })
                .toList();
    }
}
