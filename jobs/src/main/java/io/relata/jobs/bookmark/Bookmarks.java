package io.relata.jobs.bookmark;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.RunId;
import io.relata.jobs.publish.TargetLayout;
import io.relata.jobs.publish.WholeFiles;
import io.relata.transforms.json.ListedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;

/**
 * The bookmarks of a target's runs, one file each, which is there whole or not at all. That of a run counts as long as the
 * catalog's tables show the run, so it need not be undone where they are. For one thread.
 */
public final class Bookmarks {

    private static final int LARGEST = 64 << 20;

    private final TargetLayout layout;
    private final WholeFiles files;
    private final SegmentFiles segments;
    private int written;

    /** @param layout the target, with the run that writes */
    public Bookmarks(TargetLayout layout, Configuration configuration) {
        this.layout = layout;
        files = new WholeFiles(configuration);
        segments = new SegmentFiles(layout, configuration);
    }

    /**
     * A run's bookmark; empty when it has none.
     *
     * @throws RelataException when the file cannot be read, or is one of a newer Relata
     */
    public Optional<Bookmark> find(RunId run) {
        String path = layout.of(run).bookmark();
        try {
            return files.read(path, LARGEST).map(BookmarkJson::read);
        } catch (IOException | IllegalArgumentException e) {
            throw RelataException.failed(
                    new Problem(
                            "Cannot read the bookmark of run " + run,
                            path,
                            String.valueOf(e.getMessage()),
                            "Use the version of Relata that wrote it; if the file was damaged, restore it from an earlier"
                                    + " version of the object, or delete it and run bookmark reset"),
                    e);
        }
    }

    /**
     * Writes a run's bookmark, in the place of one that it has.
     *
     * @throws RelataException when the target cannot be written
     */
    public void write(Bookmark bookmark) {
        String path = layout.of(bookmark.run()).bookmark();
        try {
            files.replace(path, BookmarkJson.write(bookmark));
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    /** The files of these lists. */
    public KnownFiles known(List<Segment> lists) {
        KnownFiles known =
                new KnownFiles(lists.stream().mapToLong(Segment::files).sum());
        each(lists, known::add);
        return known;
    }

    /** Tells of each file of these lists; of one that was taken more than once, as it was taken last in the end. */
    public void each(List<Segment> lists, Consumer<ListedFile> file) {
        lists.forEach(list -> segments.each(list, file));
    }

    /**
     * Notes files as taken beside those of earlier lists.
     *
     * @param lists the oldest first
     * @param taken by path different
     * @return the lists of all of them
     * @throws RelataException when the target cannot be written
     */
    public List<Segment> plus(List<Segment> lists, List<ListedFile> taken) {
        if (taken.isEmpty()) {
            return lists;
        }
        List<Long> sizes = new ArrayList<>(lists.stream().map(Segment::files).toList());
        sizes.add((long) taken.size());
        int kept = sizes.size() - Tiers.joined(sizes);
        List<Segment> all = new ArrayList<>(lists.subList(0, kept));
        all.add(joined(lists.subList(kept, lists.size()), taken));
        return all;
    }

    /** The latest first, so that what is known of a file already goes before what was. */
    private Segment joined(List<Segment> lists, List<ListedFile> taken) {
        String name = Segment.name(layout.run(), written++);
        try {
            SegmentWriter list = segments.create(name);
            try (list) {
                KnownFiles latest = new KnownFiles(
                        taken.size() + lists.stream().mapToLong(Segment::files).sum());
                Consumer<ListedFile> add = file -> {
                    if (latest.add(file)) {
                        add(file, list);
                    }
                };
                taken.forEach(add);
                for (int i = lists.size() - 1; i >= 0; i--) {
                    segments.each(lists.get(i), add);
                }
            }
            return list.segment();
        } catch (IOException | UncheckedIOException e) {
            throw unwritable(layout.bookmarkFiles() + "/" + name, e);
        }
    }

    private static void add(ListedFile file, SegmentWriter list) {
        try {
            list.add(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RelataException unwritable(String path, Exception cause) {
        return RelataException.failed(
                new Problem(
                        "Cannot note which files were taken",
                        path,
                        String.valueOf(cause.getMessage()),
                        "Check that the target may be written, then run again"),
                cause);
    }
}
