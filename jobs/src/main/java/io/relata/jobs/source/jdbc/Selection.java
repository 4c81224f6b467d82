package io.relata.jobs.source.jdbc;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a task asks a database for.
 *
 * @param what in messages
 * @param from the SQL behind FROM, with the condition of the source
 * @param columns in order
 * @param snapshot the snapshot that it joins; blank where there is none
 */
record Selection(Database database, String what, String from, List<ReadColumn> columns, String snapshot, int fetchSize)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    Selection {
        requireNonNull(database, "database");
        columns = List.copyOf(columns);
        requireNonNull(snapshot, "snapshot");
    }

    /** The rows for which a range holds. */
    String sql(String range) {
        return columns.stream().map(ReadColumn::expression).collect(Collectors.joining(", ", "SELECT ", "")) + " FROM "
                + from + " AND (" + range + ")";
    }
}
