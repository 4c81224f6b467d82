package io.relata.jobs.bookmark;

import io.relata.transforms.json.ListedFile;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Of many files those of the latest modification times. For one thread. */
public final class LatestFiles {

    private final int most;
    private final NavigableSet<ListedFile> latest =
            new TreeSet<>(Comparator.comparingLong(ListedFile::modified).thenComparing(ListedFile::path));

    /** @param most how many are kept */
    public LatestFiles(int most) {
        this.most = most;
    }

    public void add(ListedFile file) {
        latest.add(file);
        if (latest.size() > most) {
            latest.pollFirst();
        }
    }

    /** The latest first. */
    public List<ListedFile> files() {
        return List.copyOf(latest.descendingSet());
    }
}
