package io.relata.jobs.merge;

import static java.util.Objects.requireNonNull;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.relata.ColumnName;
import io.relata.jobs.publish.EarlierFiles;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What becomes of published rows of some documents: they go, or they stay with other values in some columns.
 *
 * @param documents the documents' keys, numbered, each once; {@link #STAYS}; and behind {@link #NOW} in their names the
 *     columns of which rows that stay get the value
 * @param values tells which files cannot hold these documents
 */
record RowChanges(Dataset<Row> documents, Predicate<EarlierFiles.Extent> values) {

    /** Whether the rows of the document stay; never null. */
    static final String STAYS = "relata_stays";

    /** What the name of a column of new values begins with. */
    static final String NOW = "relata_now_";

    RowChanges {
        requireNonNull(documents, "documents");
        requireNonNull(values, "values");
    }

    /** All rows of the documents go. */
    static RowChanges removing(Dataset<Row> keys, Predicate<EarlierFiles.Extent> values) {
        return new RowChanges(keys.withColumn(STAYS, lit(false)), values);
    }

    /** Published rows as they are afterwards, with the columns that they have. */
    Dataset<Row> appliedTo(Dataset<Row> rows, List<String> key) {
        List<String> changing = List.of(documents.columns());
        Column[] columns = Arrays.stream(rows.columns())
                .map(name -> {
                    Column value = ColumnName.column(name);
                    return changing.contains(NOW + name)
                            ? when(col(STAYS), col(NOW + name)).otherwise(value).as(name)
                            : value;
                })
                .toArray(Column[]::new);
        return rows.join(documents, KeyColumns.areEqual(key, KeyColumns.KEY), "left")
                .where(coalesce(col(STAYS), lit(true)))
                .select(columns);
    }
}
