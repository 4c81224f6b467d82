package io.relata.jobs.config;

import java.util.Map;
import java.util.Optional;

/** What a source's bookmark must be to the job's other keys. */
final class BookmarkRules {

    private final Map<String, Fields> sources;
    private final Optional<Fields> target;
    private final Reading reading;

    BookmarkRules(Map<String, Fields> sources, Optional<Fields> target, Reading reading) {
        this.sources = sources;
        this.target = target;
        this.reading = reading;
    }

    void check() {
        sources.values().forEach(this::check);
    }

    private void check(Fields source) {
        Optional<BookmarkSpec.Use> use = find(source, BookmarkKeys.BOOKMARK);
        if (use.equals(Optional.of(BookmarkSpec.Use.DISABLED))) {
            BookmarkKeys.OF_BOOKMARKS.stream()
                    .filter(source::says)
                    .forEach(key -> reading.problem(
                            source,
                            key,
                            "without a bookmark every run takes all files as they are",
                            "Remove it, or write bookmark: enabled"));
        } else if (use.isPresent()) {
            target.flatMap(fields -> find(fields, TargetKeys.MODE)).ifPresent(mode -> modeFits(source, mode));
        }
    }

    /** Empty where the file says something that could not be read. */
    private static <T> Optional<T> find(Fields fields, Key<T> key) {
        return fields.names(key) && !fields.says(key) ? Optional.empty() : fields.find(key);
    }

    private void modeFits(Fields source, TargetSpec.Mode mode) {
        if (!mode.keepsRows() || mode == TargetSpec.Mode.REPLACE_PARTITIONS) {
            reading.problem(
                    source,
                    BookmarkKeys.BOOKMARK,
                    "with mode: " + Choice.word(mode)
                            + " a run that takes only new files would put their rows in place of"
                            + " those of all files before",
                    "Write mode: append, merge or history for the target, or bookmark: disabled");
        } else if (!mode.replacesByKey()
                && source.find(BookmarkKeys.CHANGED_FILES).equals(Optional.of(BookmarkSpec.ChangedFiles.RELOAD))) {
            reading.problem(
                    source,
                    BookmarkKeys.CHANGED_FILES,
                    "with mode: " + Choice.word(mode)
                            + " the rows of a file that is taken again would come beside those"
                            + " that it gave before",
                    "Write error or ignore, or mode: merge or history for the target");
        }
    }
}
