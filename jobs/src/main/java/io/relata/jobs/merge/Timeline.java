package io.relata.jobs.merge;

import static io.relata.jobs.merge.KeyColumns.KEY;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.relata.ColumnName;
import io.relata.transforms.shred.RecordNumber;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;

/**
 * What a run and the tables know of each key, on one line of its order: at each point a version begins or the document is
 * removed, and a version ends at the point behind it.
 */
final class Timeline {

    /** Whether a version begins here in the published tables; never null, as all that follow. */
    static final String BEGINS = "relata_begins";

    /** Whether the document was removed here before the run. */
    static final String REMOVED = "relata_removed";

    /** Whether the point is new, and before one that was known. */
    static final String LATE = "relata_late";

    /** Whether the published version was ordered by another column than the run's. */
    static final String OTHER = "relata_other";

    /** Where the published version that begins here ends. */
    private static final String ENDED = "relata_ended";

    private static final String LAST = "relata_last";

    private final MergedTable root;
    private final int keys;

    /** @param root the table of versions, whose key is that of the documents with {@link Validity#FROM} behind it */
    Timeline(MergedTable root) {
        this.root = root;
        this.keys = root.key().size();
    }

    /** Whether a point is one of the run's. */
    static Column isOfRun() {
        return col(RecordNumber.COLUMN).isNotNull();
    }

    /**
     * What is to be known of published versions: the key, numbered, where they end, and {@link #OTHER}.
     *
     * @param order the column that the run orders by
     */
    static Column[] ofPublished(MergedTable root, String order) {
        boolean isThere = root.published()
                .filter(files ->
                        List.of(files.shown().allColumns().fieldNames()).contains(order))
                .isPresent();
        Column isOther = isThere ? not(col(Validity.FROM).eqNullSafe(ColumnName.column(order))) : lit(true);
        return KeyColumns.array(
                KeyColumns.numbered(KEY, root.key()), col(Validity.TO).as(ENDED), isOther.as(OTHER));
    }

    /**
     * The points of the run, and those of published versions that end elsewhere now: of each its key, numbered, the columns
     * named here, what {@link RunDocuments} says of the run's document, {@link Validity#TO} and {@link Validity#CURRENT}.
     *
     * @param run the documents of the run, each point once
     * @param versions the published versions of the same keys, as {@link #ofPublished}
     * @param removed where documents of the same keys were removed before: the key, numbered
     */
    Dataset<Row> changed(Dataset<Row> run, Optional<Dataset<Row>> versions, Optional<Dataset<Row>> removed) {
        Column from = col(KEY + (keys - 1));
        WindowSpec document = Window.partitionBy(KeyColumns.all(KEY, keys - 1));
        Column isKnown = col(BEGINS).or(col(REMOVED));
        return points(run, versions, removed)
                .withColumn(Validity.TO, lead(from, 1).over(document.orderBy(from)))
                .withColumn(LAST, max(when(isKnown, from)).over(document))
                .where(isOfRun()
                        .or(col(OTHER))
                        .or(col(BEGINS).and(not(col(Validity.TO).eqNullSafe(col(ENDED))))))
                .withColumn(Validity.CURRENT, col(Validity.TO).isNull())
                .withColumn(LATE, isOfRun().and(not(isKnown)).and(coalesce(from.lt(col(LAST)), lit(false))))
                .drop(LAST, ENDED);
    }

    private Dataset<Row> points(Dataset<Row> run, Optional<Dataset<Row>> versions, Optional<Dataset<Row>> removed) {
        Column noEnd = lit(null).cast(root.columns().apply(Validity.TO).dataType());
        Column noRecord = lit(null).cast(DataTypes.LongType);
        Column no = lit(false);
        Dataset<Row> points = run.select(point(col(RecordNumber.COLUMN), col(RunDocuments.DELETED), no, no, no, noEnd));
        if (versions.isPresent()) {
            points = points.union(versions.get().select(point(noRecord, no, lit(true), no, col(OTHER), col(ENDED))));
        }
        if (removed.isPresent()) {
            points = points.union(removed.get().select(point(noRecord, no, no, lit(true), no, noEnd)));
        }
        return points.groupBy(KeyColumns.all(KEY, keys))
                .agg(
                        max(RecordNumber.COLUMN).as(RecordNumber.COLUMN),
                        max(RunDocuments.DELETED).as(RunDocuments.DELETED),
                        max(BEGINS).as(BEGINS),
                        max(REMOVED).as(REMOVED),
                        max(OTHER).as(OTHER),
                        max(ENDED).as(ENDED));
    }

    private Column[] point(
            Column record, Column isDeleted, Column begins, Column removed, Column isOther, Column ended) {
        return KeyColumns.array(
                Arrays.asList(KeyColumns.all(KEY, keys)),
                record.as(RecordNumber.COLUMN),
                isDeleted.as(RunDocuments.DELETED),
                begins.as(BEGINS),
                removed.as(REMOVED),
                isOther.as(OTHER),
                ended.as(ENDED));
    }
}
