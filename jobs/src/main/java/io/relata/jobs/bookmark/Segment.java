package io.relata.jobs.bookmark;

import io.relata.RunId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file at the target that lists input files. Never changed once a bookmark names it.
 *
 * @param name the id of the run that wrote it, a number and an extension; safe as a file name
 * @param files how many it lists; at least 1
 */
public record Segment(String name, long files) {

    private static final Pattern NAME = Pattern.compile("(.+)-[0-9]{1,9}\\.jsonl\\.gz");

    /** @throws IllegalArgumentException when it is not such a name, or lists nothing */
    public Segment {
        if (run(name).isEmpty()) {
            throw new IllegalArgumentException("not the name of a list of files: \"" + name + "\"");
        }
        if (files < 1) {
            throw new IllegalArgumentException(name + " is said to list " + files + " files");
        }
    }

    /** The name of a run's list of this number. */
    static String name(RunId run, int number) {
        return run + "-" + number + ".jsonl.gz";
    }

    /** The run that wrote the list of this name; empty where it is no such name. */
    static Optional<RunId> run(String name) {
        Matcher form = NAME.matcher(name);
        return form.matches() ? RunId.parsed(form.group(1)) : Optional.empty();
    }
}
