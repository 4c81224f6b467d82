package io.relata.jobs.bookmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.RelataException;
import io.relata.RunId;
import io.relata.jobs.publish.TargetLayout;
import io.relata.transforms.json.ListedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("any-spark")
class BookmarksTest {

    @TempDir
    private Path folder;

    private static RunId run(int number) {
        return new RunId("20261121t100000z-%08x".formatted(number));
    }

    private Bookmarks bookmarks(int run) {
        return new Bookmarks(new TargetLayout("file:" + folder, run(run)), new Configuration());
    }

    private static ListedFile file(String name, long modified) {
        return new ListedFile("s3a://b/" + name, 5, modified, Optional.of("t" + modified));
    }

    private List<ListedFile> all(List<Segment> lists) {
        List<ListedFile> files = new ArrayList<>();
        bookmarks(0).each(lists, files::add);
        return files;
    }

    @Test
    void whatIsWrittenIsReadBack() {
        ListedFile odd = new ListedFile("file:/a b\"\n/ü.json", 0, -1, Optional.empty());
        List<Segment> lists = bookmarks(1).plus(List.of(), List.of(file("a", 1), odd));
        assertThat(all(lists)).containsExactly(file("a", 1), odd);
        Bookmark bookmark = new Bookmark(run(1), "job", Map.of("people", lists, "none", List.of()));
        bookmarks(1).write(bookmark);
        assertThat(bookmarks(2).find(run(1))).contains(bookmark);
        assertThat(bookmarks(2).find(run(3))).isEmpty();
        assertThat(bookmark.of("none")).contains(List.of());
        assertThat(bookmark.of("other")).isEmpty();
    }

    @Test
    void runsThatTakeLittleWriteLittle() throws IOException {
        List<Segment> lists = bookmarks(0).plus(List.of(), files(0, 5_000));
        List<Segment> first = lists;
        for (int run = 1; run <= 8; run++) {
            lists = bookmarks(run).plus(lists, files(run * 10_000, 1));
        }
        assertThat(lists).hasSize(9).startsWith(first.get(0));
        lists = bookmarks(9).plus(lists, files(90_000, 1));
        assertThat(lists).hasSize(2).startsWith(first.get(0));
        assertThat(lists.get(1)).isEqualTo(new Segment(Segment.name(run(9), 0), 9));
        assertThat(all(lists)).hasSize(5_009).doesNotHaveDuplicates();
        assertThat(bookmarks(10).plus(lists, List.of())).isSameAs(lists);
        try (Stream<Path> written = Files.list(folder.resolve("_relata/bookmarks/files"))) {
            assertThat(written.filter(file -> file.toString().endsWith(".gz"))).hasSize(10);
        }
    }

    private static List<ListedFile> files(int first, int count) {
        List<ListedFile> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            files.add(file("f" + (first + i), i));
        }
        return files;
    }

    /** Whether their lists are joined or not. */
    @Test
    void ofAFileThatWasTakenAgainTheLastTimeCounts() {
        List<Segment> lists = List.of();
        for (int run = 1; run <= 9; run++) {
            lists = bookmarks(run).plus(lists, List.of(file("a", run), file("b" + run, 1)));
            assertThat(bookmarks(run).known(lists).of(file("a", run))).isEqualTo(KnownFiles.Knowledge.TAKEN);
            assertThat(bookmarks(run).known(lists).of(file("a", run - 1))).isNotEqualTo(KnownFiles.Knowledge.TAKEN);
            assertThat(bookmarks(run).known(lists).size()).isEqualTo(run + 1);
        }
        assertThat(lists).containsExactly(new Segment(Segment.name(run(9), 0), 10));
    }

    @Test
    void aListThatIsCutOffIsRefused() throws IOException {
        List<Segment> lists = bookmarks(1).plus(List.of(), files(0, 100));
        Path list = folder.resolve("_relata/bookmarks/files/" + lists.get(0).name());
        byte[] whole = Files.readAllBytes(list);
        Files.delete(list.resolveSibling("." + list.getFileName() + ".crc"));
        Files.write(list, java.util.Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> all(lists))
                .isInstanceOf(RelataException.class)
                .hasMessageStartingWith("Cannot read which files were taken (file:" + list + "): ");
        Files.write(list, whole);
        assertThatThrownBy(() -> all(List.of(new Segment(lists.get(0).name(), 101))))
                .hasMessage("Cannot read which files were taken (file:" + list
                        + "): it lists 100 files, and its bookmark says 101. Restore the file from an earlier version of the"
                        + " object; or run bookmark reset, which says what the next run will take.");
    }

    @Test
    void aBookmarkThatNamesWhatIsNoListIsRefused() throws IOException {
        Path file = folder.resolve("_relata/bookmarks/" + run(1) + ".json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, """
                {"format": 1, "run": "%s", "job": "j", "sources": {"s": {"taken": [{"list": "../../x", "files": 1}]}}}
                """.formatted(run(1)));
        assertThatThrownBy(() -> bookmarks(2).find(run(1)))
                .hasMessage("Cannot read the bookmark of run " + run(1) + " (file:" + file
                        + "): not the name of a list of files: \"../../x\". Use the version of Relata that wrote it; if the"
                        + " file was damaged, restore it from an earlier version of the object, or delete it and run bookmark"
                        + " reset.");
        Files.writeString(file, "{\"format\": 2}");
        assertThatThrownBy(() -> bookmarks(2).find(run(1))).hasMessageContaining("its format is 2 and not 1");
    }
}
