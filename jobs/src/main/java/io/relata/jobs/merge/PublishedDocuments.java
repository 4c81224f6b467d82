package io.relata.jobs.merge;

import static java.util.Objects.requireNonNull;

import io.relata.jobs.publish.EarlierFiles;
import io.relata.jobs.sink.RewriteSite;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What is published of the documents that a run has too.
 *
 * @param keys the first columns of the documents' keys, numbered, each once
 * @param values tells which files cannot hold them
 */
record PublishedDocuments(RewriteSite site, Dataset<Row> keys, Predicate<EarlierFiles.Extent> values) {

    PublishedDocuments {
        requireNonNull(site, "site");
        requireNonNull(keys, "keys");
        requireNonNull(values, "values");
    }

    /** The rows of a table that are of these documents; empty where there are no files that may hold some. */
    Optional<Dataset<Row>> in(MergedTable table, Column... columns) {
        return table.published()
                .map(files -> files.mayHold(table.key().get(0), values))
                .flatMap(files -> rows(site, files, "true", columns))
                .map(rows -> rows.join(keys, keys.columns(), "left_semi"));
    }

    /** The rows in some files that fulfil a condition; empty where there is no file. */
    static Optional<Dataset<Row>> rows(RewriteSite site, EarlierFiles files, String condition, Column... columns) {
        return files.locations().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        MergedTable.read(files, files.locations(), files.shown().allColumns(), site)
                                .where(condition)
                                .select(columns));
    }
}
