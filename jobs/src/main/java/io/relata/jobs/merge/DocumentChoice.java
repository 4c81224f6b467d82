package io.relata.jobs.merge;

import static io.relata.jobs.merge.KeyColumns.KEY;
import static io.relata.jobs.merge.KeyColumns.ORDER;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.jobs.config.MergeRule;
import io.relata.jobs.source.QueryFailure;
import io.relata.transforms.shred.RecordNumber;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * Which documents of a run are taken into the tables. Of those with one key the latest counts; one that is earlier than
 * what the tables have, or had when it was removed, is left out.
 */
public final class DocumentChoice {

    private static final String FATE = "fate";
    private static final String EARLIER = "earlier";
    private static final String THERE = "there";

    private final Dataset<Row> chosen;
    private final int keys;
    private final int orders;
    private final Counts counts;

    /** What becomes of the latest document with a key. */
    private enum Fate {
        WRITTEN,
        DELETED,
        LATE,
        MISSING
    }

    /**
     * How many documents there were.
     *
     * @param written taken into the tables
     * @param deleted whose condition says that they are removed
     * @param late left out since the tables know of a later state
     * @param superseded left out since the run itself has a later state
     * @param missing published ones that are removed since the run does not have them
     */
    public record Counts(long written, long deleted, long late, long superseded, long missing) {

        /** All of the run. */
        public long read() {
            return written + deleted + late + superseded;
        }
    }

    private DocumentChoice(Dataset<Row> chosen, int keys, int orders, Counts counts) {
        this.chosen = chosen;
        this.keys = keys;
        this.orders = orders;
        this.counts = counts;
    }

    /**
     * Chooses among the documents of a run.
     *
     * @param documents the root's rows, each with its {@link RecordNumber#COLUMN}
     * @param known what is published of the same keys: their columns and those of the order, numbered; empty where nothing
     *     is, or no order is asked for
     * @param published key and order of the published documents that are removed where the run does not have them,
     *     numbered; empty where none are
     * @param kept writes rows where they are read from afterwards, so that all that follows goes by one choice
     * @throws RelataException when a document has no value in a column of its key, or the rule does not fit the columns
     */
    static DocumentChoice of(
            Dataset<Row> documents,
            MergedTable root,
            MergeRule rule,
            Optional<Dataset<Row>> known,
            Optional<Dataset<Row>> published,
            UnaryOperator<Dataset<Row>> kept) {
        int keys = root.key().size();
        int orders = rule.orderBy().size();
        Dataset<Row> all = judged(documents, root, rule);
        long read = counted(all, root);
        Dataset<Row> latest = latest(all, keys, orders);
        Dataset<Row> compared = known.map(before -> withEarlier(latest, before, keys, orders))
                .orElseGet(() -> latest.withColumn(EARLIER, lit(false)));
        Column fate = when(col(EARLIER), lit(Fate.LATE.name()))
                .when(col(FATE), lit(Fate.DELETED.name()))
                .otherwise(lit(Fate.WRITTEN.name()));
        Dataset<Row> judged = compared.withColumn(FATE, fate).drop(EARLIER);
        Dataset<Row> chosen = kept.apply(published
                .map(before -> judged.union(missing(before, judged, keys)))
                .orElse(judged));
        return new DocumentChoice(chosen, keys, orders, counts(chosen, read));
    }

    /** The key, the order, the number, and whether the document is to be removed. */
    private static Dataset<Row> judged(Dataset<Row> documents, MergedTable root, MergeRule rule) {
        List<Column> columns = KeyColumns.numbered(KEY, root.key());
        columns.addAll(KeyColumns.numbered(ORDER, rule.orderBy()));
        columns.add(col(RecordNumber.COLUMN));
        try {
            Column isDeleted = rule.deleteWhen().map(functions::expr).orElse(lit(false));
            Dataset<Row> judged = documents.select(KeyColumns.array(columns, isDeleted.as(FATE)));
            if (!judged.schema().apply(FATE).dataType().equals(DataTypes.BooleanType)) {
                throw root.refused("delete-when", "it is no condition", "Write one that is true or false");
            }
            return judged.withColumn(FATE, coalesce(col(FATE), lit(false)));
        } catch (RelataException e) {
            throw e;
        } catch (Exception e) { // Spark's exceptions for SQL are checked ones that are not declared
            throw root.refused(
                    "delete-when",
                    QueryFailure.told(String.valueOf(e.getMessage())),
                    "Correct the condition; it sees the columns of "
                            + root.name().table());
        }
    }

    /** How many documents there are, each of them with a key. */
    private static long counted(Dataset<Row> judged, MergedTable root) {
        Column isMissing = Arrays.stream(KeyColumns.all(KEY, root.key().size()))
                .map(Column::isNull)
                .reduce(Column::or)
                .orElseThrow();
        Row counts = judged.agg(count(lit(1)), count(when(isMissing, lit(1)))).head();
        long missing = counts.getLong(1);
        if (missing > 0) {
            throw RelataException.failed(new Problem(
                    "Cannot merge documents into table " + root.name(),
                    "key " + String.join(", ", root.key()),
                    missing + " documents have no value there, so nobody can tell which ones they are",
                    "Correct the documents, or name a key that every document has"));
        }
        return counts.getLong(0);
    }

    private static Dataset<Row> latest(Dataset<Row> judged, int keys, int orders) {
        Column[] order = orders == 0
                ? new Column[] {col(RecordNumber.COLUMN).desc()}
                : new Column[] {order(orders).desc(), col(RecordNumber.COLUMN).desc()};
        return judged.withColumn(
                        EARLIER,
                        row_number()
                                .over(Window.partitionBy(KeyColumns.all(KEY, keys))
                                        .orderBy(order)))
                .where(col(EARLIER).equalTo(1))
                .drop(EARLIER);
    }

    /** As one value of which null is the least, in each of its parts too. */
    private static Column order(int orders) {
        return struct(KeyColumns.all(ORDER, orders));
    }

    private static Dataset<Row> withEarlier(Dataset<Row> latest, Dataset<Row> known, int keys, int orders) {
        Dataset<Row> before =
                known.groupBy(KeyColumns.all(KEY, keys)).agg(max(order(orders)).as(THERE));
        return latest.join(before, names(keys), "left")
                .withColumn(EARLIER, coalesce(col(THERE).gt(order(orders)), lit(false)))
                .drop(THERE);
    }

    private static Dataset<Row> missing(Dataset<Row> published, Dataset<Row> judged, int keys) {
        Dataset<Row> missing = published.join(judged.select(KeyColumns.all(KEY, keys)), names(keys), "left_anti");
        return missing.withColumn(RecordNumber.COLUMN, lit(null).cast(DataTypes.LongType))
                .withColumn(FATE, lit(Fate.MISSING.name()));
    }

    private static String[] names(int keys) {
        String[] names = new String[keys];
        Arrays.setAll(names, i -> KEY + i);
        return names;
    }

    private static Counts counts(Dataset<Row> chosen, long read) {
        Map<Fate, Long> counted = new EnumMap<>(Fate.class);
        chosen.groupBy(FATE)
                .agg(count(lit(1)))
                .collectAsList()
                .forEach(row -> counted.put(Fate.valueOf(row.getString(0)), row.getLong(1)));
        long written = counted.getOrDefault(Fate.WRITTEN, 0L);
        long deleted = counted.getOrDefault(Fate.DELETED, 0L);
        long late = counted.getOrDefault(Fate.LATE, 0L);
        long missing = counted.getOrDefault(Fate.MISSING, 0L);
        return new Counts(written, deleted, late, read - written - deleted - late, missing);
    }

    /** How many there were. */
    public Counts counts() {
        return counts;
    }

    /** The keys of documents that the tables are to have in another state or no more, numbered. */
    Dataset<Row> replaced() {
        return chosen.where(col(FATE).notEqual(Fate.LATE.name())).select(KeyColumns.all(KEY, keys));
    }

    /** The numbers of the records that are taken. */
    Dataset<Row> records() {
        return chosen.where(col(FATE).equalTo(Fate.WRITTEN.name())).select(RecordNumber.COLUMN);
    }

    /** Key and order of the documents that are removed, numbered. */
    Dataset<Row> deleted() {
        return chosen.where(col(FATE).equalTo(Fate.DELETED.name()))
                .select(KeyColumns.array(List.of(KeyColumns.all(KEY, keys)), KeyColumns.all(ORDER, orders)));
    }
}
