package io.relata.jobs;

import io.relata.RejectedRecord;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Records that Spark reads as rows. */
record SourceRows(Dataset<Row> rows) implements SourceRecords {

    @Override
    public StructType schema() {
        return RejectedRecord.without(rows.schema());
    }

    @Override
    public List<String> notes() {
        return List.of();
    }
}
