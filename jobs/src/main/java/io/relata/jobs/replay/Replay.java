package io.relata.jobs.replay;

import static java.util.Objects.requireNonNull;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;

import io.relata.CatalogTable;
import io.relata.Problem;
import io.relata.RejectedRecord;
import io.relata.RelataException;
import io.relata.RunId;
import io.relata.TableDefinition;
import io.relata.TableName;
import io.relata.transforms.json.RecordChoice;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a run takes of an earlier one's rejected records. Where it is of nothing, the run is none that replays.
 *
 * @param tables where they are, none where nothing is replayed
 * @param chosen by source the records that alone are read; none unless these are chosen
 * @param earlier rows of {@link EarlierReasons}: where the records lie now, and why they were rejected
 */
public record Replay(
        Optional<RunId> run,
        List<RejectsTable> tables,
        Reading reading,
        Map<String, RecordChoice> chosen,
        Optional<Dataset<Row>> earlier) {

    /** What is read of the sources. */
    public enum Reading {
        /** What a run reads. */
        ALL,
        /** The rejected records, where they are. */
        CHOSEN,
        /** The file that takes the place of the source whose records were rejected. */
        CORRECTED
    }

    /** Nothing is replayed. */
    public static final Replay NONE = new Replay(Optional.empty(), List.of(), Reading.ALL, Map.of(), Optional.empty());

    public Replay {
        requireNonNull(run, "run");
        requireNonNull(reading, "reading");
        requireNonNull(earlier, "earlier");
        tables = List.copyOf(tables);
        chosen = Map.copyOf(chosen);
    }

    /** Whether a table holds what is replayed. */
    public boolean isOf(TableName rejects) {
        return tables.stream().anyMatch(table -> table.name().equals(rejects));
    }

    /** The records that alone are read of a source; empty where all that is read of it counts. */
    public Optional<RecordChoice> chosen(String source) {
        return Optional.ofNullable(chosen.get(source));
    }

    /** Whether anything is read of a source. */
    public boolean isRead(String source) {
        return reading == Reading.ALL
                || tables.stream().anyMatch(table -> table.source().equals(source));
    }

    /** For the report; empty where nothing is replayed. */
    public List<String> notes() {
        long records = tables.stream().mapToLong(RejectsTable::records).sum();
        return run.stream()
                .map(one -> "This run takes up again what run " + one + " rejected: " + records
                        + (records == 1 ? " record." : " records."))
                .toList();
    }

    /**
     * @param rejects the tables of rejected records that the job writes now
     * @throws RelataException when the records lie in a table that is none of them
     */
    public void requireTables(Collection<TableName> rejects) {
        tables.stream()
                .filter(table -> !rejects.contains(table.name()))
                .findFirst()
                .ifPresent(table -> {
                    throw RelataException.usage(new Problem(
                            "Cannot replay run " + run.orElseThrow(),
                            "table " + table.name(),
                            "its rejected records are in this table, and the job names the one for them "
                                    + String.join(
                                            ", ",
                                            rejects.stream()
                                                    .map(TableName::toString)
                                                    .toList()),
                            "Give the root table the name that it had"));
                });
    }

    /**
     * @param shown a table of rejected records, as it is before the run writes to it
     * @throws RelataException when another run published to it since the records were looked for
     */
    public void requireShown(CatalogTable shown) {
        TableDefinition definition = shown.definition();
        tables.stream()
                .filter(table -> table.name().equals(definition.name()))
                .filter(table -> !table.shownBy().equals(definition.run()))
                .findFirst()
                .ifPresent(table -> {
                    throw new RelataException(
                            RelataException.Kind.TARGET_HELD,
                            new Problem(
                                    "Cannot replay run " + run.orElseThrow(),
                                    "table " + table.name(),
                                    "run " + definition.run() + " published it while this one was at work",
                                    "Run again: it goes on from what is published then"));
                });
    }

    /**
     * @param found the files of a source that are there
     * @throws RelataException when one is not among them that has records to be read again
     */
    public void requireFiles(String source, Set<String> found) {
        chosen(source).stream()
                .flatMap(choice -> choice.files().stream())
                .filter(file -> !found.contains(file))
                .findFirst()
                .ifPresent(file -> {
                    throw RelataException.failed(new Problem(
                            "Cannot replay run " + run.orElseThrow(),
                            file,
                            "source " + source + " has no such file now, and records of it were rejected",
                            "Bring it back as it was, or write the records, corrected, one a line to a file outside of"
                                    + " the source, and name it with --corrected"));
                });
    }

    /**
     * @param read how many records of a source this run has read
     * @throws RelataException when they are not all that it was to read
     */
    public void requireAll(String source, long read) {
        chosen(source).filter(choice -> choice.count() != read).ifPresent(choice -> {
            throw RelataException.failed(new Problem(
                    "Cannot replay run " + run.orElseThrow(),
                    "source " + source,
                    "of the " + choice.count() + " records that it rejected, " + read
                            + " are where they were: files have changed since, are read in another way, or hold"
                            + " documents of which more than one record was lost",
                    "Nothing was published. Write the records, corrected, one a line to a file outside of the"
                            + " source, and name it with --corrected"));
        });
    }

    /** Records that this run rejects, with the earlier reason in words behind the one of this run. */
    public Dataset<Row> told(Dataset<Row> rejected) {
        if (earlier.isEmpty()) {
            return rejected;
        }
        Column before = concat(
                lit("; run " + run.orElseThrow() + " rejected it as "),
                col(EarlierReasons.REASON),
                lit(": "),
                col(EarlierReasons.DETAIL));
        return rejected.join(
                        earlier.get(),
                        col("file")
                                .equalTo(col(EarlierReasons.FILE))
                                .and(col("position").equalTo(col(EarlierReasons.POSITION))),
                        "left")
                .withColumn("detail", concat(coalesce(col("detail"), lit("")), coalesce(before, lit(""))))
                .select(
                        "raw",
                        List.of(RejectedRecord.SCHEMA.fieldNames())
                                .subList(1, RejectedRecord.SCHEMA.size())
                                .toArray(String[]::new));
    }
}
