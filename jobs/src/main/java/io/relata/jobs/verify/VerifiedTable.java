package io.relata.jobs.verify;

import io.relata.Partition;
import io.relata.TableDefinition;
import io.relata.jobs.publish.ShownRows;
import io.relata.jobs.publish.StagedTable;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A published table, as its two witnesses have it.
 *
 * @param written what the manifest says was published
 * @param shown what the catalog shows
 * @param partitions those that the catalog shows
 */
record VerifiedTable(StagedTable written, TableDefinition shown, List<Partition> partitions) {

    VerifiedTable {
        partitions = List.copyOf(partitions);
    }

    String subject() {
        return "table " + shown.name();
    }

    /** Whether there is anything to read. */
    boolean hasFiles() {
        return !ShownRows.locations(shown, partitions).isEmpty();
    }

    /** All rows, the columns of the files by their own names. */
    Dataset<Row> rows(SparkSession spark) {
        return ShownRows.rows(shown, ShownRows.locations(shown, partitions), spark);
    }

    /** All rows, columns by place: names hold whatever a key of the data held. */
    Dataset<Row> byPlace(SparkSession spark) {
        return rows(spark)
                .toDF(IntStream.range(0, shown.columns().size())
                        .mapToObj(VerifiedTable::place)
                        .toArray(String[]::new));
    }

    /** How {@link #byPlace} calls a column; -1 for one that is not there. */
    int indexOf(String column) {
        return List.of(shown.columns().fieldNames()).indexOf(column);
    }

    static String place(int index) {
        return "c" + index;
    }
}
