package io.relata.jobs.merge;

import static java.util.Objects.requireNonNull;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The rows that a run adds to a table.
 *
 * @param count how many there are, counted apart from their writing
 * @param bytes about how many bytes they take as a file
 */
record NewRows(Dataset<Row> rows, long count, long bytes) {

    NewRows {
        requireNonNull(rows, "rows");
    }
}
