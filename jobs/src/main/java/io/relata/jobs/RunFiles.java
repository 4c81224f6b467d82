package io.relata.jobs;

import static java.util.Objects.requireNonNull;

import io.relata.Catalog;
import io.relata.Failpoint;
import io.relata.Problem;
import io.relata.RelataException;
import io.relata.RunId;
import io.relata.jobs.bookmark.Arrivals;
import io.relata.jobs.bookmark.Arrived;
import io.relata.jobs.bookmark.Bookmark;
import io.relata.jobs.bookmark.Bookmarks;
import io.relata.jobs.bookmark.FileChoice;
import io.relata.jobs.bookmark.KnownFiles;
import io.relata.jobs.bookmark.NamedFile;
import io.relata.jobs.bookmark.Segment;
import io.relata.jobs.config.BookmarkSpec;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.config.SourceSpec;
import io.relata.jobs.config.TargetSpec;
import io.relata.jobs.publish.TargetLayout;
import io.relata.jobs.replay.Replay;
import io.relata.transforms.json.InputFiles;
import io.relata.transforms.json.ListedFile;
import io.relata.transforms.json.RecordChoice;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;

/** Chooses the files that a run takes, and notes them with what it publishes. Used by one run, in one thread. */
final class RunFiles {

    private static final int NAMED = 3;

    private final JobFile job;
    private final Catalog catalog;
    private final RunId run;
    private final Configuration configuration;
    private final FileChoice choice;
    private final Bookmarks bookmarks;
    private final ShownBookmarks shown;

    private RunFiles(
            JobFile job,
            Catalog catalog,
            TargetLayout layout,
            Configuration configuration,
            FileChoice choice,
            Bookmarks bookmarks,
            ShownBookmarks shown) {
        this.job = job;
        this.catalog = catalog;
        this.run = layout.run();
        this.configuration = configuration;
        this.choice = choice;
        this.bookmarks = bookmarks;
        this.shown = shown;
    }

    /**
     * As the tables are now.
     *
     * @throws RelataException when the job cannot take the files that were chosen and no others
     */
    static RunFiles of(
            JobFile job, Catalog catalog, TargetLayout layout, Configuration configuration, FileChoice choice) {
        Set<String> marked = marked(job).keySet();
        requireChoice(job, choice, marked);
        Bookmarks bookmarks = new Bookmarks(layout, configuration);
        ShownBookmarks shown = ShownBookmarks.of(job, marked, catalog, bookmarks);
        return new RunFiles(job, catalog, layout, configuration, choice, bookmarks, shown);
    }

    private static Map<String, SourceSpec> marked(JobFile job) {
        Map<String, SourceSpec> marked = new LinkedHashMap<>(job.sources());
        marked.values().removeIf(source -> !source.bookmark().isUsed());
        return marked;
    }

    private static void requireChoice(JobFile job, FileChoice choice, Set<String> marked) {
        if (choice.isOfTimes() && marked.isEmpty() && !job.isWindowed()) {
            throw RelataException.usage(new Problem(
                    "Cannot take the files of a window of times",
                    "the command line",
                    "no source of job " + job.name() + " has a bookmark, so its runs take all files",
                    "Write bookmark: enabled for a source, or leave out --from and --to"));
        }
        if (choice.filename().isPresent() && job.removesMissing()) {
            throw RelataException.usage(new Problem(
                    "Cannot take one file",
                    "--filename " + choice.filename().get(),
                    "the documents of all other files would be missing, and delete-missing removes what is",
                    "Leave out --filename, or delete-missing in the job file"));
        }
        if (choice.filename().isPresent() && job.target().mode() == TargetSpec.Mode.REPLACE) {
            throw RelataException.usage(new Problem(
                    "Cannot take one file",
                    "--filename " + choice.filename().get(),
                    "with mode: replace its rows would come in place of those of all other files",
                    "Write another mode for the target, or leave out --filename"));
        }
    }

    /**
     * The files that the run takes, which replays this. Asks the sources' file systems.
     *
     * @throws RelataException when it cannot be told which files are new, or one has changed since it was taken
     */
    TakenFiles take(Replay replay) {
        marked(job).keySet().forEach(shown::required);
        if (replay.reading() != Replay.Reading.ALL) {
            return takeReplayed(replay);
        }
        return choice.filename().isPresent() ? takeNamed(choice.filename().get()) : takeNew();
    }

    private TakenFiles takeNew() {
        Map<String, Arrived> arrived = new HashMap<>();
        marked(job).forEach((name, source) -> {
            Arrivals arrivals = arrivals(name, source);
            InputFiles.each(source.kind(), source.paths(), configuration, arrivals::add);
            arrived.put(name, arrivals.arrived(name));
        });
        return new TakenFiles(arrived);
    }

    private TakenFiles takeNamed(String filename) {
        NamedFile named = new NamedFile(filename);
        job.sources().forEach((name, source) -> {
            if (!(source instanceof SourceSpec.Delta)) { // whose files are parts of a table
                InputFiles.each(
                        source.kind(), source.paths(), configuration, file -> named.add(name, source.paths(), file));
            }
        });
        NamedFile.Found found = named.found();
        Map<String, Arrived> arrived = new HashMap<>();
        job.sources().forEach((name, source) -> {
            if (name.equals(found.source())) {
                Arrivals arrivals = arrivals(name, source);
                arrivals.add(found.file());
                arrived.put(name, arrivals.arrived(name));
            } else {
                arrived.put(name, Arrived.NONE);
            }
        });
        return new TakenFiles(arrived);
    }

    private TakenFiles takeReplayed(Replay replay) {
        Map<String, Arrived> arrived = new HashMap<>();
        job.sources().forEach((name, source) -> {
            SortedMap<String, ListedFile> files = new TreeMap<>();
            if (replay.isRead(name)) {
                Set<String> chosen =
                        replay.chosen(name).map(RecordChoice::files).orElse(Set.of());
                InputFiles.each(source.kind(), source.paths(), configuration, file -> {
                    if (chosen.isEmpty() || chosen.contains(file.path())) {
                        files.put(file.path(), file);
                    }
                });
            }
            replay.requireFiles(name, files.keySet());
            arrived.put(name, new Arrived(List.copyOf(files.values()), 0, 0, 0, 0));
        });
        return new TakenFiles(arrived, replay.chosen());
    }

    private Arrivals arrivals(String name, SourceSpec source) {
        KnownFiles known = source.bookmark().isUsed() ? bookmarks.known(shown.required(name)) : new KnownFiles(0);
        return new Arrivals(known, source.bookmark(), choice);
    }

    /** @throws RelataException when the tables are not those that the files were chosen for */
    void requireShown() {
        shown.requireShown(catalog);
    }

    /**
     * Notes what the run took, for as long as its tables are shown.
     *
     * @throws RelataException when a file is not the one that was listed, so that nobody knows what was read of it
     */
    void note(TakenFiles taken) {
        taken.arrived().forEach(this::requireUnchanged);
        if (marked(job).isEmpty()) {
            return;
        }
        Map<String, List<Segment>> all = new TreeMap<>(shown.all());
        job.sources().forEach((name, source) -> {
            all.remove(name);
            if (source.bookmark().isUsed()) {
                all.put(name, lists(name, source, taken));
            }
        });
        bookmarks.write(new Bookmark(run, job.name(), all));
        Failpoint.BOOKMARKED.reached();
    }

    private List<Segment> lists(String name, SourceSpec source, TakenFiles taken) {
        List<Segment> before = shown.required(name);
        return source.bookmark().use() == BookmarkSpec.Use.ENABLED && choice.noting() != FileChoice.Noting.PAUSED
                ? bookmarks.plus(
                        before, taken.arrived().getOrDefault(name, Arrived.NONE).taken())
                : before;
    }

    private void requireUnchanged(String name, Arrived arrived) {
        if (arrived.taken().isEmpty()) {
            return;
        }
        Map<String, ListedFile> missing = new TreeMap<>();
        arrived.taken().forEach(file -> missing.put(file.path(), file));
        SourceSpec source = requireNonNull(job.sources().get(name));
        InputFiles.each(source.kind(), source.paths(), configuration, file -> missing.remove(file.path(), file));
        if (!missing.isEmpty()) {
            List<String> first = missing.keySet().stream().limit(NAMED).toList();
            int others = missing.size() - first.size();
            throw RelataException.failed(new Problem(
                    "The input changed while it was read",
                    String.join(", ", first) + (others > 0 ? " and " + others + " more" : ""),
                    "files of source " + name + " are gone or others than when this run listed them",
                    "Run again when nobody writes to them; nothing was published"));
        }
    }
}
