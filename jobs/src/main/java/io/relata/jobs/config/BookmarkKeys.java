package io.relata.jobs.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The keys of a source that say which of its files a run takes. */
final class BookmarkKeys {

    private static final long MOST = 1_000_000_000_000L;

    static final Key<BookmarkSpec.Use> BOOKMARK = Key.optional(
                    "bookmark",
                    Choice.of(BookmarkSpec.Use.class),
                    "whether a run takes only files that its tables do not hold yet and notes them (enabled), takes them"
                            + " and notes nothing (pause), or takes all files (disabled)")
            .orElse(BookmarkSpec.Use.DISABLED);

    static final Key<BookmarkSpec.ChangedFiles> CHANGED_FILES = Key.optional(
                    "changed-files",
                    Choice.of(BookmarkSpec.ChangedFiles.class),
                    "what becomes of a file that was taken and has another size, time or ETag now: the run fails (error),"
                            + " it is taken again (reload), or it stays as it was taken (ignore)")
            .orElse(BookmarkSpec.ChangedFiles.ERROR);

    static final Key<Long> MAX_FILES = Key.optional(
            "max-files",
            new WholeNumber(1, MOST),
            "the most files that a run takes, those of the oldest modification time first");

    static final Key<Long> MAX_BYTES = Key.optional(
            "max-bytes",
            new ByteSize(1, 1_000 * MOST),
            "the most bytes of files that a run takes, as they are stored; a run that takes any takes one at least");

    /** What means something only where there is a bookmark. */
    static final List<Key<?>> OF_BOOKMARKS = List.of(CHANGED_FILES, MAX_FILES, MAX_BYTES);

    private BookmarkKeys() {}

    /** Those of a source of files and others of the same kind of source. */
    static List<Key<?>> and(Key<?>... others) {
        List<Key<?>> keys = new ArrayList<>(Arrays.asList(others));
        keys.add(BOOKMARK);
        keys.addAll(OF_BOOKMARKS);
        return List.copyOf(keys);
    }

    static BookmarkSpec spec(Fields source) {
        return new BookmarkSpec(
                source.value(BOOKMARK),
                source.value(CHANGED_FILES),
                optional(source.find(MAX_FILES)),
                optional(source.find(MAX_BYTES)));
    }

    private static OptionalLong optional(Optional<Long> number) {
        return number.isPresent() ? OptionalLong.of(number.get()) : OptionalLong.empty();
    }
}
