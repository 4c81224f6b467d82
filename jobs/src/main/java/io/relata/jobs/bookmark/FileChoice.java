package io.relata.jobs.bookmark;

import static java.util.Objects.requireNonNull;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.transforms.json.ListedFile;
import java.time.Instant;
import java.util.Optional;

/**
 * What a person says of the files that one run takes.
 *
 * @param from files of an earlier modification time are left
 * @param to files of this modification time and of later ones are left
 * @param filename the one file to take: its path, its key in the bucket, or its path below that of its source
 * @param noting whether the run notes the files it takes
 */
public record FileChoice(Optional<Instant> from, Optional<Instant> to, Optional<String> filename, Noting noting) {

    /** What a run notes of the files it takes. */
    public enum Noting {
        /** What the job file says. */
        AS_THE_JOB_SAYS,
        /** Nothing, so the next run takes them too. */
        PAUSED
    }

    /** Nothing is said. */
    public static final FileChoice ALL =
            new FileChoice(Optional.empty(), Optional.empty(), Optional.empty(), Noting.AS_THE_JOB_SAYS);

    /** @throws RelataException when no time is both */
    public FileChoice {
        requireNonNull(filename, "filename");
        requireNonNull(noting, "noting");
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            throw RelataException.usage(new Problem(
                    "Cannot take files from " + from.get() + " to " + to.get(),
                    "the command line",
                    "no time is in between",
                    "Give an earlier time for --from, or a later one for --to"));
        }
    }

    /** Files that are noted as the job file says. */
    public FileChoice(Optional<Instant> from, Optional<Instant> to, Optional<String> filename) {
        this(from, to, filename, Noting.AS_THE_JOB_SAYS);
    }

    /** Whether there is a window of times. */
    public boolean isOfTimes() {
        return from.isPresent() || to.isPresent();
    }

    boolean covers(ListedFile file) {
        Instant modified = Instant.ofEpochMilli(file.modified());
        return from.filter(modified::isBefore).isEmpty()
                && to.filter(end -> !modified.isBefore(end)).isEmpty();
    }
}
