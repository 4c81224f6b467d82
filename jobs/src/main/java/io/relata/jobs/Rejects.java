package io.relata.jobs;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;

import io.relata.Problem;
import io.relata.RejectedRecord;
import io.relata.RelataException;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.report.MaskedText;
import io.relata.jobs.report.RunLog;
import io.relata.jobs.report.RunReport;
import io.relata.transforms.shred.ShreddedTable;
import io.relata.transforms.shred.ShreddedTables;
import io.relata.transforms.survey.Survey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Counts the records of a run's sources, and decides whether it may go on with those that it rejected. */
final class Rejects {

    private final JobFile job;
    private final SparkSession spark;
    private final RunLog log;
    private final List<RunReport.Rejects> reasons = new ArrayList<>();
    private RunReport.Records records = new RunReport.Records(0, 0, 0);

    Rejects(JobFile job, SparkSession spark, RunLog log) {
        this.job = job;
        this.spark = spark;
        this.log = log;
    }

    /** The records of the relationalized source. */
    void add(ShreddedTables shredded) {
        add(
                new RunReport.Records(
                        shredded.records(), shredded.records() - shredded.rejected(), shredded.rejected()),
                shredded.rejects().map(table -> byReason(rows(table))).orElse(List.of()));
    }

    /** The records of one more source. */
    void add(RunReport.Records more, List<RunReport.Rejects> reasons) {
        records = new RunReport.Records(
                records.read() + more.read(), records.loaded() + more.loaded(), records.rejected() + more.rejected());
        log.counted(records);
        this.reasons.addAll(reasons);
        reasons.forEach(log::rejected);
    }

    /** @throws RelataException when there are more, of all sources counted by now, than the job allows */
    void check() {
        if (records.rejected() > job.maxRejects()) {
            throw tooMany(job, reasons, records.rejected(), records.read());
        }
    }

    /** Rows of {@link RejectedRecord#SCHEMA}. */
    Dataset<Row> rows(ShreddedTable rejects) {
        return spark.read().schema(RejectedRecord.SCHEMA).parquet(rejects.location());
    }

    /** @param reasons the reasons of the {@code rejected} records, at least one */
    static RelataException tooMany(JobFile job, List<RunReport.Rejects> reasons, long rejected, long records) {
        RunReport.Rejects first = reasons.get(0);
        return new RelataException(
                RelataException.Kind.TOO_MANY_REJECTS,
                new Problem(
                        "Cannot load " + job.name(),
                        first.where(),
                        rejected + " of " + records + " records were rejected and " + job.maxRejects()
                                + " may be; the first is " + first.reason(),
                        "Correct the records, or allow more with max-rejects in the job file or --max-rejects"));
    }

    /** @param rejected rows with {@code raw}, {@code reason}, {@code file} and {@code position} of {@link RejectedRecord#SCHEMA} */
    static List<RunReport.Rejects> byReason(Dataset<Row> rejected) {
        return rejected
                .groupBy("reason")
                .agg(
                        count(lit(1)).as("records"),
                        min(struct(
                                        col("file"),
                                        col("position"),
                                        beginning(col("raw")).as("raw")))
                                .as("first"))
                .orderBy(col("records").desc(), col("reason"))
                .collectAsList()
                .stream()
                .map(row -> new RunReport.Rejects(
                        row.getString(0), row.getLong(1), where(row.getStruct(2)), sample(row.getStruct(2))))
                .toList();
    }

    /** The reasons for which a survey found records to be none. */
    static List<RunReport.Rejects> byReason(Survey survey) {
        return survey.rejected().entrySet().stream()
                .map(entry -> new RunReport.Rejects(
                        entry.getKey().name(),
                        entry.getValue().count(),
                        entry.getValue().place().shown(),
                        Optional.empty()))
                .sorted(Comparator.comparingLong(RunReport.Rejects::records)
                        .reversed()
                        .thenComparing(RunReport.Rejects::reason))
                .toList();
    }

    /** One character more than is shown, so that it is seen that there are more. */
    private static Column beginning(Column text) {
        return text.substr(1, MaskedText.LONGEST + 1);
    }

    private static Optional<String> sample(Row first) {
        return first.isNullAt(2) ? Optional.empty() : Optional.of(MaskedText.of(first.getString(2)));
    }

    private static String where(Row first) {
        String file = first.isNullAt(0) ? "unknown file" : first.getString(0);
        return first.isNullAt(1) ? file : file + ", byte " + first.getLong(1);
    }
}
