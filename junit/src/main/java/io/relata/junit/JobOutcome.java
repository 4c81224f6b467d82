package io.relata.junit;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.opentest4j.AssertionFailedError;

/**
 * What came of a job that a test ran.
 *
 * @param failure the message of the run that failed; empty where all succeeded
 * @param tables the rows of each published table, by its name: values by column, in the columns' order and without nulls.
 *     Whole numbers are {@link Long}, floating ones {@link Double}, decimals {@link java.math.BigDecimal} without zeros at
 *     their end, truth values {@link Boolean}; all else is text as in files of expected tables: times in UTC, lists and structs as
 *     JSON
 */
public record JobOutcome(Optional<String> failure, Map<String, List<Map<String, Object>>> tables) {

    public JobOutcome {
        requireNonNull(failure, "failure");
        tables = Collections.unmodifiableSortedMap(new TreeMap<>(tables));
    }

    /** The names of the published tables, rejects too. */
    public SortedSet<String> names() {
        return new TreeSet<>(tables.keySet());
    }

    /**
     * The rows of a table, in the order of their values, the first column first.
     *
     * @throws AssertionFailedError when a run failed, or there is no such table
     */
    public List<Map<String, Object>> rows(String table) {
        if (failure.isPresent()) {
            throw new AssertionFailedError("The run failed: " + failure.get());
        }
        List<Map<String, Object>> rows = tables.get(table);
        if (rows == null) {
            throw new AssertionFailedError("The job published no table " + table + ", but "
                    + (tables.isEmpty() ? "none at all" : String.join(", ", names())));
        }
        return rows;
    }
}
