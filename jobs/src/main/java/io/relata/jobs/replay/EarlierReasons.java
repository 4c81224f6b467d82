package io.relata.jobs.replay;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.transforms.json.InputFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Rows that say of records, by their places, why an earlier run rejected them. One row for a place. */
final class EarlierReasons {

    static final String FILE = "earlier_file";
    static final String POSITION = "earlier_position";
    static final String REASON = "earlier_reason";
    static final String DETAIL = "earlier_detail";

    static final StructType SCHEMA = new StructType()
            .add(FILE, DataTypes.StringType)
            .add(POSITION, DataTypes.LongType)
            .add(REASON, DataTypes.StringType)
            .add(DETAIL, DataTypes.StringType);

    private EarlierReasons() {}

    /** For records that lie where they did; none of those whose places nobody knows. */
    static Dataset<Row> of(List<RejectsTable> tables, SparkSession spark) {
        Dataset<Row> all = spark.createDataFrame(List.of(), SCHEMA);
        for (RejectsTable table : tables) {
            all = all.union(table.rows(spark)
                    .where(col("position").isNotNull())
                    .select(
                            col("file").as(FILE),
                            col("position").as(POSITION),
                            col("reason").as(REASON),
                            coalesce(col("detail"), lit("")).as(DETAIL)));
        }
        return all.dropDuplicates(new String[] {FILE, POSITION});
    }

    /**
     * For records of a file, of which the first stands for the first one rejected, and so on; none where they are more.
     *
     * @throws RelataException when the file cannot be read, or records are missing in it
     */
    static Dataset<Row> of(RejectsTable table, InputFile corrected, SparkSession spark) {
        List<Row> reasons = table.rows(spark)
                .orderBy(col("file"), col("position").asc_nulls_last())
                .select(col("reason"), coalesce(col("detail"), lit("")))
                .collectAsList();
        List<Long> starts = starts(corrected, spark.sparkContext().hadoopConfiguration(), reasons.size() + 1);
        if (starts.size() < reasons.size()) {
            throw RelataException.usage(new Problem(
                    "Cannot take corrected records",
                    corrected.path(),
                    "it has " + starts.size() + " lines, and " + reasons.size() + " records were rejected",
                    "Write a line for each; one that cannot be corrected, as it was: it stays rejected"));
        }
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < reasons.size() && starts.size() == reasons.size(); i++) {
            rows.add(RowFactory.create(
                    corrected.path(),
                    starts.get(i),
                    reasons.get(i).getString(0),
                    reasons.get(i).getString(1)));
        }
        return spark.createDataFrame(rows, SCHEMA);
    }

    private static List<Long> starts(InputFile file, Configuration configuration, int most) {
        try {
            return LineStarts.of(file, configuration, most);
        } catch (IOException e) {
            throw RelataException.failed(
                    new Problem(
                            "Cannot read corrected records",
                            file.path(),
                            String.valueOf(e.getMessage()),
                            "Write them to a file of one JSON object a line"),
                    e);
        }
    }
}
