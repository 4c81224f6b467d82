package io.relata.jobs.source.jdbc;

import static java.util.Objects.requireNonNull;

import io.relata.Problem;
import io.relata.RelataException;
import java.util.Map;
import java.util.Optional;

/**
 * How records of a database are read.
 *
 * @param where the condition of those that are; {@code :from} and {@code :as-of} stand for the times of the run
 * @param window the times of the run
 * @param partitions how they are shared out to tasks; one task reads them all where empty
 * @param fetchSize how many rows a task holds at a time
 * @param zeroDates what becomes of dates that the calendar does not have
 * @param json the columns of JSON text that are parsed, by name
 */
public record JdbcOptions(
        Optional<String> where,
        Window window,
        Optional<PartitionedBy> partitions,
        int fetchSize,
        ZeroDates zeroDates,
        Map<String, JsonType> json) {

    public static final int FETCH_SIZE = 1_000;

    public static final JdbcOptions DEFAULT =
            new JdbcOptions(Optional.empty(), Window.NONE, Optional.empty(), FETCH_SIZE, ZeroDates.REJECT, Map.of());

    public JdbcOptions {
        requireNonNull(where, "where");
        requireNonNull(window, "window");
        requireNonNull(partitions, "partitions");
        requireNonNull(zeroDates, "zeroDates");
        json = Map.copyOf(json);
        if (fetchSize < 1) {
            throw RelataException.usage(
                    new Problem("Cannot read from a database", "fetch size", "it is " + fetchSize, "Give one from 1"));
        }
    }

    public JdbcOptions withWhere(String where) {
        return new JdbcOptions(Optional.of(where), window, partitions, fetchSize, zeroDates, json);
    }

    public JdbcOptions withWindow(Window window) {
        return new JdbcOptions(where, window, partitions, fetchSize, zeroDates, json);
    }

    public JdbcOptions withPartitions(PartitionedBy partitions) {
        return new JdbcOptions(where, window, Optional.of(partitions), fetchSize, zeroDates, json);
    }

    public JdbcOptions withFetchSize(int fetchSize) {
        return new JdbcOptions(where, window, partitions, fetchSize, zeroDates, json);
    }

    public JdbcOptions withZeroDates(ZeroDates zeroDates) {
        return new JdbcOptions(where, window, partitions, fetchSize, zeroDates, json);
    }

    public JdbcOptions withJson(Map<String, JsonType> json) {
        return new JdbcOptions(where, window, partitions, fetchSize, zeroDates, json);
    }
}
