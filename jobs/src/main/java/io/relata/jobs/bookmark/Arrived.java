package io.relata.jobs.bookmark;

import io.relata.transforms.json.ListedFile;
import java.util.List;

/**
 * The files of a source that a run takes, and how many there are beside them.
 *
 * @param taken in the order of their paths
 * @param known that were taken before and are the same
 * @param ignored that were taken before, are others now, and stay as they were taken
 * @param left that were not taken and do not come in this run, for want of room
 * @param outside of the window of times
 */
public record Arrived(List<ListedFile> taken, long known, long ignored, long left, long outside) {

    /** None. */
    public static final Arrived NONE = new Arrived(List.of(), 0, 0, 0, 0);

    public Arrived {
        taken = List.copyOf(taken);
    }

    /** In a sentence. */
    public String sentence(String source) {
        StringBuilder text = new StringBuilder("Of source " + source + " " + files(taken.size()) + " new, and " + known
                + (known == 1 ? " was" : " were") + " taken before.");
        if (ignored > 0) {
            text.append(" ").append(ignored).append(ignored == 1 ? " was" : " were");
            text.append(" taken before and changed since; its tables hold what was there then.");
        }
        if (left > 0) {
            text.append(" ").append(left).append(" more wait for the next run, by max-files or max-bytes.");
        }
        if (outside > 0) {
            text.append(" ").append(outside).append(outside == 1 ? " is" : " are");
            text.append(" outside of the times that this run takes.");
        }
        return text.toString();
    }

    private static String files(int count) {
        return count == 1 ? "1 file is" : count + " files are";
    }
}
