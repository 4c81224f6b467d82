package io.relata.jobs.merge;

import static io.relata.jobs.merge.KeyColumns.KEY;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
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
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;

/**
 * Which versions of documents the tables have after a run, and when each holds. What the run and the tables know of a key
 * lies on one line of its order: at each point a version begins or the document is removed, and a version ends at the
 * point behind it. Of several at one point the one that is read last counts.
 */
final class VersionChoice {

    /** Whether a version begins here in the published tables. */
    private static final String BEGINS = "relata_begins";

    /** Whether the document was removed here before the run. */
    private static final String REMOVED = "relata_removed";

    /** Where the published version that begins here ends. */
    private static final String ENDED = "relata_ended";

    private static final String LAST = "relata_last";
    private static final String LATE = "relata_late";

    private static final Column IS_OF_RUN = col(RecordNumber.COLUMN).isNotNull();

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
     * @param versions the published versions of the same documents: key, numbered, and {@link Validity#TO}
     * @param removed where the same documents were removed before: key, numbered
     * @param kept writes rows where they are read from afterwards, so that all that follows goes by one choice
     * @throws RelataException when documents have no order, or are late and the rule refuses that
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
        Dataset<Row> points = points(run, versions, removed, root);
        Dataset<Row> chosen = kept.apply(changed(points, keys));
        Counts counts = counts(chosen, documents.count());
        requireOrder(chosen.where(col(KEY + (keys - 1)).isNull()), root, rule);
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

    private static void requireOrder(Dataset<Row> withoutOrder, MergedTable root, MergeRule rule) {
        long missing = withoutOrder.count();
        if (missing > 0) {
            throw RelataException.failed(new Problem(
                    "Cannot merge documents into table " + root.name(),
                    "order-by " + String.join(", ", rule.orderBy()),
                    "documents of " + missing + " keys have no value there, so nobody can tell from when on they hold",
                    "Correct the documents, or name a column that every document has"));
        }
    }

    /** One row for each point that is known of a key. */
    private static Dataset<Row> points(
            Dataset<Row> run, Optional<Dataset<Row>> versions, Optional<Dataset<Row>> removed, MergedTable root) {
        int keys = root.key().size();
        Column none = lit(null).cast(root.columns().apply(Validity.TO).dataType());
        Column noRecord = lit(null).cast(DataTypes.LongType);
        Dataset<Row> all = run.select(
                point(keys, col(RecordNumber.COLUMN), col(RunDocuments.DELETED), lit(false), lit(false), none));
        Dataset<Row> before = versions.map(rows -> all.union(
                        rows.select(point(keys, noRecord, lit(false), lit(true), lit(false), col(Validity.TO)))))
                .orElse(all);
        Dataset<Row> points = removed.map(rows ->
                        before.union(rows.select(point(keys, noRecord, lit(false), lit(false), lit(true), none))))
                .orElse(before);
        return points.groupBy(KeyColumns.all(KEY, keys))
                .agg(
                        max(RecordNumber.COLUMN).as(RecordNumber.COLUMN),
                        max(RunDocuments.DELETED).as(RunDocuments.DELETED),
                        max(BEGINS).as(BEGINS),
                        max(REMOVED).as(REMOVED),
                        max(ENDED).as(ENDED));
    }

    private static Column[] point(
            int keys, Column record, Column isDeleted, Column begins, Column removed, Column ended) {
        return KeyColumns.array(
                Arrays.asList(KeyColumns.all(KEY, keys)),
                record.as(RecordNumber.COLUMN),
                isDeleted.as(RunDocuments.DELETED),
                begins.as(BEGINS),
                removed.as(REMOVED),
                ended.as(ENDED));
    }

    /** The points of the run, and those of published versions that end elsewhere now. */
    private static Dataset<Row> changed(Dataset<Row> points, int keys) {
        Column from = col(KEY + (keys - 1));
        WindowSpec document = Window.partitionBy(KeyColumns.all(KEY, keys - 1));
        Column isKnown = col(BEGINS).or(col(REMOVED));
        return points.withColumn(Validity.TO, lead(from, 1).over(document.orderBy(from)))
                .withColumn(LAST, max(when(isKnown, from)).over(document))
                .where(IS_OF_RUN.or(col(BEGINS).and(not(col(Validity.TO).eqNullSafe(col(ENDED))))))
                .withColumn(Validity.CURRENT, col(Validity.TO).isNull())
                .withColumn(LATE, IS_OF_RUN.and(not(isKnown)).and(coalesce(from.lt(col(LAST)), lit(false))))
                .drop(LAST, ENDED);
    }

    private static Counts counts(Dataset<Row> chosen, long read) {
        Row counts = chosen.agg(
                        count(when(isWritten(), lit(1))),
                        count(when(isRemoval(), lit(1))),
                        count(when(col(LATE), lit(1))),
                        count(when(IS_OF_RUN.and(col(BEGINS)), lit(1))),
                        count(when(not(IS_OF_RUN), lit(1))))
                .head();
        return new Counts(
                read, counts.getLong(0), counts.getLong(1), counts.getLong(2), counts.getLong(3), counts.getLong(4));
    }

    private static Column isWritten() {
        return IS_OF_RUN.and(not(col(RunDocuments.DELETED)));
    }

    private static Column isRemoval() {
        return IS_OF_RUN.and(col(RunDocuments.DELETED));
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
                        not(IS_OF_RUN).as(RowChanges.STAYS),
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
