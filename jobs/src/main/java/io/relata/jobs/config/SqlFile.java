package io.relata.jobs.config;

import static java.util.Objects.requireNonNull;

/**
 * A query kept beside the job file, read once with it.
 *
 * @param name as the job file names it, for messages
 * @param text the query
 */
public record SqlFile(String name, String text) {

    public SqlFile {
        requireNonNull(name, "name");
        requireNonNull(text, "text");
    }
}
