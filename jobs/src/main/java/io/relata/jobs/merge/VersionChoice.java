package io.relata.jobs.merge;

import static io.relata.jobs.merge.KeyColumns.KEY;
import static io.relata.jobs.merge.Timeline.BEGINS;
import static io.relata.jobs.merge.Timeline.LATE;
import static io.relata.jobs.merge.Timeline.OTHER;
import static io.relata.jobs.merge.Timeline.REMOVED;
import static io.relata.jobs.merge.Timeline.isOfRun;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.jobs.config.MergeRule;
import io.relata.jobs.publish.EarlierFiles;
import io.relata.transforms.shred.RecordNumber;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Which versions of documents the tables have after a run, and when each holds, by the {@link Timeline} of its key. Of
 * several documents of a run at one point the one that is read last counts.
 */
final class VersionChoice {

    private final Dataset<Row> chosen;
    private final int keys;
    private final Counts counts;

    /**
     * How many there were.
     *
     * @param read documents of the run
     * @param written those that became versions
     * @param removals those that remove what was before them
     * @param late versions and removals before what is published of their key
     * @param replaced published versions whose place one of the run takes
     * @param ended other published versions that hold until another time than before
     */
    record Counts(long read, long written, long removals, long late, long replaced, long ended) {}

    private VersionChoice(Dataset<Row> chosen, int keys, Counts counts) {
        this.chosen = chosen;
        this.keys = keys;
        this.counts = counts;
    }

    /**
     * Chooses among the documents of a run.
     *
     * @param root the table of versions, whose key is that of the documents with {@link Validity#FROM} behind it
     * @param versions the published versions of the same documents, as {@link Timeline#ofPublished}
     * @param removed where the same documents were removed before: key, numbered
     * @param kept writes rows where they are read from afterwards, so that all that follows goes by one choice
     * @throws RelataException when documents have no order or another one than what is published, or are late and
     *     the rule refuses that
     */
    static VersionChoice of(
            RunDocuments documents,
            MergedTable root,
            MergeRule rule,
            Optional<Dataset<Row>> versions,
            Optional<Dataset<Row>> removed,
            UnaryOperator<Dataset<Row>> kept) {
        int keys = root.key().size();
        Dataset<Row> run = documents.firstOfEach(
                KeyColumns.all(KEY, keys), col(RecordNumber.COLUMN).desc());
        Dataset<Row> chosen = kept.apply(new Timeline(root).changed(run, versions, removed));
        requireOrder(chosen, root, rule);
        Counts counts = counts(chosen, documents.count());
        if (rule.late() == MergeRule.Late.REFUSE && counts.late() > 0) {
            throw new RelataException(
                    RelataException.Kind.CONTRACT,
                    new Problem(
                            "Cannot merge documents into table " + root.name(),
                            "order-by " + String.join(", ", rule.orderBy()),
                            counts.late()
                                    + " documents are earlier than what is published of their keys, and late: refuse"
                                    + " takes none such",
                            "Write late: apply to give them their place in the history, or leave them out"));
        }
        return new VersionChoice(chosen, keys, counts);
    }

    private static void requireOrder(Dataset<Row> chosen, MergedTable root, MergeRule rule) {
        Column from = col(KEY + (root.key().size() - 1));
        Row counts = chosen.agg(count(when(from.isNull(), lit(1))), count(when(col(OTHER), lit(1))))
                .head();
        String what = "Cannot merge documents into table " + root.name();
        String where = "order-by " + String.join(", ", rule.orderBy());
        if (counts.getLong(0) > 0) {
            throw RelataException.failed(new Problem(
                    what,
                    where,
                    "documents of " + counts.getLong(0)
                            + " keys have no value there, so nobody can tell from when on they hold",
                    "Correct the documents, or name a column that every document has"));
        }
        if (counts.getLong(1) > 0) {
            throw RelataException.usage(new Problem(
                    what,
                    where,
                    counts.getLong(1) + " published versions of the same keys were ordered by another column",
                    "Write order-by as it was, or drop the job's tables from the catalog and load everything anew; their"
                            + " files stay"));
        }
    }

    private static Counts counts(Dataset<Row> chosen, long read) {
        Row counts = chosen.agg(
                        count(when(isWritten(), lit(1))),
                        count(when(isRemoval(), lit(1))),
                        count(when(col(LATE), lit(1))),
                        count(when(isOfRun().and(col(BEGINS)), lit(1))),
                        count(when(not(isOfRun()), lit(1))))
                .head();
        return new Counts(
                read, counts.getLong(0), counts.getLong(1), counts.getLong(2), counts.getLong(3), counts.getLong(4));
    }

    private static Column isWritten() {
        return isOfRun().and(not(col(RunDocuments.DELETED)));
    }

    private static Column isRemoval() {
        return isOfRun().and(col(RunDocuments.DELETED));
    }

    /** In words, for the report. */
    String told(MergedTable root) {
        return "Of " + counts.read() + " documents of " + root.name().table() + ", " + counts.written()
                + " became versions and " + counts.removals() + " removed what was before them; "
                + (counts.read() - counts.written() - counts.removals()) + " were superseded in the run, and "
                + counts.late()
                + " came late. Of the published versions, " + counts.replaced() + " were replaced and " + counts.ended()
                + " got another end.";
    }

    /** @param run tells which files cannot hold documents of the run */
    Selection selection(Predicate<EarlierFiles.Extent> run) {
        Dataset<Row> versions = chosen.where(col(BEGINS))
                .select(KeyColumns.array(
                        Arrays.asList(KeyColumns.all(KEY, keys)),
                        not(isOfRun()).as(RowChanges.STAYS),
                        col(Validity.TO).as(RowChanges.NOW + Validity.TO),
                        col(Validity.CURRENT).as(RowChanges.NOW + Validity.CURRENT)));
        // What is remembered already stays as it is.
        Dataset<Row> removals = chosen.where(isRemoval().and(not(col(REMOVED)))).select(KeyColumns.all(KEY, keys));
        Dataset<Row> returned = chosen.where(isWritten().and(col(REMOVED))).select(KeyColumns.all(KEY, keys));
        return new Selection(
                chosen.where(isWritten()).select(RecordNumber.COLUMN, Validity.TO, Validity.CURRENT),
                counts.written() == counts.read(),
                new RowChanges(versions, run),
                new NewRows(removals, removals.count(), 0),
                RowChanges.removing(returned, run));
    }
}
