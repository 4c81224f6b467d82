package io.relata.jobs;

import static java.util.Objects.requireNonNull;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.RunId;
import io.relata.jobs.bookmark.Bookmark;
import io.relata.jobs.bookmark.Bookmarks;
import io.relata.jobs.bookmark.Segment;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.config.SourceSpec;
import io.relata.transforms.json.InputFiles;
import io.relata.transforms.json.ListedFile;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;

/** Changes the bookmarks of the runs that tables show, first in words and then at the target. */
final class BookmarkReset {

    private final JobFile job;
    private final Configuration configuration;
    private final Bookmarks bookmarks;
    private final ShownBookmarks shown;
    private final Set<String> sources;

    /**
     * What is to be said of a source.
     *
     * @param run the run whose bookmark is changed
     * @param files what it will say: the lists of earlier runs, or files that a new list is made of
     */
    record Change(String source, RunId run, List<Segment> lists, List<ListedFile> files, String sentence) {}

    private BookmarkReset(
            JobFile job, Configuration configuration, Bookmarks bookmarks, ShownBookmarks shown, Set<String> sources) {
        this.job = job;
        this.configuration = configuration;
        this.bookmarks = bookmarks;
        this.shown = shown;
        this.sources = sources;
    }

    /**
     * As the tables are now.
     *
     * @param only one source; empty for all that have a bookmark
     * @throws RelataException when there is no such source, or nothing is published of one
     */
    static BookmarkReset of(PublishedTarget target, Optional<String> only) {
        JobFile job = target.job();
        Set<String> sources = new LinkedHashSet<>();
        job.sources().forEach((name, source) -> {
            if (source.bookmark().isUsed() && only.map(name::equals).orElse(true)) {
                sources.add(name);
            }
        });
        if (sources.isEmpty()) {
            throw refused(
                    only.map(name -> "source " + name).orElse("job " + job.name()),
                    "no such source has a bookmark",
                    "Name one that has, or write bookmark: enabled for the source");
        }
        Bookmarks bookmarks = target.bookmarks();
        ShownBookmarks shown = ShownBookmarks.of(job, sources, target.catalog(), bookmarks);
        for (String source : sources) {
            if (shown.run(source).isEmpty()) {
                throw refused(
                        "source " + source,
                        "there is no table " + SourceTable.name(job, source) + ", so no file of it is taken",
                        "Run the job; or name the other sources, one at a time");
            }
        }
        return new BookmarkReset(job, target.configuration(), bookmarks, shown, sources);
    }

    /** No file is taken. */
    List<Change> none() {
        return each(source -> change(
                source,
                List.of(),
                List.of(),
                "no file is taken: the next run takes all of them, and their rows come beside those that are there"));
    }

    /** All files are taken that are there now. */
    List<Change> taken() {
        return each(source -> {
            Map<String, ListedFile> files = new TreeMap<>();
            SourceSpec spec = requireNonNull(job.sources().get(source));
            InputFiles.each(spec.kind(), spec.paths(), configuration, file -> files.put(file.path(), file));
            return change(
                    source,
                    List.of(),
                    List.copyOf(files.values()),
                    counted(files.size()) + " there now and taken as they are, whatever the table holds of them");
        });
    }

    /**
     * Those files are taken that an earlier run's tables hold.
     *
     * @throws RelataException when that run noted nothing of a source
     */
    List<Change> to(RunId run) {
        Optional<Bookmark> earlier = bookmarks.find(run);
        return each(source -> {
            List<Segment> lists = earlier.flatMap(bookmark -> bookmark.of(source))
                    .orElseThrow(() -> refused(
                            "source " + source,
                            "run " + run + " noted no files of it",
                            "Choose a run with a file in _relata/bookmarks of the target"));
            return change(
                    source,
                    lists,
                    List.of(),
                    counted(bookmarks.known(lists).size()) + " taken, as run " + run
                            + " noted it: the next run takes all others, whatever the table holds of them");
        });
    }

    private List<Change> each(Function<String, Change> change) {
        return sources.stream().map(change).toList();
    }

    private Change change(String source, List<Segment> lists, List<ListedFile> files, String goal) {
        RunId run = shown.run(source).orElseThrow();
        // Not by reading the lists: one that is damaged is a reason for being here.
        String now = shown.lists(source)
                .map(known -> "of which run " + run + " noted "
                        + known.stream().mapToLong(Segment::files).sum() + " files as taken")
                .orElse("of which run " + run + " noted nothing");
        return new Change(source, run, lists, files, "source " + source + ", " + now + ": " + goal);
    }

    private static String counted(int files) {
        return files == 1 ? "1 file is" : files + " files are";
    }

    /** Makes the changes, all that are of one run together. */
    void make(List<Change> changes) {
        Map<String, Bookmark> changed = new TreeMap<>();
        for (Change change : changes) {
            Bookmark before = Optional.ofNullable(changed.get(change.run().value()))
                    .or(() -> shown.bookmark(change.source()))
                    .orElseGet(() -> new Bookmark(change.run(), job.name(), Map.of()));
            List<Segment> lists = new ArrayList<>(bookmarks.plus(change.lists(), change.files()));
            changed.put(change.run().value(), before.with(change.source(), lists));
        }
        changed.values().forEach(bookmarks::write);
    }

    private static RelataException refused(String where, String why, String remedy) {
        return RelataException.usage(new Problem("Cannot reset the bookmark", where, why, remedy));
    }
}
