package io.relata.jobs.config;

import static java.util.Objects.requireNonNull;

import io.relata.jobs.source.jdbc.Window;
import io.relata.jobs.source.jdbc.WindowedSql;

/**
 * Which published documents are removed that a run does not have.
 *
 * @param condition in Spark SQL on the root's columns; {@code :from} and {@code :as-of} stand for the window's times
 * @param window the run's times
 */
public record MissingRule(String condition, Window window) {

    public MissingRule {
        requireNonNull(condition, "condition");
        requireNonNull(window, "window");
    }

    boolean isWindowed() {
        return WindowedSql.isWindowed(condition);
    }

    /**
     * The condition with the times in their places.
     *
     * @throws io.relata.RelataException when it names a time that the window has not
     */
    public String sql() {
        return WindowedSql.ofSpark(condition, window, "delete-missing");
    }
}
