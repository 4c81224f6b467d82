package io.relata.jobs.merge;

import static io.relata.jobs.merge.KeyColumns.KEY;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.jobs.config.MergeRule;
import io.relata.transforms.shred.RecordNumber;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * The documents of a run, of which some are chosen.
 *
 * @param rows of each its key and order, numbered, its {@link RecordNumber#COLUMN}, and {@link #DELETED}
 * @param count how many they are, each of them with a key
 */
record RunDocuments(Dataset<Row> rows, long count) {

    /** Whether the document is to be removed; never null. */
    static final String DELETED = "relata_deleted";

    private static final String RANK = "relata_rank";

    /**
     * Judges documents by the rule.
     *
     * @param rows the root's rows, each with its {@link RecordNumber#COLUMN}
     * @param named the first columns of the root's key, without whose values nobody can tell which document it is
     * @throws RelataException when a document has no value in a column of its key, or the rule does not fit the columns
     */
    static RunDocuments of(Dataset<Row> rows, MergedTable root, List<String> named, MergeRule rule) {
        List<Column> columns = KeyColumns.numbered(KEY, root.key());
        columns.addAll(KeyColumns.numbered(KeyColumns.ORDER, rule.orderBy()));
        columns.add(col(RecordNumber.COLUMN));
        Dataset<Row> judged = judged(rows, columns, root, rule);
        return new RunDocuments(judged, counted(judged, root, named));
    }

    private static Dataset<Row> judged(Dataset<Row> rows, List<Column> columns, MergedTable root, MergeRule rule) {
        return root.withCondition("delete-when", "columns", () -> {
            Column isDeleted = rule.deleteWhen().map(functions::expr).orElse(lit(false));
            Dataset<Row> judged = rows.select(KeyColumns.array(columns, isDeleted.as(DELETED)));
            if (!judged.schema().apply(DELETED).dataType().equals(DataTypes.BooleanType)) {
                throw root.refused("delete-when", "it is no condition", "Write one that is true or false");
            }
            return judged.withColumn(DELETED, coalesce(col(DELETED), lit(false)));
        });
    }

    private static long counted(Dataset<Row> judged, MergedTable root, List<String> named) {
        Column isMissing = Arrays.stream(KeyColumns.all(KEY, named.size()))
                .map(Column::isNull)
                .reduce(Column::or)
                .orElseThrow();
        Row counts = judged.agg(functions.count(lit(1)), functions.count(when(isMissing, lit(1))))
                .head();
        long missing = counts.getLong(1);
        if (missing > 0) {
            throw RelataException.failed(new Problem(
                    "Cannot merge documents into table " + root.name(),
                    "key " + String.join(", ", named),
                    missing + " documents have no value there, so nobody can tell which ones they are",
                    "Correct the documents, or name a key that every document has"));
        }
        return counts.getLong(0);
    }

    /** Of those with the same values in some columns the first in an order. */
    Dataset<Row> firstOfEach(Column[] same, Column... order) {
        return rows.withColumn(RANK, row_number().over(Window.partitionBy(same).orderBy(order)))
                .where(col(RANK).equalTo(1))
                .drop(RANK);
    }
}
