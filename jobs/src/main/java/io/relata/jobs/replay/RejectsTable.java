package io.relata.jobs.replay;

import static java.util.Objects.requireNonNull;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;

import io.relata.RejectedRecord;
import io.relata.RunId;
import io.relata.TableName;
import io.relata.transforms.json.RejectReason;
import io.relata.transforms.json.RejectedText;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What a run rejected of one source.
 *
 * @param source its name in the job file
 * @param shownBy the run that the table shows, which is the run itself or one that came beside it
 * @param folder where the run wrote them
 * @param records how many they are
 */
record RejectsTable(TableName name, String source, RunId shownBy, String folder, long records) {

    private static final String DIGEST = "digest";

    RejectsTable {
        requireNonNull(name, "name");
        requireNonNull(source, "source");
        requireNonNull(shownBy, "shownBy");
        requireNonNull(folder, "folder");
    }

    /** Rows of {@link RejectedRecord#SCHEMA}. */
    Dataset<Row> rows(SparkSession spark) {
        return rows(folder, spark);
    }

    static Dataset<Row> rows(String folder, SparkSession spark) {
        return spark.read().schema(RejectedRecord.SCHEMA).parquet(folder);
    }

    /** Those whose places are known. Holds all of them in memory. */
    List<RejectedText> texts(SparkSession spark) {
        return rows(spark)
                .where(col("position").isNotNull())
                .select(
                        col("file"),
                        col("position"),
                        col("reason"),
                        sha2(coalesce(col("raw"), lit("")).cast("binary"), 256).as(DIGEST))
                .collectAsList()
                .stream()
                .map(row -> new RejectedText(
                        row.getString(0), row.getLong(1), RejectReason.valueOf(row.getString(2)), row.getString(3)))
                .toList();
    }
}
