package io.relata.jobs.bookmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.RelataException;
import io.relata.jobs.config.BookmarkSpec;
import io.relata.transforms.json.ListedFile;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("any-spark")
class ArrivalsTest {

    private static final BookmarkSpec.ChangedFiles ERROR = BookmarkSpec.ChangedFiles.ERROR;

    private final KnownFiles known = new KnownFiles(4);

    private static ListedFile file(String path, long bytes, long modified) {
        return new ListedFile(path, bytes, modified, Optional.empty());
    }

    private static BookmarkSpec rules(BookmarkSpec.ChangedFiles changed, OptionalLong files, OptionalLong bytes) {
        return new BookmarkSpec(BookmarkSpec.Use.ENABLED, changed, files, bytes);
    }

    private static BookmarkSpec rules(BookmarkSpec.ChangedFiles changed) {
        return rules(changed, OptionalLong.empty(), OptionalLong.empty());
    }

    private Arrived arrived(BookmarkSpec rules, FileChoice choice, ListedFile... files) {
        Arrivals arrivals = new Arrivals(known, rules, choice);
        List.of(files).forEach(arrivals::add);
        return arrivals.arrived("people");
    }

    private static FileChoice times(String from, String to) {
        return new FileChoice(
                Optional.of(from).filter(text -> !text.isEmpty()).map(Instant::parse),
                Optional.of(to).filter(text -> !text.isEmpty()).map(Instant::parse),
                Optional.empty());
    }

    /** A late file is new, however old. */
    @Test
    void whatIsNotKnownIsNewWhateverItsTime() {
        known.add(file("b", 1, 1_000));
        Arrived arrived =
                arrived(rules(ERROR), FileChoice.ALL, file("c", 1, 2_000), file("b", 1, 1_000), file("a", 1, 1));
        assertThat(arrived).isEqualTo(new Arrived(List.of(file("a", 1, 1), file("c", 1, 2_000)), 1, 0, 0, 0));
        assertThat(arrived.sentence("people")).isEqualTo("Of source people 2 files are new, and 1 was taken before.");
    }

    @Test
    void theOldestComeFirstWhereNotAllDo() {
        ListedFile[] files = {file("a", 4, 30), file("b", 4, 10), file("c", 4, 20), file("d", 4, 10)};
        BookmarkSpec three = rules(ERROR, OptionalLong.of(3), OptionalLong.empty());
        assertThat(arrived(three, FileChoice.ALL, files))
                .isEqualTo(new Arrived(List.of(files[1], files[2], files[3]), 0, 0, 1, 0));
        BookmarkSpec bytes = rules(ERROR, OptionalLong.of(3), OptionalLong.of(11));
        assertThat(arrived(bytes, FileChoice.ALL, files).taken()).containsExactly(files[1], files[3]);
        BookmarkSpec little = rules(ERROR, OptionalLong.empty(), OptionalLong.of(1));
        Arrived one = arrived(little, FileChoice.ALL, files);
        assertThat(one.taken()).containsExactly(files[1]);
        assertThat(one.sentence("people"))
                .isEqualTo("Of source people 1 file is new, and 0 were taken before. 3 more wait for the next run, by"
                        + " max-files or max-bytes.");
    }

    @Test
    void aWindowOfTimesHoldsItsBeginningAndNotItsEnd() {
        long second = Instant.parse("2026-11-21T10:00:01Z").toEpochMilli();
        ListedFile before = file("a", 1, second - 1);
        ListedFile first = file("b", 1, second);
        ListedFile last = file("c", 1, second + 999);
        ListedFile end = file("d", 1, second + 1_000);
        FileChoice window = times("2026-11-21T10:00:01Z", "2026-11-21T10:00:02Z");
        assertThat(arrived(rules(ERROR), window, before, first, last, end))
                .isEqualTo(new Arrived(List.of(first, last), 0, 0, 0, 2));
        assertThat(arrived(rules(ERROR), times("", "2026-11-21T10:00:01Z"), before, first)
                        .taken())
                .containsExactly(before);
        assertThat(arrived(rules(ERROR), times("2026-11-21T10:00:02Z", ""), last, end)
                        .taken())
                .containsExactly(end);
        assertThatThrownBy(() -> times("2026-11-21T10:00:01Z", "2026-11-21T10:00:01Z"))
                .hasMessage("Cannot take files from 2026-11-21T10:00:01Z to 2026-11-21T10:00:01Z (the command line): no"
                        + " time is in between. Give an earlier time for --from, or a later one for --to.");
    }

    @Test
    void whatChangedGoesByTheRule() {
        ListedFile[] now = {file("a", 2, 5), file("b", 2, 5), file("c", 2, 5), file("d", 2, 5), file("e", 1, 9)};
        for (ListedFile file : now) {
            if (!file.path().equals("e")) {
                known.add(file(file.path(), 1, 5));
            }
        }
        assertThatThrownBy(() -> arrived(rules(ERROR), FileChoice.ALL, now))
                .isInstanceOf(RelataException.class)
                .hasMessage(
                        "Cannot take the new files of source people (a, b, c and 1 more): files that were taken before"
                                + " have another size, time or ETag now, and the tables hold what was in them then. Give what"
                                + " changed as new files; or write changed-files: ignore for the source, and the tables stay as they"
                                + " are.");
        Arrived ignoring = arrived(rules(BookmarkSpec.ChangedFiles.IGNORE), FileChoice.ALL, now);
        assertThat(ignoring).isEqualTo(new Arrived(List.of(now[4]), 0, 4, 0, 0));
        assertThat(ignoring.sentence("people"))
                .isEqualTo(
                        "Of source people 1 file is new, and 0 were taken before. 4 were taken before and changed since;"
                                + " its tables hold what was there then.");
        assertThat(arrived(rules(BookmarkSpec.ChangedFiles.RELOAD), FileChoice.ALL, now))
                .isEqualTo(new Arrived(List.of(now), 0, 0, 0, 0));
    }

    @Test
    void aFileThatTwoPathsLeadToIsTakenOnce() {
        assertThat(arrived(rules(ERROR), FileChoice.ALL, file("a", 1, 1), file("a", 1, 1))
                        .taken())
                .containsExactly(file("a", 1, 1));
    }
}
