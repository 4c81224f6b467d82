package io.relata.jobs.bookmark;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.jobs.config.BookmarkSpec;
import io.relata.transforms.json.ListedFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds among the files of a source those that a run takes, as they are listed, and keeps no other. For one thread. */
public final class Arrivals {

    private static final int NAMED = 3;
    private static final Comparator<ListedFile> OLDEST_FIRST =
            Comparator.comparingLong(ListedFile::modified).thenComparing(ListedFile::path);

    private final KnownFiles known;
    private final BookmarkSpec rules;
    private final FileChoice choice;
    private final Map<String, ListedFile> found = new TreeMap<>();
    private final Map<String, ListedFile> changed = new TreeMap<>();
    private long same;
    private long outside;

    /** @param known what the source's table holds */
    public Arrivals(KnownFiles known, BookmarkSpec rules, FileChoice choice) {
        this.known = known;
        this.rules = rules;
        this.choice = choice;
    }

    /** A file that the source has. */
    public void add(ListedFile file) {
        if (!choice.covers(file)) {
            outside++;
            return;
        }
        switch (known.of(file)) {
            case NEW -> found.put(file.path(), file);
            case TAKEN -> same++;
            case CHANGED -> changed.put(file.path(), file);
        }
    }

    /**
     * What the run takes.
     *
     * @throws RelataException when files have changed and the rules do not say what becomes of them
     */
    public Arrived arrived(String source) {
        if (rules.changedFiles() == BookmarkSpec.ChangedFiles.ERROR && !changed.isEmpty()) {
            throw changed(source);
        }
        boolean reloads = rules.changedFiles() == BookmarkSpec.ChangedFiles.RELOAD;
        List<ListedFile> waiting = new ArrayList<>(found.values());
        if (reloads) {
            waiting.addAll(changed.values());
        }
        waiting.sort(OLDEST_FIRST);
        int taken = fitting(waiting);
        List<ListedFile> inOrder = new ArrayList<>(waiting.subList(0, taken));
        inOrder.sort(Comparator.comparing(ListedFile::path));
        return new Arrived(inOrder, same, reloads ? 0 : changed.size(), waiting.size() - taken, outside);
    }

    /** How many of the first ones a run takes. */
    private int fitting(List<ListedFile> waiting) {
        long most = Math.min(rules.maxFiles().orElse(Long.MAX_VALUE), waiting.size());
        long room = rules.maxBytes().orElse(Long.MAX_VALUE);
        int taken = 0;
        while (taken < most && (taken == 0 || waiting.get(taken).bytes() <= room)) {
            room -= waiting.get(taken).bytes();
            taken++;
        }
        return taken;
    }

    private RelataException changed(String source) {
        List<String> first = changed.keySet().stream().limit(NAMED).toList();
        int others = changed.size() - first.size();
        return RelataException.failed(new Problem(
                "Cannot take the new files of source " + source,
                String.join(", ", first) + (others > 0 ? " and " + others + " more" : ""),
                "files that were taken before have another size, time or ETag now, and the tables hold what was in them"
                        + " then",
                "Give what changed as new files; or write changed-files: ignore for the source, and the tables stay as"
                        + " they are"));
    }
}
