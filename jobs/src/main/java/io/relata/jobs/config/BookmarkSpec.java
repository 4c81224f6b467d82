package io.relata.jobs.config;

import static java.util.Objects.requireNonNull;

import java.util.OptionalLong;

/**
 * Which files of a source a run takes, where it does not take all of them.
 *
 * @param use whether what was taken is known and noted
 * @param changedFiles what becomes of a file that was taken and is another now
 * @param maxFiles how many files a run takes at most; empty where there is no bound
 * @param maxBytes how many bytes of files, as they are stored, a run takes at most, though always one file; empty where
 *     there is no bound
 */
public record BookmarkSpec(Use use, ChangedFiles changedFiles, OptionalLong maxFiles, OptionalLong maxBytes) {

    /** Every run takes every file. */
    public static final BookmarkSpec NONE =
            new BookmarkSpec(Use.DISABLED, ChangedFiles.ERROR, OptionalLong.empty(), OptionalLong.empty());

    /** Whether what was taken is known and noted. */
    public enum Use {
        /** A run takes what no earlier one has taken, and notes it. */
        ENABLED,
        /** A run takes all there is. */
        DISABLED,
        /** A run takes what is not noted as taken, and notes nothing. */
        PAUSE
    }

    /** What becomes of a file that was taken and is another now, by its size, its time or its ETag. */
    public enum ChangedFiles {
        /** The run fails. */
        ERROR,
        /** It is taken again. */
        RELOAD,
        /** It stays as it was taken. */
        IGNORE
    }

    public BookmarkSpec {
        requireNonNull(use, "use");
        requireNonNull(changedFiles, "changedFiles");
        requireNonNull(maxFiles, "maxFiles");
        requireNonNull(maxBytes, "maxBytes");
    }

    /** Whether runs know what was taken. */
    public boolean isUsed() {
        return use != Use.DISABLED;
    }
}
