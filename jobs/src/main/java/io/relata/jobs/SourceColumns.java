package io.relata.jobs;

import static java.util.Objects.requireNonNull;
import static org.apache.spark.sql.functions.col;

import io.relata.Problem;
import io.relata.RejectedRecord;
import io.relata.RelataException;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.report.RunReport;
import io.relata.transforms.survey.Survey;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Checks that a source gives columns at all, apart from the one for what was rejected. */
final class SourceColumns {

    private SourceColumns() {}

    /** @throws RelataException when there is none; most often every record is malformed then, and that is told */
    static void require(JobFile job, String source, SourceRecords records) {
        if (hasColumn(records.schema())) {
            return;
        }
        if (records instanceof SourceRows read) {
            requireGood(job, read.rows());
        } else if (records instanceof SourceBytes bytes) {
            bytes.survey().ifPresent(survey -> requireGood(job, survey));
        }
        throw RelataException.failed(new Problem(
                "Cannot make a table of source " + source,
                String.join(", ", requireNonNull(job.sources().get(source)).inputs()),
                "none of its good records has a field, so there is no column",
                "Check that these are the records meant, or name others in the source's path or records"));
    }

    private static boolean hasColumn(StructType struct) {
        return Arrays.stream(struct.fields())
                .anyMatch(field -> !(field.dataType() instanceof StructType inner) || hasColumn(inner));
    }

    private static void requireGood(JobFile job, Dataset<Row> records) {
        if (List.of(records.schema().fieldNames()).contains(RejectedRecord.COLUMN)) {
            Dataset<Row> rejected =
                    records.where(col(RejectedRecord.COLUMN).isNotNull()).select(RejectedRecord.COLUMN + ".*");
            long count = rejected.count();
            if (count > job.maxRejects()) {
                throw Rejects.tooMany(job, Rejects.byReason(rejected), count, records.count());
            }
        }
    }

    private static void requireGood(JobFile job, Survey survey) {
        long count = survey.rejectedRecords();
        if (count > job.maxRejects()) {
            List<RunReport.Rejects> reasons = Rejects.byReason(survey);
            throw Rejects.tooMany(job, reasons, count, survey.records() + count);
        }
    }
}
