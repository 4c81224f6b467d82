package io.relata.jobs.verify;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.IntegerType;

/** Checks that each row below a root hangs from exactly one row, and that the rows of an array are numbered from 0. */
final class Keys {

    private static final String INDEX = "index";

    private final SparkSession spark;

    Keys(SparkSession spark) {
        this.spark = spark;
    }

    /** What is wrong between a table and the one that it hangs from, by the column that joins them. */
    List<String> faults(VerifiedTable child, VerifiedTable parent, String childColumn, String parentColumn) {
        int id = child.indexOf(childColumn);
        int key = parent.indexOf(parentColumn);
        if (id < 0 || key < 0) {
            return List.of("it hangs from " + parent.subject() + " by " + childColumn + " = " + parentColumn
                    + ", and one of these columns is not there");
        }
        List<String> faults = new ArrayList<>();
        Dataset<Row> ids = child.byPlace(spark);
        Column own = col(VerifiedTable.place(id));
        Dataset<Row> keys = parent.byPlace(spark)
                .select(col(VerifiedTable.place(key)).as("key"))
                .where(col("key").isNotNull());
        add(
                faults,
                keys.groupBy("key").agg(count(lit(1)).as("rows")).where("rows > 1"),
                "keys in column " + parentColumn + " of " + parent.subject() + " that several rows have");
        add(
                faults,
                ids.select(own.as("id")).join(keys, col("id").equalTo(col("key")), "left_anti"),
                "rows without a row in " + parent.subject());
        int index = child.indexOf(INDEX);
        if (index >= 0 && child.shown().columns().fields()[index].dataType() instanceof IntegerType) {
            add(
                    faults,
                    misnumbered(ids, own, col(VerifiedTable.place(index))),
                    "arrays whose rows are not numbered from 0 on without gap and double");
        }
        return faults;
    }

    private static Dataset<Row> misnumbered(Dataset<Row> rows, Column id, Column index) {
        return rows.groupBy(id)
                .agg(
                        count(lit(1)).as("rows"),
                        min(index).as("least"),
                        max(index).as("greatest"),
                        countDistinct(index).as("distinct"))
                .where("least <> 0 OR greatest <> rows - 1 OR distinct <> rows OR least IS NULL");
    }

    private static void add(List<String> faults, Dataset<Row> wrong, String what) {
        long count = wrong.count();
        if (count > 0) {
            faults.add(count + " " + what);
        }
    }
}
