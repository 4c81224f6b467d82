package io.relata.jobs.merge;

import static java.util.Objects.requireNonNull;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What was chosen among the documents of a run, for writing the tables by.
 *
 * @param records the numbers of the records that are taken, each once, and what their rows have beside their own columns
 * @param takesAll whether these are all records of the run
 * @param changes what becomes of published rows
 * @param removed what the table of removed documents takes
 * @param removedChanges what becomes of that table's published rows
 */
record Selection(
        Dataset<Row> records, boolean takesAll, RowChanges changes, NewRows removed, RowChanges removedChanges) {

    Selection {
        requireNonNull(records, "records");
        requireNonNull(changes, "changes");
        requireNonNull(removed, "removed");
        requireNonNull(removedChanges, "removedChanges");
    }
}
