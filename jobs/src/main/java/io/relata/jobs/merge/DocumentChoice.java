package io.relata.jobs.merge;

import static io.relata.jobs.merge.KeyColumns.KEY;
import static io.relata.jobs.merge.KeyColumns.ORDER;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.relata.jobs.config.MergeRule;
import io.relata.jobs.publish.EarlierFiles;
import io.relata.transforms.shred.RecordNumber;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * Which documents of a run are taken into the tables. Of those with one key the latest counts; one that is earlier than
 * what the tables have, or had when it was removed, is left out.
 */
final class DocumentChoice {

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
    record Counts(long written, long deleted, long late, long superseded, long missing) {

        /** All of the run. */
        long read() {
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
     * @param known what is published of the same keys: their columns and those of the order, numbered; empty where nothing
     *     is, or no order is asked for
     * @param published key and order of the published documents that are removed where the run does not have them,
     *     numbered; empty where none are
     * @param kept writes rows where they are read from afterwards, so that all that follows goes by one choice
     */
    static DocumentChoice of(
            RunDocuments documents,
            MergedTable root,
            MergeRule rule,
            Optional<Dataset<Row>> known,
            Optional<Dataset<Row>> published,
            UnaryOperator<Dataset<Row>> kept) {
        int keys = root.key().size();
        int orders = rule.orderBy().size();
        Dataset<Row> latest = latest(documents, keys, orders);
        Dataset<Row> compared = known.map(before -> withEarlier(latest, before, keys, orders))
                .orElseGet(() -> latest.withColumn(EARLIER, lit(false)));
        Column fate = when(col(EARLIER), lit(Fate.LATE.name()))
                .when(col(RunDocuments.DELETED), lit(Fate.DELETED.name()))
                .otherwise(lit(Fate.WRITTEN.name()));
        Dataset<Row> judged = compared.withColumn(FATE, fate).drop(EARLIER, RunDocuments.DELETED);
        Dataset<Row> chosen = kept.apply(published
                .map(before -> judged.union(missing(before, judged, keys)))
                .orElse(judged));
        return new DocumentChoice(chosen, keys, orders, counts(chosen, documents.count()));
    }

    private static Dataset<Row> latest(RunDocuments documents, int keys, int orders) {
        Column read = col(RecordNumber.COLUMN).desc();
        Column[] order =
                orders == 0 ? new Column[] {read} : new Column[] {order(orders).desc(), read};
        return documents.firstOfEach(KeyColumns.all(KEY, keys), order);
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

    /** In words, for the report. */
    String told(MergedTable root, MergeRule rule) {
        return "Of " + counts.read() + " documents of " + root.name().table() + ", " + counts.written()
                + " were merged and "
                + counts.deleted() + " removed; " + counts.late() + " came late and " + counts.superseded()
                + " were superseded in the run."
                + (rule.deleteMissing().isPresent()
                        ? " Of those published, " + counts.missing() + " were missing and removed."
                        : "");
    }

    /** @param run tells which files cannot hold documents of the run */
    Selection selection(Predicate<EarlierFiles.Extent> run) {
        Dataset<Row> replaced =
                chosen.where(col(FATE).notEqual(Fate.LATE.name())).select(KeyColumns.all(KEY, keys));
        RowChanges changes =
                RowChanges.removing(replaced, counts.missing() == 0 ? run : KeyValues.of(replaced.select(KEY + 0)));
        Dataset<Row> deleted = chosen.where(col(FATE).equalTo(Fate.DELETED.name()))
                .select(KeyColumns.array(List.of(KeyColumns.all(KEY, keys)), KeyColumns.all(ORDER, orders)));
        return new Selection(
                chosen.where(col(FATE).equalTo(Fate.WRITTEN.name())).select(RecordNumber.COLUMN),
                counts.written() == counts.read(),
                changes,
                new NewRows(deleted, counts.deleted(), 0),
                changes);
    }
}
