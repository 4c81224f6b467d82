package io.relata.jobs;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.relata.RejectedRecord;
import io.relata.jobs.publish.StagedTable;
import io.relata.jobs.report.Balance;
import io.relata.jobs.report.RunReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The records of a source that becomes one table, counted before they are written.
 *
 * @param rows good and bad ones
 * @param counts how many there are
 * @param reasons why bad ones are rejected
 */
record FlatRecords(Dataset<Row> rows, RunReport.Records counts, List<RunReport.Rejects> reasons) {

    private static final String NONE = "";

    FlatRecords {
        reasons = List.copyOf(reasons);
    }

    /** Reads all records once, for their number and what is wrong with them. */
    static FlatRecords counted(Dataset<Row> rows) {
        if (!List.of(rows.schema().fieldNames()).contains(RejectedRecord.COLUMN)) {
            long read = rows.count();
            return new FlatRecords(rows, new RunReport.Records(read, read, 0), List.of());
        }
        Dataset<Row> judged = rows.select(RejectedRecord.COLUMN + ".*")
                .select(coalesce(col("reason"), lit(NONE)).as("reason"), col("file"), col("position"), col("raw"));
        long loaded = 0;
        long rejected = 0;
        List<RunReport.Rejects> reasons = new ArrayList<>();
        for (RunReport.Rejects group : Rejects.byReason(judged)) {
            if (group.reason().equals(NONE)) {
                loaded = group.records();
            } else {
                rejected += group.records();
                reasons.add(group);
            }
        }
        return new FlatRecords(rows, new RunReport.Records(loaded + rejected, loaded, rejected), reasons);
    }

    /** The columns of the good ones. */
    Dataset<Row> good() {
        return List.of(rows.schema().fieldNames()).contains(RejectedRecord.COLUMN)
                ? rows.where(col(RejectedRecord.COLUMN).isNull()).drop(RejectedRecord.COLUMN)
                : rows;
    }

    /** Rows of {@link RejectedRecord#SCHEMA}; empty where no record is bad. */
    Optional<Dataset<Row>> rejected() {
        return counts.rejected() == 0
                ? Optional.empty()
                // Else each task that meets one would write a file.
                : Optional.of(rows.where(col(RejectedRecord.COLUMN).isNotNull())
                        .select(RejectedRecord.COLUMN + ".*")
                        .hint("rebalance"));
    }

    /** What was counted against what was written of it. */
    List<Balance> balance(StagedTable table, Optional<StagedTable> rejects) {
        List<Balance> lines = new ArrayList<>();
        lines.add(new Balance(
                "records read = rows of " + table.name().table() + " + records rejected",
                counts.read(),
                written(table) + counts.rejected()));
        rejects.ifPresent(written -> lines.add(new Balance(
                "records rejected = rows of " + written.name().table(), counts.rejected(), written(written))));
        return lines;
    }

    private static long written(StagedTable table) {
        return table.definition().statistics().rows();
    }
}
