package io.relata.jobs;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.jobs.bookmark.FileChoice;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which of a job's files a run takes. */
final class FileOptions {

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Of sources with a bookmark, files of an earlier modification time are left, as in"
                    + " 2026-11-21T10:00:00Z. What :from stands for in sources that are databases.")
    private @Nullable String from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            description =
                    "Of sources with a bookmark, files of this modification time or a later one are left for other runs.")
    private @Nullable String to;

    @Option(
            names = "--filename",
            paramLabel = "FILE",
            description =
                    "The one file to take: its path, its key in the bucket, or its path below its source's folder.")
    private @Nullable String filename;

    @Option(
            names = "--pause-bookmarks",
            description = "Of sources with a bookmark, what is taken is not noted, so the next run takes it too.")
    private boolean paused;

    /** @throws RelataException when a text is no time */
    FileChoice choice() {
        return new FileChoice(
                Optional.ofNullable(from).map(text -> time("--from", text)),
                Optional.ofNullable(to).map(text -> time("--to", text)),
                Optional.ofNullable(filename),
                paused ? FileChoice.Noting.PAUSED : FileChoice.Noting.AS_THE_JOB_SAYS);
    }

    static Instant time(String option, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw RelataException.usage(new Problem(
                    "Cannot read a time",
                    option + " " + RunSummary.shown(text),
                    "it is no time in UTC",
                    "Write it as in 2026-11-21T10:00:00Z"));
        }
    }
}
