package io.relata.jobs;

import io.relata.Problem;
import io.relata.RelataException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What Glue's arguments for its bookmarks mean to ours, which are the job file's. Glue says {@code job-bookmark-disable}
 * to every job that nobody said anything else for, so it must not make a job that adds files take all of them again:
 * it means what the job file says, as {@code job-bookmark-enable} does.
 */
final class GlueBookmarks {

    private static final String PAUSE = "job-bookmark-pause";

    private GlueBookmarks() {}

    /**
     * The options of a command that they stand for.
     *
     * @param glues Glue's own arguments
     * @param has whether the command has an option of this name
     * @throws RelataException when a bound is a run of Glue's, of which our bookmarks know nothing
     */
    static List<String> options(Map<String, String> glues, Predicate<String> has) {
        List<String> options = new ArrayList<>();
        if (glues.getOrDefault(GlueNames.BOOKMARK, "").equals(PAUSE) && has.test("pause-bookmarks")) {
            options.add("--pause-bookmarks");
        }
        bound(glues, GlueNames.BOOKMARK_FROM, "from", has, options);
        bound(glues, GlueNames.BOOKMARK_TO, "to", has, options);
        return options;
    }

    private static void bound(
            Map<String, String> glues, String name, String option, Predicate<String> has, List<String> options) {
        String value = glues.getOrDefault(name, "");
        if (!value.isEmpty() && has.test(option)) {
            try {
                options.add("--" + option + "=" + Instant.parse(value));
            } catch (DateTimeException e) {
                throw RelataException.usage(new Problem(
                        "Cannot read --" + name,
                        "the job's arguments",
                        "it is no time in UTC, and bookmarks of files know nothing of Glue's runs",
                        "Write a time as in 2026-11-21T10:00:00Z"));
            }
        }
    }
}
